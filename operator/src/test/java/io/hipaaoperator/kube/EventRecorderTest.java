package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T08:00:00Z"), ZoneOffset.UTC);
  private static final Announcement DRIFT = Announcement.warning("DriftReverted", "x was put back");

  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void anEventNamesWhatItIsAbout() {
    recorder(ScriptedServer.accepts()).record(workload(), DRIFT);

    assertThat(bodies(1).getFirst())
        .contains("\"kind\":\"PhiWorkload\"", "\"uid\":\"u1\"", "\"type\":\"Warning\"")
        .contains("\"reason\":\"DriftReverted\"", "\"message\":\"x was put back\"", "\"count\":1")
        .contains("\"firstTimestamp\":\"2026-01-02T08:00:00Z\"");
  }

  @Test
  void theSameAgainIsCounted() {
    EventRecorder recorder = recorder(ScriptedServer.accepts());
    recorder.record(workload(), DRIFT);
    recorder.record(workload(), DRIFT);
    recorder.record(workload(), Announcement.warning("DriftReverted", "y was put back"));

    List<String> bodies = bodies(3);
    assertThat(bodies.get(1)).contains("\"count\":2");
    assertThat(bodies.get(2)).contains("\"count\":1");
    assertThat(server.requests().get(1).uri()).isEqualTo(server.requests().get(0).uri());
  }

  @Test
  void longMessagesAreCut() {
    recorder(ScriptedServer.accepts())
        .record(workload(), Announcement.normal("Ready", "x".repeat(2_000)));

    assertThat(bodies(1).getFirst()).contains("x…\"").doesNotContain("x".repeat(1_024));
  }

  /** An event is gone, and the next one starts anew. */
  @Test
  void anEventThatCannotBeWrittenIsDropped() {
    EventRecorder recorder =
        recorder(
            ScriptedServer.refuses(403, "Forbidden", "no"),
            ScriptedServer.hangsUp(),
            ScriptedServer.accepts());
    recorder.record(workload(), DRIFT);
    recorder.record(workload(), DRIFT);
    recorder.record(workload(), DRIFT);

    assertThat(bodies(3)).allSatisfy(body -> assertThat(body).contains("\"count\":1"));
  }

  /** More than fit into the queue, at a server that does not answer: nobody waits. */
  @Test
  void aServerThatSaysNothingHoldsNobodyUp() {
    EventRecorder recorder = recorder(ScriptedServer.sleeps(60_000));
    long start = System.nanoTime();

    for (int i = 0; i < 2_000; i++) {
      recorder.record(workload(), Announcement.normal("Ready", "message " + i));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private EventRecorder recorder(ScriptedServer.Answer... answers) {
    return new EventRecorder(server.says(answers).client(0), CLOCK);
  }

  private List<String> bodies(int number) {
    await(() -> server.requests().size() >= number);
    return server.requests().stream().map(ScriptedServer.Request::body).toList();
  }

  private static void await(Supplier<Boolean> done) {
    Eventually.until(Duration.ofSeconds(10), done, Boolean.TRUE::equals);
  }

  private static PhiWorkload workload() {
    var workload = new PhiWorkload();
    workload.setMetadata(
        new ObjectMetaBuilder().withName("records").withNamespace("clinic").withUid("u1").build());
    return workload;
  }
}
