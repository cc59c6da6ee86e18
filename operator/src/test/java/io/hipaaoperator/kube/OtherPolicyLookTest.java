package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.ScriptedServer.Answer;
import io.hipaaoperator.network.OtherPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a look says when a server answers otherwise than it should. */
class OtherPolicyLookTest {
  private static final Answer NO_SUCH_API = serves("apps/v1 Deployment deployments");
  private static final Answer CILIUM =
      serves(
          "cilium.io/v2 CiliumNetworkPolicy ciliumnetworkpolicies",
          "cilium.io/v2 CiliumEndpoint ciliumendpoints",
          "cilium.io/v2alpha1 CiliumNetworkPolicy old");
  private static final Answer CALICO =
      serves(
          "crd.projectcalico.org/v1 NetworkPolicy networkpolicies",
          "projectcalico.org/v3 NetworkPolicy networkpolicies",
          "projectcalico.org/v3 StagedNetworkPolicy stagednetworkpolicies");

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aServerWithoutTheseApisIsAskedOnce() {
    assertThat(look(NO_SUCH_API)).isEqualTo(new Fact.Known<>(List.of()));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void allPagesAreRead() {
    var found = look(CILIUM, page("next&page", "b", "c"), page("", "a"));

    assertThat(found)
        .extracting(Object::toString)
        .asString()
        .contains("CiliumNetworkPolicy a (cilium.io) and 2 more");
    assertThat(server.requests().getLast().uri())
        .startsWith("/apis/cilium.io/v2/ciliumnetworkpolicies?limit=")
        .endsWith("&continue=next%26page");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aMissingRightIsNamed() {
    assertThat(look(CILIUM, ScriptedServer.refuses(403, "Forbidden", "no")))
        .isEqualTo(
            new Fact.Unreachable<>(
                "policies of other APIs not read: the right to list ciliumnetworkpolicies of"
                    + " cilium.io/v2 is missing"));
  }

  @Test
  void aKindThatIsGoneMeanwhileHasNoObjects() {
    assertThat(look(CILIUM, ScriptedServer.refuses(404, "NotFound", "gone")))
        .isEqualTo(new Fact.Known<>(List.of()));
  }

  @Test
  void whatTheServerCannotSayIsNotKnown() {
    assertThat(look(ScriptedServer.refuses(500, "InternalError", "etcd")))
        .isEqualTo(unread("HTTP 500 when listing the APIs"));
    assertThat(look(ScriptedServer.tells("{\"kind\":\"APIGroupList\",\"groups\":[]}")))
        .isEqualTo(unread("the server does not say which kinds it serves"));
    assertThat(look(CILIUM, ScriptedServer.refuses(503, "ServiceUnavailable", "away")))
        .isInstanceOf(Fact.Unreachable.class);
    assertThat(look(ScriptedServer.page(200))).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(ScriptedServer.hangsUp())).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(CILIUM, ScriptedServer.page(200))).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(CILIUM, ScriptedServer.hangsUp())).isInstanceOf(Fact.Unreachable.class);
  }

  @Test
  void aKindThatNobodyKnowsIsADoubtWithoutARightToListIt() {
    var found =
        look(
            serves(
                "example.org/v1 NamespaceNetworkPolicy namespacenetworkpolicies",
                "example.org/v2 NamespaceNetworkPolicy namespacenetworkpolicies",
                "cilium.io/v2 CiliumNodeNetworkPolicy nodes",
                "networking.k8s.io/v1 NetworkPolicy networkpolicies"));

    assertThat(sentences(found))
        .containsExactly(
            "CiliumNodeNetworkPolicy of group cilium.io is not known; it may allow what"
                + " NetworkPolicies deny",
            "NamespaceNetworkPolicy of group example.org is not known; it may allow what"
                + " NetworkPolicies deny");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatCalicoStoresAndShowsIsOne() {
    assertThat(sentences(look(CALICO, page("", "a", "b"), page("", "a", "b"))))
        .singleElement()
        .asString()
        .startsWith("NetworkPolicy a (crd.projectcalico.org) and 1 more");
  }

  /** The other group may be left over from an installation of another kind. */
  @Test
  void whatCalicoOnlyShowsIsSeen() {
    assertThat(sentences(look(CALICO, page(""), page("", "a"))))
        .singleElement()
        .asString()
        .startsWith("NetworkPolicy a (projectcalico.org)");
  }

  @Test
  void aServerBehindTheServerThatNeverSaidWhatItServesIsNotKnown() {
    assertThat(look(serves("projectcalico.org/v3")))
        .isEqualTo(unread("projectcalico.org/v3 does not say which kinds it serves"));
    assertThat(look(serves("custom.metrics.k8s.io/v1"))).isEqualTo(new Fact.Known<>(List.of()));
  }

  /** Only a right that is missing stays so. */
  @Test
  void whatMayPassIsToldApart() {
    assertThat(finding(CILIUM, ScriptedServer.refuses(403, "Forbidden", "no")).lasting()).isTrue();
    assertThat(finding(CILIUM, ScriptedServer.refuses(503, "Away", "no")).lasting()).isFalse();
    assertThat(finding(CILIUM, ScriptedServer.throttles(1)).lasting()).isFalse();
  }

  private static List<String> sentences(Fact<List<OtherPolicy>> found) {
    return ((Fact.Known<List<OtherPolicy>>) found)
        .value().stream().map(OtherPolicy::toString).toList();
  }

  private static Fact<List<OtherPolicy>> unread(String why) {
    return new Fact.Unreachable<>("policies of other APIs not read: " + why);
  }

  private Fact<List<OtherPolicy>> look(Answer... answers) {
    return finding(answers).all();
  }

  private Finding<OtherPolicy> finding(Answer... answers) {
    server.forgets();
    server.says(answers);
    try (var client = server.client(0)) {
      return new OtherPolicyLook(client).now();
    }
  }

  /** Each as {@code group/version Kind resource}, or a version alone whose server is away. */
  private static Answer serves(String... kinds) {
    String items =
        String.join(",", List.of(kinds).stream().map(OtherPolicyLookTest::group).toList());
    return ScriptedServer.tells("{\"kind\":\"APIGroupDiscoveryList\",\"items\":[" + items + "]}");
  }

  private static String group(String kind) {
    String[] parts = kind.split("[/ ]");
    String resources =
        parts.length < 4
            ? ""
            : "{\"resource\":\"%s\",\"responseKind\":{\"kind\":\"%s\"}}"
                .formatted(parts[3], parts[2]);
    return """
        {"metadata":{"name":"%s"},"versions":[
          {"version":"%s","freshness":"%s","resources":[%s]}]}
        """
        .formatted(parts[0], parts[1], parts.length < 4 ? "Stale" : "Current", resources);
  }

  private static Answer page(String next, String... names) {
    String items =
        String.join(",", List.of(names).stream().map(OtherPolicyLookTest::item).toList());
    return ScriptedServer.tells(
        "{\"metadata\":{\"continue\":\"" + next + "\"},\"items\":[" + items + "]}");
  }

  private static String item(String name) {
    return "{\"metadata\":{\"namespace\":\"clinic\",\"name\":\"" + name + "\"}}";
  }
}
