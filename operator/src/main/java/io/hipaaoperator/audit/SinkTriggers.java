package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.PrimaryStore;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Turns what becomes of an EncryptionKey into a look at the sinks that name it. */
public final class SinkTriggers extends AbstractEventSource<EncryptionKey, AuditSink> {
  private static final String KEY = "key";

  private final PrimaryStore<AuditSink> sinks;
  private final Map<String, NamedKey> seen = new ConcurrentHashMap<>();

  /** Listens to caches, which are filled later. */
  public SinkTriggers(PrimaryStore<AuditSink> sinks, PrimaryStore<EncryptionKey> keys) {
    super(EncryptionKey.class, "sink-triggers");
    this.sinks = sinks;
    sinks.index(KEY, sink -> sink.getSpec().keys());
    keys.onVersion(this::changed);
    keys.onGone(this::gone);
  }

  @Override
  public Set<EncryptionKey> getSecondaryResources(AuditSink primary) {
    return Set.of();
  }

  /** Much in a key's status changes that no sink looks at. */
  private void changed(EncryptionKey key) {
    NamedKey now = NamedKey.of(key.getMetadata().getName(), Optional.of(key));
    if (!now.equals(seen.put(now.name(), now))) {
      fire(now.name());
    }
  }

  private void gone(EncryptionKey key) {
    seen.remove(key.getMetadata().getName());
    fire(key.getMetadata().getName());
  }

  private void fire(String key) {
    sinks
        .indexed(KEY, key)
        .forEach(sink -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(sink))));
  }
}
