package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.pod;
import static io.hipaaoperator.network.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where networks differ, or the API leaves it open. */
class UndefinedReachTest {
  private static final String DENY =
      policy("deny", "{podSelector: {}, policyTypes: [Ingress, Egress]}");

  private static String db(String spec, String status) {
    return pod("clinic/db", spec) + "status: " + status + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podIP: 10.0.0.7}                                          | {cidr: 10.0.0.0/8}    | Undefined
          {podIP: 10.0.0.7}                                          | {cidr: 192.168.0.0/16} | Denied
          {podIP: 10.0.0.7}                                          | {cidr: 10.0.0.0/8, except: [10.0.0.0/24]} | Denied
          {podIP: 10.0.0.7, podIPs: [{ip: 10.0.0.7}, {ip: 'fd00::7'}]} | {cidr: 'fd00::/8'}  | Undefined
          {}                                                         | {cidr: 10.0.0.0/8}    | Undefined
          {}                                                         | {cidr: 10.0.0.0/8, except: [10.0.0.0/8]} | Denied
          """)
  void aBlockThatHoldsAPodsAddress(String status, String block, String expected) {
    World world =
        World.of(
            db("{containers: [{name: c}]}", status),
            pod("clinic/api", "{containers: [{name: c}]}"),
            DENY.replace("clinic", "elsewhere"),
            policy(
                "out",
                "{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to:"
                    + " [{ipBlock: "
                    + block
                    + "}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nodeName: n1, | nodeName: n1, | Allowed
          nodeName: n1, | ''            | Allowed
          nodeName: n1, | nodeName: n2, | Undefined
          """)
  void aNodeReachesItsOwnPods(String source, String target, String expected) {
    World world =
        World.of(
            pod("kube-system/agent", "{" + source + " hostNetwork: true, containers: [{name: c}]}"),
            pod("clinic/db", "{" + target + " containers: [{name: c}]}"),
            DENY);

    assertThat(world.tcp("kube-system/agent", "clinic/db", 5432)).isEqualTo(expected);
  }

  @Test
  void aSelectorThatMatchesAHostNetworkPodIsObeyedBySome() {
    World world =
        World.of(
            pod("clinic/api", "{nodeName: n1, hostNetwork: true, containers: [{name: c}]}"),
            pod("clinic/db", "{nodeName: n2, containers: [{name: c}]}"),
            policy("in", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Undefined");
  }

  @Test
  void aPolicyOnAHostNetworkPodIsObeyedBySome() {
    World world =
        World.of(
            pod("clinic/db", "{hostNetwork: true, containers: [{name: c}]}"),
            pod("clinic/api", "{containers: [{name: c}]}"),
            policy("in", "{podSelector: {}, ingress: [{ports: [{port: 80}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 80)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/api", "clinic/db", 81)).isEqualTo("Undefined");
  }

  @Test
  void aPodAndItsOwnNode() {
    World world =
        World.of(
            pod("kube-system/agent", "{nodeName: n1, hostNetwork: true, containers: [{name: c}]}"),
            pod("clinic/db", "{nodeName: n1, containers: [{name: c}]}"),
            pod("clinic/far", "{nodeName: n2, containers: [{name: c}]}"),
            DENY);

    assertThat(world.tcp("clinic/db", "kube-system/agent", 80)).isEqualTo("Undefined");
    assertThat(world.tcp("clinic/far", "kube-system/agent", 80)).isEqualTo("Denied");
  }

  @Test
  void aPodAlwaysReachesItself() {
    World world = World.of(pod("clinic/db", "{containers: [{name: c}]}"), DENY);

    assertThat(world.tcp("clinic/db", "clinic/db", 5432)).isEqualTo("Allowed");
  }

  @ParameterizedTest
  @CsvSource({"Succeeded,Denied", "Failed,Denied", "Running,Allowed", "Unknown,Allowed"})
  void aPodThatHasEndedIsNobody(String phase, String expected) {
    World world =
        World.of(
            db("{containers: [{name: c}]}", "{phase: " + phase + "}"),
            pod("clinic/api", "{containers: [{name: c}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo(expected);
    assertThat(world.tcp("clinic/db", "clinic/api", 5432)).isEqualTo(expected);
  }

  @Test
  void aNewPodOnTheAddressOfOneThatHasEndedIsItself() {
    String containers = "{containers: [{name: c}]}";
    World world =
        World.of(
            pod("shop/old", containers) + "status: {phase: Succeeded, podIP: 10.0.0.7}\n",
            db(containers, "{phase: Running, podIP: 10.0.0.7}"),
            pod("clinic/api", containers),
            policy(
                "in", "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 80}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 80)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/api", "clinic/db", 81)).isEqualTo("Denied");
    assertThat(world.tcp("clinic/api", "shop/old", 81)).isEqualTo("Denied");
  }

  @Test
  void oneNameMayBeAnotherNumberOnEachPod() {
    World world =
        World.of(
            pod("clinic/db", "{containers: [{name: c, ports: [{name: sql, containerPort: 1}]}]}"),
            pod("clinic/old", "{containers: [{name: c, ports: [{name: sql, containerPort: 2}]}]}"),
            pod("clinic/api", "{containers: [{name: c}]}"),
            policy("in", "{podSelector: {}, ingress: [{ports: [{port: sql}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 1)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/api", "clinic/old", 1)).isEqualTo("Denied");
    assertThat(world.tcp("clinic/api", "clinic/old", 2)).isEqualTo("Allowed");
  }

  @Test
  void aNativeSidecarsNamedPortIsOpenOnSomeNetworks() {
    String sidecar =
        "{name: s, restartPolicy: Always, ports: [{name: proxy, containerPort: 15001}]}";
    String initial = "{name: i, ports: [{name: proxy, containerPort: 15002}]}";
    World world =
        World.of(
            pod(
                "clinic/db",
                "{initContainers: [" + sidecar + "," + initial + "], containers: [{name: c}]}"),
            pod("clinic/api", "{containers: [{name: c}]}"),
            policy("in", "{podSelector: {}, ingress: [{ports: [{port: proxy}]}]}"));

    assertThat(world.tcp("clinic/api", "clinic/db", 15001)).isEqualTo("Undefined");
    assertThat(world.tcp("clinic/api", "clinic/db", 15002)).isEqualTo("Denied");
  }
}
