package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Kinship;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what becomes of a sink's key, children and namespaces into looks at it. */
public final class SinkTriggers extends AbstractEventSource<HasMetadata, AuditSink> {
  private static final String KEY = "key";

  private final Caches caches;
  private final RecentWrites<ConfigMap> recent;

  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public SinkTriggers(Caches caches, RecentWrites<ConfigMap> recent) {
    super(HasMetadata.class, "sink-triggers");
    this.caches = caches;
    this.recent = recent;
    caches.sinks().index(KEY, sink -> sink.getSpec().keys());
    caches.keys().onChange(SinkTriggers::part, key -> keyChanged(key.getMetadata().getName()));
    caches.configMaps().onChange(this::mapChanged);
    caches.namespaces().onChange(this::namespaceChanged);
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(AuditSink primary) {
    return Set.of();
  }

  private static NamedKey part(EncryptionKey key) {
    return NamedKey.of(key.getMetadata().getName(), Optional.of(key));
  }

  private void keyChanged(String key) {
    caches.sinks().indexed(KEY, key).forEach(this::fire);
  }

  private void mapChanged(List<ConfigMap> states) {
    if (!recent.isOwn(states.getLast(), caches.configMaps())) {
      caches.sinks().all().filter(sink -> concerns(states, sink)).forEach(this::fire);
    }
  }

  private static boolean concerns(List<ConfigMap> states, AuditSink sink) {
    List<Child> known =
        Objects.requireNonNullElse(sink.getStatus(), AuditSinkStatus.NONE).inventory();
    return Kinship.concerns(states, sink.getMetadata().getUid(), known);
  }

  private void namespaceChanged(List<Namespace> states) {
    caches.sinks().all().filter(sink -> turns(states, sink)).forEach(this::fire);
  }

  /**
   * Whether one of them has a shipper's configuration from now on, or the audit policy names it.
   */
  private static boolean turns(List<Namespace> states, AuditSink sink) {
    var allowed = AllowedNamespaces.of(sink.getSpec());
    return Stream.concat(
            sink.getSpec().shipping().map(shipper -> allowed.among(shipper.selector())).stream(),
            sink.getSpec().auditing().map(_ -> allowed).stream())
        .anyMatch(those -> those.turn(states));
  }

  /** Before the start all are looked at anyway. */
  private void fire(AuditSink sink) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(sink)));
    }
  }
}
