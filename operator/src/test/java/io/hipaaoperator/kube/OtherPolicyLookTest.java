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
  private static final Answer NO_SUCH_API =
      ScriptedServer.tells("{\"kind\":\"APIGroupList\",\"groups\":[]}");
  private static final Answer CILIUM =
      ScriptedServer.tells(
          "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"cilium.io\",\"versions\":["
              + "{\"groupVersion\":\"cilium.io/v2\",\"version\":\"v2\"}]}]}");
  private static final Answer KINDS =
      ScriptedServer.tells(
          "{\"kind\":\"APIResourceList\",\"groupVersion\":\"cilium.io/v2\",\"resources\":["
              + "{\"name\":\"ciliumnetworkpolicies\",\"kind\":\"CiliumNetworkPolicy\"},"
              + "{\"name\":\"ciliumnetworkpolicies/status\",\"kind\":\"CiliumNetworkPolicy\"},"
              + "{\"name\":\"ciliumendpoints\",\"kind\":\"CiliumEndpoint\"}]}");

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
    var found = look(CILIUM, KINDS, page("next&page", "b", "c"), page("", "a"));

    assertThat(found)
        .extracting(Object::toString)
        .asString()
        .contains("CiliumNetworkPolicy a (cilium.io) and 2 more");
    assertThat(server.requests().getLast().uri())
        .startsWith("/apis/cilium.io/v2/ciliumnetworkpolicies?limit=")
        .endsWith("&continue=next%26page");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aMissingRightIsNamed() {
    assertThat(look(CILIUM, KINDS, ScriptedServer.refuses(403, "Forbidden", "no")))
        .isEqualTo(
            new Fact.Unreachable<>(
                "policies of other APIs not read: the right to list ciliumnetworkpolicies of"
                    + " cilium.io/v2 is missing"));
  }

  @Test
  void aKindThatIsGoneMeanwhileHasNoObjects() {
    assertThat(look(CILIUM, KINDS, ScriptedServer.refuses(404, "NotFound", "gone")))
        .isEqualTo(new Fact.Known<>(List.of()));
  }

  @Test
  void whatTheServerCannotSayIsNotKnown() {
    assertThat(look(ScriptedServer.refuses(500, "InternalError", "etcd"))).isEqualTo(unread());
    assertThat(look(CILIUM, ScriptedServer.refuses(503, "ServiceUnavailable", "away")))
        .isInstanceOf(Fact.Unreachable.class);
    assertThat(look(ScriptedServer.page(200))).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(ScriptedServer.hangsUp())).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(CILIUM, KINDS, ScriptedServer.page(200))).isInstanceOf(Fact.Unreachable.class);
    assertThat(look(CILIUM, KINDS, ScriptedServer.hangsUp())).isInstanceOf(Fact.Unreachable.class);
  }

  private static Fact<List<OtherPolicy>> unread() {
    return new Fact.Unreachable<>("policies of other APIs not read: KubernetesClientException");
  }

  private Fact<List<OtherPolicy>> look(Answer... answers) {
    server.forgets();
    server.says(answers);
    try (var client = server.client(0)) {
      return new OtherPolicyLook(client).now();
    }
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
