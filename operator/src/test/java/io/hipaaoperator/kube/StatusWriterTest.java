package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.kube.ScriptedServer.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusWriterTest {
  private static final PhiWorkloadStatus STATUS =
      new PhiWorkloadStatus(7L, "all is well", null, null, null, null, null, null, null);
  private static final Answer WRITTEN =
      (exchange, body) ->
          ScriptedServer.accepts()
              .to(
                  exchange,
                  body.replaceFirst("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"9\""));

  @AutoClose private final ScriptedServer server = new ScriptedServer();
  private final PrimaryStore<PhiWorkload> cache = new PrimaryStore<>(Prune::fieldOwners);

  /** Its own fields of the status, of this very object, and nothing else. */
  @Test
  void onlyTheStatusIsSent() {
    writer(WRITTEN).write(workload("7", "u1"), STATUS);

    ScriptedServer.Request request = server.requests().getFirst();
    assertThat(request.uri())
        .startsWith(
            "/apis/hipaa-operator.io/v1alpha1/namespaces/clinic/phiworkloads/records/status?")
        .contains("fieldManager=hipaa-operator", "force=true");
    assertThat(request.body())
        .contains("\"uid\":\"u1\"", "\"resourceVersion\":\"7\"", "all is well")
        .doesNotContain("spec", "labels");
  }

  /** The second write of a pass is over the first, which the pass has not seen. */
  @Test
  void theNewestVersionIsWrittenOver() {
    StatusWriter writer = writer(WRITTEN);
    PhiWorkload seen = workload("7", "u1");
    writer.write(seen, STATUS);

    writer.write(seen, STATUS);

    assertThat(server.requests().getLast().body()).contains("\"resourceVersion\":\"9\"");
  }

  @Test
  void whatWasWrittenIsReadBeforeTheWatchBringsIt() {
    StatusWriter writer = writer(WRITTEN);
    writer.write(workload("7", "u1"), STATUS);

    assertThat(writer.newest(workload("7", "u1")).getStatus()).isEqualTo(STATUS);
    assertThat(writer.newest(workload("9", "u1")).getStatus()).isNull();
  }

  /** The cache caught up after the pass had been given what it had before. */
  @Test
  void whatTheCacheHasByNowIsReadOnceTheAnswerIsForgotten() {
    StatusWriter writer = writer(WRITTEN);
    PhiWorkload before = workload("7", "u1");
    writer.write(before, STATUS);
    PhiWorkload caught = workload("8", "u1");
    caught.setStatus(STATUS);

    cache.put("clinic/records", caught);

    assertThat(writer.newest(before).getStatus()).isEqualTo(STATUS);
  }

  @Test
  void whatIsGoneIsForgotten() {
    StatusWriter writer = writer(WRITTEN);
    cache.put("clinic/records", workload("7", "u1"));
    writer.write(workload("7", "u1"), STATUS);

    cache.remove("clinic/records");

    assertThat(writer.newest(workload("7", "u1")).getStatus()).isNull();
  }

  @Test
  void aNamesakeMadeAnewHasNoStatusYet() {
    StatusWriter writer = writer(WRITTEN);
    writer.write(workload("7", "u1"), STATUS);

    assertThat(writer.newest(workload("8", "u2")).getStatus()).isNull();
  }

  private static final Answer CONFLICT =
      ScriptedServer.refuses(409, "Conflict", "the object has been modified");

  static Stream<List<Answer>> gone() {
    Answer gone = ScriptedServer.refuses(404, "NotFound", "gone");
    return Stream.of(List.of(gone), List.of(CONFLICT, gone), List.of(CONFLICT, is("u2")));
  }

  @ParameterizedTest
  @MethodSource("gone")
  void aResourceThatIsGoneIsNoError(List<Answer> answers) {
    StatusWriter writer = writer(answers.toArray(Answer[]::new));
    writer.write(workload("7", "u1"), STATUS);

    assertThat(writer.newest(workload("7", "u1")).getStatus()).isNull();
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsWrittenOver() {
    StatusWriter writer = writer(CONFLICT, is("u1"), WRITTEN);
    writer.write(workload("7", "u1"), STATUS);

    assertThat(writer.newest(workload("7", "u1")).getStatus()).isEqualTo(STATUS);
    assertThat(server.requests().getLast().body()).contains("\"resourceVersion\":\"8\"");
  }

  @Test
  void somebodyWhoWritesAllTheTimeIsLeftToTheNextTry() {
    assertThatThrownBy(
            () -> writer(CONFLICT, is("u1"), CONFLICT).write(workload("7", "u1"), STATUS))
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void whatIsGoneOrAnotherDoesNotStand() {
    PhiWorkload known = workload("7", "u1");

    assertThat(writer(is("u1")).stands(known)).isTrue();
    server.forgets();
    assertThat(writer(is("u2")).stands(known)).isFalse();
    server.forgets();
    assertThat(writer(ScriptedServer.refuses(404, "NotFound", "gone")).stands(known)).isFalse();
    server.forgets();
    assertThat(writer(ScriptedServer.page(502)).stands(known)).isTrue();
  }

  @Test
  void whatIsBeingDeletedStandsOnlyForWhoKnows() {
    PhiWorkload ending = workload("7", "u1");
    ending.getMetadata().setDeletionTimestamp("2026-01-02T08:00:00Z");
    Answer answer =
        (exchange, _) -> ScriptedServer.accepts().to(exchange, Serialization.asJson(ending));

    assertThat(writer(answer).stands(workload("7", "u1"))).isFalse();
    assertThat(writer(answer).stands(ending)).isTrue();
  }

  private static Answer is(String uid) {
    return (exchange, body) ->
        ScriptedServer.accepts()
            .to(
                exchange,
                "{\"apiVersion\":\"hipaa-operator.io/v1alpha1\",\"kind\":\"PhiWorkload\","
                    + "\"metadata\":{\"name\":\"records\",\"namespace\":\"clinic\",\"uid\":\"%s\",\"resourceVersion\":\"8\"}}"
                        .formatted(uid));
  }

  static Stream<Answer> failures() {
    return Stream.of(
        ScriptedServer.refuses(403, "Forbidden", "may not patch status"),
        ScriptedServer.refuses(422, "Invalid", "status.conditions"),
        ScriptedServer.throttles(0),
        ScriptedServer.refuses(500, "InternalError", "etcd is full"),
        ScriptedServer.page(502),
        ScriptedServer.hangsUp());
  }

  /** The status is all that people see: JOSDK tries again until it is written. */
  @ParameterizedTest
  @MethodSource("failures")
  void aStatusThatCannotBeWrittenIsAnException(Answer answer) {
    assertThatThrownBy(() -> writer(answer).write(workload("7", "u1"), STATUS))
        .isInstanceOf(KubernetesClientException.class);
  }

  private StatusWriter writer(Answer... answers) {
    return new StatusWriter(server.says(answers).client(0), cache);
  }

  private static PhiWorkload workload(String version, String uid) {
    var workload = new PhiWorkload();
    workload.setMetadata(
        new ObjectMetaBuilder()
            .withName("records")
            .withNamespace("clinic")
            .withUid(uid)
            .withResourceVersion(version)
            .addToLabels("team", "lab")
            .build());
    return workload;
  }
}
