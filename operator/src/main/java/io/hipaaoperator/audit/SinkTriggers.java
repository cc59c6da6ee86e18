package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.PrimaryStore;
import io.hipaaoperator.kube.RecentWrites;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what becomes of a sink's key, children and namespaces into looks at it. */
public final class SinkTriggers extends ExternalTriggers<AuditSink, AuditSinkStatus> {
  private static final String KEY = "key";

  private final PrimaryStore<AuditSink> sinks;

  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public SinkTriggers(Caches caches, RecentWrites<ConfigMap> recent) {
    super("sink-triggers", caches.sinks());
    this.sinks = caches.sinks();
    sinks.index(KEY, sink -> sink.getSpec().keys());
    caches.keys().onChange(SinkTriggers::part, key -> keyChanged(key.getMetadata().getName()));
    listen(caches.configMaps(), recent);
    caches.namespaces().onChange(states -> fireWhere(sink -> turns(states, sink)));
  }

  private static NamedKey part(EncryptionKey key) {
    return NamedKey.of(key.getMetadata().getName(), Optional.of(key));
  }

  private void keyChanged(String key) {
    sinks.indexed(KEY, key).forEach(this::fire);
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
}
