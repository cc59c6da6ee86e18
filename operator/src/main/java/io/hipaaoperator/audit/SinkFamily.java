package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.children.Family;
import java.util.Optional;

/** What an AuditSink has in the cluster. */
record SinkFamily(ClusterSink sink) implements Family {

  @Override
  public String uid() {
    return sink.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return object instanceof ConfigMap
        && object.getMetadata().getName().equals(ShipperConfig.name(sink));
  }

  /** Logs may go elsewhere, or nowhere; without its configuration Fluent Bit does not start. */
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
