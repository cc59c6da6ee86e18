package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.ScriptedServer.Answer;
import io.hipaaoperator.kube.ScriptedServer.Request;
import io.hipaaoperator.kube.Write.Apply;
import io.hipaaoperator.kube.Write.Delete;
import io.hipaaoperator.kube.Write.Replace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes that go wrong: what the server refuses is a value, what it can't answer is not. */
class ApplierTest {
  private static final String PATH = "/apis/networking.k8s.io/v1/namespaces/clinic/networkpolicies";

  @AutoClose private final ScriptedServer server = new ScriptedServer().isEmpty();

  @Test
  void anObjectThatDoesNotExistIsAppliedWithoutForce() {
    Outcome outcome = write(new Apply(policy(null), Optional.empty(), List.of()), accepted());

    assertThat(outcome.refusal()).isEmpty();
    assertThat(outcome.answer()).isPresent();
    Request request = server.requests().getFirst();
    assertThat(request.method()).isEqualTo("PATCH");
    assertThat(request.type()).startsWith("application/apply-patch+yaml");
    assertThat(request.uri())
        .startsWith(PATH + "/records-ingress?")
        .contains("fieldManager=hipaa-operator")
        .doesNotContain("force=true");
    assertThat(request.body()).doesNotContain("resourceVersion");
  }

  /** Fields are taken over only of the very version that was looked at. */
  @Test
  void anObjectThatWasLookedAtIsAppliedAtItsVersion() {
    write(new Apply(policy(null), Optional.of(policy("7")), List.of()), accepted());

    assertThat(server.requests().getFirst().uri()).contains("force=true");
    assertThat(server.requests().getFirst().body()).contains("\"resourceVersion\":\"7\"");
  }

