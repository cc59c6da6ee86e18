package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.networkPolicy;
import static io.hipaaoperator.network.World.pod;
import static io.hipaaoperator.network.World.selector;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an undeclared path into or out of pods {@code app=db} of namespace clinic. */
class OpeningsTest {
  private static final NetworkPolicy DENY =
      networkPolicy(
          "deny", "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress]}");
  private static final NetworkPolicy ALLOW = declared("[{podSelector: {matchLabels: {app: api}}}]");
  private static final List<Pod> PODS =
      World.of(
              pod(
                  "clinic/db",
                  "{containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}"))
          .pods();

  private static NetworkPolicy declared(String from) {
    return networkPolicy(
        "allow",
        "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: "
            + from
            + ", ports: [{port: 5432}]}]}");
  }

  private static NetworkPolicy foreign(String spec) {
    return networkPolicy("foreign", spec);
  }

  private static List<String> undeclared(List<Pod> pods, NetworkPolicy... more) {
    List<NetworkPolicy> live = new ArrayList<>(List.of(DENY, ALLOW));
    live.addAll(List.of(more));
    return new Openings(
            "clinic", selector("matchLabels: {app: db}"), pods, live, List.of(DENY, ALLOW))
        .undeclared().stream().map(Opening::toString).toList();
  }

  @Test
  void whatIsDeclaredIsNoFinding() {
    assertThat(undeclared(PODS)).isEmpty();
    assertThat(undeclared(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podSelector: {}, ingress: [{}]} | NetworkPolicy clinic/foreign ingress[0] admits everybody, naming no peer, on every port
          {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]} | NetworkPolicy clinic/foreign ingress[0] admits every pod of every namespace on every port
          {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]} | NetworkPolicy clinic/foreign ingress[0] admits pods app=api of namespace clinic on TCP 1-5431, TCP 5433-65535, every UDP port, every SCTP port
          {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}, {ports: [{port: 80, protocol: UDP}]}]} | NetworkPolicy clinic/foreign ingress[1] admits everybody, naming no peer, on UDP 80
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}], ports: [{port: 443}]}]} | NetworkPolicy clinic/foreign egress[0] lets out to 0.0.0.0/0 except 10.0.0.0/8 on TCP 443
          """)
  void aForeignRuleIsNamed(String spec, String finding) {
    assertThat(undeclared(PODS, foreign(spec))).containsExactly(finding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {matchLabels: {app: other}}, ingress: [{}]}",
        "{podSelector: {matchLabels: {role: front}}, ingress: [{}]}",
        "{podSelector: {}}",
        "{podSelector: {}, policyTypes: [Egress], ingress: [{}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api, tier: x}}}], ports: [{port: 5432}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [api]}]}}], ports: [{port: 5432}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: clinic}}}], ports: [{port: sql}]}]}",
      })
  void whatOpensNothingNewIsNoFinding(String spec) {
    assertThat(undeclared(PODS, foreign(spec))).isEmpty();
  }

  @Test
  void aPeerCountsBeforeItIsThere() {
    String spec =
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: nobody}}}]}]}";

    assertThat(undeclared(PODS, foreign(spec))).hasSize(1);
    assertThat(undeclared(List.of(), foreign(spec))).hasSize(1);
  }

  @Test
  void aNamedPortIsOpenAsWhatItNames() {
    String spec =
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports:"
            + " [{port: sql}]}]}";

    assertThat(undeclared(PODS, foreign(spec))).singleElement().asString().endsWith("TCP 5432");
    assertThat(undeclared(List.of(), foreign(spec))).singleElement().asString().endsWith("TCP sql");
  }

  @Test
  void withoutADenyBothDirectionsAreOpen() {
    List<Opening> found =
        new Openings("clinic", selector("matchLabels: {app: db}"), PODS, List.of(), List.of(DENY))
            .undeclared();

    assertThat(found)
        .extracting(Opening::toString)
        .containsExactly(
            "no NetworkPolicy isolates ingress of pod clinic/db",
            "no NetworkPolicy isolates egress of pod clinic/db",
            "no NetworkPolicy isolates ingress of pods that spec.selector may still match",
            "no NetworkPolicy isolates egress of pods that spec.selector may still match");
    assertThat(found).allMatch(Opening::isPublic);
  }

  @Test
  void aDenyThatLeavesOutPodsToComeIsFound() {
    NetworkPolicy narrow =
        networkPolicy(
            "deny",
            "{podSelector: {matchLabels: {app: db, v: '1'}}, policyTypes: [Ingress, Egress]}");
    List<Pod> pods =
        PODS.stream()
            .map(pod -> pod.edit().editMetadata().addToLabels("v", "1").endMetadata().build())
            .toList();

    assertThat(
            new Openings(
                    "clinic",
                    selector("matchLabels: {app: db}"),
                    pods,
                    List.of(narrow),
                    List.of(DENY))
                .undeclared())
        .extracting(Opening::direction)
        .containsExactly(Direction.INGRESS, Direction.EGRESS);
  }

  @Test
  void hostNetworkPodsAreNotIsolated() {
    List<Pod> pods =
        World.of(pod("clinic/db", "{hostNetwork: true, containers: [{name: c}]}")).pods();

    assertThat(undeclared(pods)).hasSize(2).allMatch(text -> text.contains("node's network"));
  }

  @Test
  void blocksTogetherMayDeclareABlock() {
    NetworkPolicy halves =
        declared("[{ipBlock: {cidr: 10.0.0.0/9}}, {ipBlock: {cidr: 10.128.0.0/9}}]");
    String whole =
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: %s}}], ports: [{port: 5432}]}]}";

    assertThat(with(halves, whole.formatted("10.0.0.0/8"))).isEmpty();
    assertThat(with(halves, whole.formatted("10.0.0.0/7"))).hasSize(1);
    assertThat(with(halves, whole.formatted("0.0.0.0/0"))).allMatch(Opening::isPublic).hasSize(1);
  }

  private static List<Opening> with(NetworkPolicy declared, String spec) {
    return new Openings(
            "clinic",
            selector("matchLabels: {app: db}"),
            PODS,
            List.of(DENY, declared, foreign(spec)),
            List.of(DENY, declared))
        .undeclared();
  }

  @Test
  void allPathsIncludeDeclaredOnesThatAreNotThereYet() {
    var openings =
        new Openings(
            "clinic",
            selector("matchLabels: {app: db}"),
            PODS,
            List.of(DENY),
            List.of(DENY, ALLOW));

    assertThat(openings.all())
        .extracting(Opening::toString)
        .containsExactly(
            "NetworkPolicy clinic/allow ingress[0] admits pods app=api of namespace clinic on TCP"
                + " 5432");
  }
}
