package io.hipaaoperator.drift;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.hipaaoperator.api.Api;
import java.util.List;

/** Children as the operator makes them. */
final class SamplePolicies {
  private SamplePolicies() {}

  static NetworkPolicy admitting(List<Integer> ports) {
    return bare()
        .editSpec()
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .addNewFrom()
        .withNewPodSelector()
        .addToMatchLabels("app", "records-api")
        .endPodSelector()
        .endFrom()
        .withPorts(ports.stream().map(SamplePolicies::port).toList())
        .endIngress()
        .endSpec()
        .build();
  }

  static NetworkPolicy denying() {
    return bare().editSpec().withPolicyTypes("Ingress", "Egress").endSpec().build();
  }

  private static NetworkPolicyBuilder bare() {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName("records-ingress")
        .withNamespace("clinic")
        .addToLabels(Api.MANAGED_BY, Api.MANAGER)
        .addToLabels(Api.WORKLOAD, "records")
        .addNewOwnerReference()
        .withApiVersion("hipaa-operator.io/v1alpha1")
        .withKind("PhiWorkload")
        .withName("records")
        .withUid("22222222-2222-2222-2222-222222222222")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .addToMatchLabels("app", "records")
        .endPodSelector()
        .endSpec();
  }

  private static NetworkPolicyPort port(int number) {
    return new NetworkPolicyPortBuilder().withProtocol("TCP").withNewPort(number).build();
  }
}
