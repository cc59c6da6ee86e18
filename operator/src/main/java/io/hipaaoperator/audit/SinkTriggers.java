package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.PrimaryStore;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Optional;
import java.util.Set;

/** Turns what becomes of an EncryptionKey into a look at the sinks that name it. */
public final class SinkTriggers extends AbstractEventSource<EncryptionKey, AuditSink> {
  private static final String KEY = "key";

  private final PrimaryStore<AuditSink> sinks;

  /** Listens to caches, which are filled later. */
  public SinkTriggers(PrimaryStore<AuditSink> sinks, PrimaryStore<EncryptionKey> keys) {
    super(EncryptionKey.class, "sink-triggers");
    this.sinks = sinks;
    sinks.index(KEY, sink -> sink.getSpec().keys());
    keys.onChange(SinkTriggers::part, key -> fire(key.getMetadata().getName()));
  }

  @Override
  public Set<EncryptionKey> getSecondaryResources(AuditSink primary) {
    return Set.of();
  }

  private static NamedKey part(EncryptionKey key) {
    return NamedKey.of(key.getMetadata().getName(), Optional.of(key));
  }

  private void fire(String key) {
    sinks
        .indexed(KEY, key)
        .forEach(sink -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(sink))));
  }
}
