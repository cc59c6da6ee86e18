package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.SinkAuditPolicy;
import io.hipaaoperator.api.SinkShipper;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.external.AllowedNamespaces;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Observes, plans and applies what AuditSinks have in the cluster. */
public record KeptSinkChildren(AllowedMaps maps, ChildPasses passes) implements SinkChildren {

  @Override
  public ChildPass keep(AuditSink resource, Enforcement enforcement, SinkPlace place) {
    List<Child> before =
        Objects.requireNonNullElse(resource.getStatus(), AuditSinkStatus.NONE).inventory();
    return doubt(resource.getSpec(), before)
        .map(why -> ChildPass.unread(before, why))
        .orElseGet(() -> keep(ClusterSink.of(resource, place), before, enforcement, place));
  }

  /** Who has no children and wants none need not know any. */
  private Optional<String> doubt(AuditSinkSpec spec, List<Child> before) {
    return spec.shipping().isEmpty() && spec.auditing().isEmpty() && before.isEmpty()
        ? Optional.empty()
        : maps.caches().health().doubt(List.of(ConfigMap.class, Namespace.class));
  }

  private ChildPass keep(
      ClusterSink sink, List<Child> before, Enforcement enforcement, SinkPlace place) {
    List<HasMetadata> desired =
        Stream.concat(shippers(sink, before, place), auditPolicy(sink)).toList();
    return passes.over(
        new SinkFamily(sink), enforcement, before, desired, () -> there(sink, desired, before));
  }

  private List<HasMetadata> there(ClusterSink sink, List<HasMetadata> desired, List<Child> before) {
    return SinkFamily.names(sink)
        .flatMap(name -> maps.named(name, desired, before))
        .map(HasMetadata.class::cast)
        .toList();
  }

  private Stream<HasMetadata> shippers(ClusterSink sink, List<Child> before, SinkPlace place) {
    return sink.spec().shipping().stream()
        .flatMap(shipper -> maps.namespaces(namespaces(sink, shipper)).stream())
        .<HasMetadata>map(namespace -> ShipperConfig.of(sink, namespace))
        .filter(wanted -> place.admits() || isThere(wanted, before));
  }

  private static AllowedNamespaces namespaces(ClusterSink sink, SinkShipper shipper) {
    return AllowedNamespaces.of(sink.spec()).among(shipper.selector());
  }

  private Stream<HasMetadata> auditPolicy(ClusterSink sink) {
    return sink.spec().auditing().map(SinkAuditPolicy::namespace).filter(maps.ours()).stream()
        .map(in -> ApiAuditPolicy.of(sink, in, maps.allowed(AllowedNamespaces.of(sink.spec()))));
  }

  /** No logs are led to a group that does not keep them as declared; where they are, they stay. */
  private static boolean isThere(HasMetadata wanted, List<Child> before) {
    return before.stream().anyMatch(child -> child.isOf(wanted));
  }
}
