package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.ScriptedServer.Answer;
import io.hipaaoperator.network.Route;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a look for routes of Gateways says of what a server answers. */
class GatewayLookTest {
  private static final Answer KINDS =
      ScriptedServer.tells(
          """
          {"kind":"APIGroupDiscoveryList","items":[
            {"metadata":{"name":"gateway.networking.k8s.io"},"versions":[
              {"version":"v1","freshness":"Current","resources":[
                {"resource":"httproutes","responseKind":{"kind":"HTTPRoute"}},
                {"resource":"gateways","responseKind":{"kind":"Gateway"}}]},
              {"version":"v1beta1","freshness":"Current","resources":[
                {"resource":"httproutes","responseKind":{"kind":"HTTPRoute"}},
                {"resource":"referencegrants","responseKind":{"kind":"ReferenceGrant"}}]}]}]}
          """);

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void allPagesOfTheFirstVersionOfEachKindAreRead() {
    var found =
        look(
            KINDS,
            page("more", route("a", "")),
            page("", route("b", ", \"namespace\": \"clinic\"")),
            page(
                "",
                """
                {"metadata": {"name": "g", "namespace": "clinic"}, "spec": {
                  "from": [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute",
                            "namespace": "web"}],
                  "to": [{"group": "", "kind": "Service"}]}}
                """));

    assertThat(((Fact.Known<List<Route>>) found).value())
        .extracting(route -> route.origin() + " to " + route.backend().namespace())
        .containsExactly("HTTPRoute web/a to web", "HTTPRoute web/b to clinic");
    assertThat(server.requests())
        .extracting(request -> request.uri().replaceAll("\\?.*", ""))
        .containsExactly(
            "/apis",
            "/apis/gateway.networking.k8s.io/v1/httproutes",
            "/apis/gateway.networking.k8s.io/v1/httproutes",
            "/apis/gateway.networking.k8s.io/v1beta1/referencegrants");
  }

  @Test
  void aMissingRightIsNamed() {
    assertThat(look(KINDS, ScriptedServer.refuses(403, "Forbidden", "no")))
        .isEqualTo(
            new Fact.Unreachable<>(
                "routes of Gateways not read: the right to list httproutes of"
                    + " gateway.networking.k8s.io/v1 is missing"));
  }

  @Test
  void aServerWithoutTheseKindsIsAskedOnce() {
    assertThat(look(ScriptedServer.tells("{\"kind\":\"APIGroupDiscoveryList\",\"items\":[]}")))
        .isEqualTo(new Fact.Known<>(List.of()));
    assertThat(server.requests()).hasSize(1);
  }

  private Fact<List<Route>> look(Answer... answers) {
    server.says(answers);
    try (var client = server.client(0)) {
      return new GatewayLook(client).now().all();
    }
  }

  private static Answer page(String next, String item) {
    return ScriptedServer.tells(
        "{\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}".formatted(next, item));
  }

  private static String route(String name, String more) {
    return """
        {"metadata": {"name": "%s", "namespace": "web"}, "spec": {
          "parentRefs": [{"name": "edge"}],
          "rules": [{"backendRefs": [{"name": "db", "port": 80%s}]}]}}
        """
        .formatted(name, more);
  }
}
