package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.LegalHoldSpec;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.retention.EndedRuns.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing counts as held but what a run of this plan says the database has committed. */
class HoldStatesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final HoldDocument PLAN = document(TestHold.SPEC);
  private static final String HASH = PLAN.hash(Declared.database());
  private static final String HELD = line("HELD", HASH, 1, "2026-11-28T11:59:00Z");

  @Test
  void aRunOfThisPlanAcknowledgesIt() {
    DatabaseHold state = after(Optional.empty(), ended("a", HELD, 0));

    assertThat(state.state()).isEqualTo(HoldState.Acknowledged);
    assertThat(state.digest()).isEqualTo(HASH);
    assertThat(state.time()).isEqualTo("2026-11-28T11:59:00Z");
  }

  @Test
  void noRunIsNoHold() {
    assertThat(after(Optional.empty(), null).state()).isEqualTo(HoldState.Pending);
  }

  /** Fewer rows, no digest, another plan's, no time, a release, or something made up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"outcome\":\"HELD\",\"planHash\":\"PLAN\",\"rows\":0,\"time\":\"2026-11-28T11:59:00Z\"}",
        "{\"outcome\":\"HELD\",\"rows\":1,\"time\":\"2026-11-28T11:59:00Z\"}",
        "{\"outcome\":\"HELD\",\"planHash\":\"PLAN\",\"rows\":1}",
        "{\"outcome\":\"HELD\",\"planHash\":\"PLAN\",\"rows\":1,\"time\":\"now\"}",
        "{\"outcome\":\"RELEASED\",\"planHash\":\"PLAN\",\"rows\":1,\"time\":\"2026-11-28T11:59:00Z\"}",
        "{\"outcome\":\"BUSY\",\"planHash\":\"PLAN\",\"rows\":1,\"time\":\"2026-11-28T11:59:00Z\"}",
        "{\"outcome\":\"held\",\"planHash\":\"PLAN\",\"rows\":1}",
        "[]",
        "{"
      })
  void whatIsNotWholeAcknowledgesNothing(String line) {
    DatabaseHold state = after(Optional.empty(), ended("a", line.replace("PLAN", HASH), 0));

    assertThat(state.state()).isEqualTo(HoldState.Pending);
    assertThat(state.digest()).isNull();
  }

  @Test
  void aRunOfAnotherPlanLeavesWhatWasCommittedAndIsPending() {
    DatabaseHold before = after(Optional.empty(), ended("a", HELD, 0));
    HoldDocument wider = document(TestHold.SPEC + TestHold.MORE);

    DatabaseHold state =
        states(wider, 2).next("records", Optional.of(before), Optional.of(ended("a", HELD, 0)));

    assertThat(state.state()).isEqualTo(HoldState.Pending);
    assertThat(state.generation()).isEqualTo(1);
    assertThat(state.digest()).isEqualTo(HASH);
  }

  /** A new generation with the same subjects, as with another reason. */
  @Test
  void whatIsTheSameIsOfTheNewGenerationToo() {
    DatabaseHold before = after(Optional.empty(), ended("a", HELD, 0));

    DatabaseHold state = states(PLAN, 2).next("records", Optional.of(before), Optional.empty());

    assertThat(state.state()).isEqualTo(HoldState.Acknowledged);
    assertThat(state.generation()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"3,Unverified", "4,Unverified", "1,Unverified", "2,Failed"})
  void aRunThatFailedAfterwardsIsNoAcknowledgement(int code, HoldState expected) {
    DatabaseHold before = after(Optional.empty(), ended("a", HELD, 0));

    assertThat(after(Optional.of(before), ended("b", "", code)).state()).isEqualTo(expected);
  }

  @Test
  void whatNoRunHasLookedAtForAnHourIsUnverified() {
    DatabaseHold state =
        after(Optional.empty(), ended("a", line("HELD", HASH, 1, "2026-11-28T10:30:00Z"), 0));

    assertThat(state.state()).isEqualTo(HoldState.Unverified);
    assertThat(HoldInForce.of(false, List.of(state)).status()).isEqualTo("Unknown");
  }

  @Test
  void aReleaseThatIsCommittedStaysSo() {
    HoldDocument release = document(TestHold.SPEC + TestHold.RELEASE);
    var states = states(release, 2);
    String line = line("RELEASED", release.hash(Declared.database()), 0, "2026-11-28T11:59:00Z");

    DatabaseHold state = states.next("records", Optional.empty(), Optional.of(ended("a", line, 0)));

    assertThat(state.state()).isEqualTo(HoldState.Released);
    assertThat(states.next("records", Optional.of(state), Optional.of(ended("b", "", 3))).state())
        .isEqualTo(HoldState.Released);
    assertThat(HoldInForce.of(true, List.of(state)).reason()).isEqualTo("Released");
  }

  /** The PhiDatabase leads to another server by now: there is no row. */
  @Test
  void whatAnotherDatabaseHasCommittedIsNotHeldHere() {
    DatabaseHold before = after(Optional.empty(), ended("a", HELD, 0));
    PhiDatabaseSpec moved =
        Serialization.unmarshal(
            Declared.DATABASE.replace("records.clinic.svc", "other.clinic.svc"),
            PhiDatabaseSpec.class);
    var there = new HoldStates(PLAN, PLAN.hash(moved), 1, NOW);

    DatabaseHold state =
        there.next("records", Optional.of(before), Optional.of(ended("a", HELD, 0)));

    assertThat(state.state()).isEqualTo(HoldState.Pending);
    assertThat(
            new HoldStates(PLAN, "", 1, NOW)
                .next("records", Optional.of(before), Optional.empty())
                .state())
        .isEqualTo(HoldState.Pending);
  }

  private static HoldStates states(HoldDocument plan, long generation) {
    return new HoldStates(plan, plan.hash(Declared.database()), generation, NOW);
  }

  private static DatabaseHold after(Optional<DatabaseHold> before, @Nullable Ended run) {
    return states(PLAN, 1).next("records", before, Optional.ofNullable(run));
  }

  private static HoldDocument document(String spec) {
    return HoldDocument.of(
        new DeclaredHold(
            "clinic", "smith", "uid-1", 1, Serialization.unmarshal(spec, LegalHoldSpec.class)));
  }

  private static String line(String outcome, String hash, int rows, String time) {
    return "{\"outcome\":\"%s\",\"planHash\":\"%s\",\"rows\":%d,\"time\":\"%s\"}"
        .formatted(outcome, hash, rows, time);
  }

  private static Ended ended(String job, String message, int code) {
    return new Ended(
        job,
        "2026-11-28T11:59:01Z",
        false,
        Optional.of(
            new ContainerStateTerminatedBuilder().withExitCode(code).withMessage(message).build()));
  }
}
