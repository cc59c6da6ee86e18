package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.pod;
import static io.hipaaoperator.network.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Groups.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final String REPLICA =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: api-5d9-%s
        namespace: clinic
        labels: {app: api, pod-template-hash: 5d9}
        ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: api-5d9, uid: u, controller: true}]
      spec: {nodeName: n%1$s, containers: [{name: c}]}
      """;

  private static List<Group> groups(World world) {
    return Groups.under(world.policies())
        .of(world.pods().stream().map(pod -> new OfPod(pod, Map.of())).toList());
  }

  private static Matrix matrix(World world) {
    return Matrix.of(
        Reachability.under(world.policies()), groups(world), (from, to) -> !from.equals(to));
  }

  @Test
  void replicasAreOneGroupNamedAfterTheirDeployment() {
    World world = World.of(REPLICA.formatted(1), REPLICA.formatted(2));

    assertThat(groups(world)).singleElement().extracting(Group::name).isEqualTo("clinic/api");
    assertThat(groups(world).getFirst().size()).isEqualTo(2);
  }

  @Test
  void replicasThatAPolicyTellsApartAreTwo() {
    String special = REPLICA.formatted(2).replace("app: api,", "app: api, debug: 'on',");
    String debug = policy("p", "{podSelector: {matchLabels: {debug: 'on'}}}");

    assertThat(groups(World.of(REPLICA.formatted(1), special))).hasSize(1);
    assertThat(groups(World.of(REPLICA.formatted(1), special, debug))).hasSize(2);
  }

  /** One may be admitted by its other address, the other can't be. */
  @Test
  void replicasOfWhichABlockHoldsOneAddressAreTwo() {
    String dual = REPLICA + "status: {podIPs: [{ip: 10.0.0.%s}, {ip: 'fd00::%1$s'}]}\n";
    String block = policy("p", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: %s}}]}]}");

    assertThat(groups(World.of(dual.formatted(1, 1), dual.formatted(2, 2)))).hasSize(1);
    assertThat(
            groups(
                World.of(
                    dual.formatted(1, 1), dual.formatted(2, 2), block.formatted("10.0.0.0/24"))))
        .hasSize(1);
    assertThat(
            groups(
                World.of(
                    dual.formatted(1, 1), dual.formatted(2, 2), block.formatted("10.0.0.1/32"))))
        .hasSize(2);
  }

  /** One without an address may get any. */
  @Test
  void aReplicaWithoutAnAddressIsNoneOfThoseInABlock() {
    String host = REPLICA.replace("spec: {", "spec: {hostNetwork: true, ");
    String inside = host.formatted(1) + "status: {podIP: 10.0.0.1}\n";
    String block =
        policy("p", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}");

    assertThat(groups(World.of(inside, host.formatted(2), block))).hasSize(2);
  }

  @Test
  void addressesOutsideAreCutWherePoliciesCutThem() {
    String block =
        policy("p", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}");

    assertThat(Groups.under(World.of(block).policies()).outside())
        .extracting(Endpoint::name)
        .containsExactly("203.0.113.0/24", "any other address");
  }

  /** front → api → db, and front has no direct way. */
  @Test
  void waysOverOneStopAreFound() {
    World world =
        World.of(
            pod("clinic/front", "{containers: [{name: c}]}"),
            pod("clinic/api", "{containers: [{name: c}]}"),
            pod("clinic/db", "{containers: [{name: c}]}"),
            policy(
                "db",
                "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector:"
                    + " {matchLabels: {app: api}}}]}]}"));

    assertThat(matrix(world).indirect())
        .containsExactly(List.of("clinic/front", "clinic/api", "clinic/db"));
  }

  @Test
  void portsThatMayBeOpenAreARowOfTheirOwn() {
    World world =
        World.of(
            pod("clinic/api", "{containers: [{name: c}]}"),
            pod("clinic/db", "{hostNetwork: true, containers: [{name: c}]}"),
            policy(
                "db", "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 80}]}]}"));

    assertThat(matrix(world).rows())
        .filteredOn(row -> row.from().equals("clinic/api"))
        .extracting(row -> row.ports() + " " + row.certain())
        .containsExactly(
            "TCP 80 true", "TCP 1-79, TCP 81-65535, every UDP port, every SCTP port false");
  }

  @Test
  void beyondIsWhatTheOtherHasNot() {
    String pods = pod("clinic/api", "{containers: [{name: c}]}") + "---\n" + pod("clinic/db", "{}");
    Matrix narrow =
        matrix(World.of(pods, policy("p", "{podSelector: {}, ingress: [{ports: [{port: 80}]}]}")));
    Matrix wide =
        matrix(
            World.of(
                pods,
                policy("p", "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 81}]}]}")));

    assertThat(wide.beyond(narrow))
        .extracting(row -> row.ports().toString())
        .containsExactly("TCP 81", "TCP 81");
    assertThat(narrow.beyond(wide)).isEmpty();
  }
}