  @Test
  void additionsAreRemovedFirstAndOnlyAtTheVersionThatWasLookedAt() {
    Answer removed =
        (exchange, body) ->
            ScriptedServer.accepts()
                .to(exchange, client(0).getKubernetesSerialization().asJson(policy("8")));

    write(
        new Apply(policy(null), Optional.of(policy("7")), List.of("/spec/egress", "/spec/a~1b")),
        removed,
        accepted());

    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getFirst().type()).startsWith("application/json-patch+json");
    assertThat(server.requests().getFirst().body())
        .isEqualTo(
            "[{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"},"
                + "{\"op\":\"remove\",\"path\":\"/spec/egress\"},"
                + "{\"op\":\"remove\",\"path\":\"/spec/a~1b\"}]");
    assertThat(server.requests().getLast().body()).contains("\"resourceVersion\":\"8\"");
  }

  @Test
  void aDeletionIsOfTheVersionThatWasLookedAt() {
    Outcome outcome = write(new Delete(policy("7")), ScriptedServer.refuses(200, "", ""));

    assertThat(outcome).isEqualTo(new Outcome(Optional.empty(), Optional.empty()));
    assertThat(server.requests().getFirst().method()).isEqualTo("DELETE");
    assertThat(server.requests().getFirst().body()).contains("\"resourceVersion\":\"7\"");
  }

  /** Somebody else's that appeared meanwhile is not taken over either. */
  @Test
  void aReplacementIsADeletionOfWhatWasLookedAtAndACreation() {
    Outcome outcome =
        write(
            new Replace(policy(null), policy("7")),
            ScriptedServer.refuses(200, "", ""),
            accepted());

    assertThat(outcome.answer()).isPresent();
    assertThat(server.requests()).extracting(Request::method).containsExactly("DELETE", "PATCH");
    assertThat(server.requests().getFirst().body()).contains("\"resourceVersion\":\"7\"");
    assertThat(server.requests().getLast().uri()).doesNotContain("force=true");
    assertThat(server.requests().getLast().body()).doesNotContain("resourceVersion");
  }

  /** What somebody changed since is not thrown away. */
  @Test
  void aReplacementOfWhatWasChangedSinceIsNone() {
    Outcome outcome =
        write(
            new Replace(policy(null), policy("7")),
            ScriptedServer.refuses(409, "Conflict", "the object has been modified"));

    assertThat(outcome.refusal()).hasValueSatisfying(r -> assertThat(r.isConflict()).isTrue());
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadRequest",
    "403, Forbidden",
    "404, NotFound",
    "405, MethodNotAllowed",
    "409, Conflict",
    "410, Gone",
    "413, RequestEntityTooLarge",
    "415, UnsupportedMediaType",
    "422, Invalid",
  })
  void aRefusalIsAValueWithTheServersWords(int code, String reason) {
    Outcome outcome =
        write(
            new Apply(policy(null), Optional.empty(), List.of()),
            ScriptedServer.refuses(code, reason, "because of this"));

    assertThat(outcome.answer()).isEmpty();
    assertThat(outcome.refusal())
        .contains(new Refusal("NetworkPolicy", "records-ingress", reason, "because of this"));
  }

  /** A proxy between has words that are not the API's. */
  @Test
  void aRefusalWithoutAStatusIsStillAValue() {
    Outcome outcome =
        write(new Apply(policy(null), Optional.empty(), List.of()), ScriptedServer.page(403));

    assertThat(outcome.refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal.reason()).isNotEmpty());
  }

  @Test
  void aRefusedRemovalIsNotFollowedByAnApply() {
    Outcome outcome =
        write(
            new Apply(policy(null), Optional.of(policy("7")), List.of("/spec/egress")),
            ScriptedServer.refuses(422, "Invalid", "the server rejected our request"));

    assertThat(outcome.refusal()).isPresent();
    assertThat(server.requests()).hasSize(1);
  }

  static Stream<Answer> lost() {
    return Stream.of(
        ScriptedServer.throttles(0),
        ScriptedServer.refuses(401, "Unauthorized", "token expired"),
        ScriptedServer.refuses(500, "InternalError", "etcd is full"),
        ScriptedServer.refuses(503, "ServiceUnavailable", "starting"),
        ScriptedServer.refuses(504, "Timeout", "too slow"),
        ScriptedServer.page(502),
        ScriptedServer.hangsUp(),
        ScriptedServer.sleeps(4_000));
  }

  /** Whether the write was made is not known then. */
  @ParameterizedTest
  @MethodSource("lost")
  void aServerThatCannotAnswerIsAValueToo(Answer answer) {
    Outcome outcome = write(new Apply(policy(null), Optional.empty(), List.of()), answer);

    assertThat(outcome.answer()).isEmpty();
    assertThat(outcome.refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal.isAnswered()).isFalse());
  }

  /**
   * A server-side apply of an equal object would make somebody's object ours without a conflict.
   */
  @Test
  void whatAppearedMeanwhileIsNotTakenOver() {
    try (var taken = new ScriptedServer()) {
      KubernetesClient client = taken.client(0);
      String theirs = client.getKubernetesSerialization().asJson(policy("5"));
      taken.says((exchange, body) -> ScriptedServer.accepts().to(exchange, theirs));

      Outcome outcome =
          new Applier(client).write(new Apply(policy(null), Optional.empty(), List.of()));

      assertThat(outcome.refusal()).hasValueSatisfying(r -> assertThat(r.isConflict()).isTrue());
      assertThat(taken.requests()).extracting(Request::method).containsExactly("GET");
    }
  }

  @Test
  void aThrottledWriteIsTriedAgain() {
    server.says(ScriptedServer.throttles(1), ScriptedServer.accepts());

    Outcome outcome =
        new Applier(client(2)).write(new Apply(policy(null), Optional.empty(), List.of()));

    assertThat(outcome.answer()).isPresent();
    assertThat(server.requests()).hasSize(2);
  }

  private Outcome write(Write write, Answer... answers) {
    server.says(answers);
    return new Applier(client(0)).write(write);
  }

  private KubernetesClient client(int retries) {
    return server.client(retries);
  }

  private static Answer accepted() {
    return ScriptedServer.accepts();
  }

  private static NetworkPolicy policy(@Nullable String version) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName("records-ingress")
        .withNamespace("clinic")
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withPolicyTypes("Ingress")
        .endSpec()
        .build();
  }
}
