package io.hipaaoperator.controls.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.network.GatewayRoutes;
import io.hipaaoperator.network.IngressRoutes;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Plan;
import io.hipaaoperator.workload.Preview;
import io.hipaaoperator.workload.Snapshot;
import io.hipaaoperator.workload.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a control says of a PhiWorkload {@code db} in a cluster given as YAML documents. */
final class Judged {
  /** A database that only {@code app: api} may reach. */
  static final String DATABASE =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: db, namespace: clinic}
      spec:
        selector: {matchLabels: {app: db}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 5432}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db-0, namespace: clinic, labels: {app: db}}
      spec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}
      """;

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Judged() {}

  /** The verdict once the operator has done its work; empty where the control does not apply. */
  static Optional<Verdict> by(Control<Workload> control, String... yaml) {
    List<HasMetadata> objects =
        Arrays.stream(String.join("\n---\n", yaml).split("(?m)^---$"))
            .filter(document -> !document.isBlank())
            .map(Judged::object)
            .toList();
    var cluster =
        new Snapshot(
            all(objects, PhiWorkload.class),
            all(objects, NetworkPolicy.class),
            all(objects, Pod.class),
            all(objects, Service.class),
            all(objects, EndpointSlice.class),
            Routes.of(routes(objects)),
            new Fact.Known<>(OtherPolicy.merged(others(objects))),
            all(objects, Namespace.class),
            List.of());
    Plan plan = new Plan(Catalogue.WORKLOAD, new ChildComparison(YAML));
    PhiWorkload workload = cluster.workloads().getFirst();
    return Preview.of(plan, cluster, workload, true).results().stream()
        .filter(result -> result.control() == control)
        .map(Result::verdict)
        .findFirst();
  }

  private static HasMetadata object(String document) {
    return document.contains("kind: PhiWorkload\n")
        ? YAML.unmarshal(document, PhiWorkload.class)
        : YAML.unmarshal(document);
  }

  private static List<Route> routes(List<HasMetadata> objects) {
    var ofGateways = new GatewayRoutes();
    objects.stream()
        .filter(it -> GatewayRoutes.tells(group(it), it.getKind()))
        .forEach(it -> ofGateways.add(it.getKind(), JSON.valueToTree(it)));
    Stream<Route> ofIngresses = all(objects, Ingress.class).stream().flatMap(IngressRoutes::of);
    return Stream.concat(ofIngresses, ofGateways.all().stream()).toList();
  }

  private static String group(HasMetadata object) {
    return object.getApiVersion().replaceFirst("/.*", "");
  }

  private static List<OtherPolicy> others(List<HasMetadata> objects) {
    return objects.stream().flatMap(object -> other(object).stream()).toList();
  }

  private static Optional<OtherPolicy> other(HasMetadata object) {
    String namespace = Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
    return OtherPolicyKind.of(object.getApiVersion(), object.getKind())
        .map(kind -> OtherPolicy.of(kind, namespace, object.getMetadata().getName()));
  }

  private static <T> List<T> all(List<HasMetadata> objects, Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
