package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.children.Family;
import java.util.Optional;
import java.util.stream.Stream;

/** What an AuditSink has in the cluster. */
record SinkFamily(ClusterSink sink) implements Family {

  @Override
  public String uid() {
    return sink.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return object instanceof ConfigMap
        && names(sink).anyMatch(object.getMetadata().getName()::equals);
  }

  /** What the children of a sink are called. */
  static Stream<String> names(ClusterSink sink) {
    return Stream.of(ShipperConfig.name(sink), ApiAuditPolicy.name(sink));
  }

  /** Logs may go elsewhere or nowhere, and less be written down; what is gone misleads nobody. */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return live.filter(
            there -> !((ConfigMap) desired).getData().equals(((ConfigMap) there).getData()))
        .isPresent();
  }

  @Override
  public String name(HasMetadata child) {
    return child.getMetadata().getNamespace() + "/" + child.getMetadata().getName();
  }
}
