package io.hipaaoperator.drift;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.hipaaoperator.api.Api;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Children as the operator makes them. */
final class SamplePolicies {
  private SamplePolicies() {}

  static NetworkPolicy admitting(Integer... ports) {
    return bare()
        .editSpec()
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .addNewFrom()
        .withNewPodSelector()
        .addToMatchLabels("app", "records-api")
        .endPodSelector()
        .endFrom()
        .withPorts(Arrays.stream(ports).map(SamplePolicies::port).toList())
        .endIngress()
        .endSpec()
        .build();
  }

  /** Any child there may be: both directions, peers of every sort, ports of every sort. */
  static NetworkPolicy random(Random random) {
    return bare()
        .editSpec()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withFrom(some(random, SamplePolicies::peer))
        .withPorts(some(random, r -> port(1 + r.nextInt(65_535))))
        .endIngress()
        .addNewEgress()
        .withTo(some(random, SamplePolicies::peer))
        .withPorts(some(random, SamplePolicies::range))
        .endEgress()
        .endSpec()
        .build();
  }

  private static <T> List<T> some(Random random, Function<Random, T> one) {
    return Stream.generate(() -> one.apply(random)).limit(1 + random.nextInt(3)).toList();
  }

  private static NetworkPolicyPeer peer(Random random) {
    var peer = new NetworkPolicyPeerBuilder();
    return switch (random.nextInt(3)) {
      case 0 ->
          peer.withNewPodSelector().addToMatchLabels("app", word(random)).endPodSelector().build();
      case 1 ->
          peer.withNewNamespaceSelector()
              .addNewMatchExpression()
              .withKey("team")
              .withOperator("In")
              .withValues(word(random), word(random))
              .endMatchExpression()
              .endNamespaceSelector()
              .build();
      default ->
          peer.withNewIpBlock()
              .withCidr("10." + random.nextInt(256) + ".0.0/16")
              .withExcept("10.0.0.0/24")
              .endIpBlock()
              .build();
    };
  }

  private static NetworkPolicyPort range(Random random) {
    int first = 1 + random.nextInt(1_000);
    return new NetworkPolicyPortBuilder()
        .withProtocol("UDP")
        .withNewPort(first)
        .withEndPort(first + random.nextInt(1_000))
        .build();
  }

  private static String word(Random random) {
    return "w" + random.nextInt(1_000);
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
