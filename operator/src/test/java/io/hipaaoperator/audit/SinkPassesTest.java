package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.DENIED;
import static io.hipaaoperator.audit.KeptSinks.GROUP;
import static io.hipaaoperator.audit.KeptSinks.THROTTLED;
import static io.hipaaoperator.audit.KeptSinks.WITH_KEY;
import static io.hipaaoperator.audit.KeptSinks.condition;
import static io.hipaaoperator.audit.KeptSinks.ready;
import static io.hipaaoperator.audit.KeptSinks.spec;
import static io.hipaaoperator.audit.KeptSinks.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes over a log group do, in a CloudWatch in memory that can be made to fail. */
class SinkPassesTest {
  private static final String WORD = "{until: '2026-01-01', reason: a mistake was made}";

  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(WITH_KEY);

  @Test
  void aLogGroupIsMadeAndThenNothingIsWritten() {
    AuditSinkStatus made = kept.pass(sink);
    assertThat(kept.logs.writes).containsExactly("create", "retain", "putDataProtection");
    assertThat(ready(made).getReason()).isEqualTo("Converged");
    AuditSinkStatus first = kept.proven(sink);
    kept.logs.writes.clear();

    assertThat(ready(first).getReason()).isEqualTo("Converged");
    assertThat(verdicts(first))
        .as("nobody is told, and nobody says that he reads the log")
        .containsExactly("A8 Compliant", "A9 Compliant", "A24 Undetermined", "B12 Violated");
    assertThat(first.drift()).isEmpty();
    assertThat(kept.pass(sink)).isEqualTo(first);
    assertThat(kept.logs.writes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"retain", "putDataProtection"})
  void whatFailsOnTheWayIsMadeUpFor(String call) {
    kept.logs.failing.put(call, THROTTLED);
    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("AwsUnreachable");
    kept.logs.failing.clear();

    AuditSinkStatus after = kept.pass(sink);
    assertThat(ready(after).getReason()).isEqualTo("Converged");
    assertThat(after.drift()).isEmpty();
    assertThat(kept.logs.groups).hasSize(1);
  }

  /** What was in it is lost, and so is its masking: that is one drift. */
  @Test
  void aGroupThatSomebodyDeletedIsOneDrift() {
    kept.pass(sink);
    kept.pass(sink);
    kept.logs.groups.clear();
    kept.logs.policies.clear();

    assertThat(kept.pass(sink).drift())
        .extracting(drift -> drift.path())
        .containsExactly("logGroup");
    assertThat(kept.logs.policies).containsKey(GROUP);
    assertThat(kept.pass(sink).drift()).hasSize(1);
  }

  @Test
  void whileNobodyKnowsWhetherThereIsAGroupNoneIsMade() {
    kept.logs.failing.put("list", THROTTLED);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(ready(status).getReason()).isEqualTo("AwsUnreachable");
    assertThat(verdicts(status))
        .containsExactly("A8 Undetermined", "A9 Undetermined", "A24 Undetermined", "B12 Violated");
    assertThat(kept.logs.writes).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsUndeterminedAndTheRestIsKept() {
    kept.proven(sink);
    kept.logs.failing.put("dataProtection", DENIED);
    kept.logs.keep(GROUP, 30);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(kept.group().retentionDays()).contains(2192);
    assertThat(verdicts(status))
        .containsExactly("A8 Compliant", "A9 Undetermined", "A24 Undetermined", "B12 Violated");
  }

  @Test
  void aWordIsGoodUntilItsDayIsOver() {
    kept.pass(sink);
    kept.logs.keep(GROUP, 3653);
    sink.setSpec(
        spec("audit", GROUP, "keyRef: {name: clinic}, acknowledgeLoweredRetention: " + WORD));

    kept.now = Instant.parse("2026-01-02T00:00:00Z");
    assertThat(condition(kept.pass(sink), "RetentionHeld").getStatus()).isEqualTo("True");
    assertThat(kept.group().retentionDays()).contains(3653);

    kept.now = Instant.parse("2026-01-01T23:59:59Z");
    assertThat(kept.pass(sink).drift()).isEmpty();
    assertThat(kept.group().retentionDays()).contains(2192);
  }

  /** Its making was not answered: nothing says that somebody wants events for ever. */
  @Test
  void aGroupOfOursThatNobodyFinishedGetsItsRetention() {
    kept.pass(sink);
    kept.logs.keepForEver(GROUP, kept.now.minus(Duration.ofDays(2000)));
    sink.setStatus(null);

    assertThat(kept.pass(sink).drift()).isEmpty();
    assertThat(kept.group().retentionDays()).contains(2192);
  }

  /** Its events may be older than declared, and are then deleted at once. */
  @Test
  void aGroupOfOursThatMayHaveOldEventsKeepsThem() {
    kept.pass(sink);
    kept.logs.keepForEver(GROUP, kept.now.minus(Duration.ofDays(2179)));
    sink.setStatus(null);

    assertThat(condition(kept.pass(sink), "RetentionHeld").getStatus()).isEqualTo("True");
    assertThat(kept.group().retentionDays()).isEmpty();
  }

  /** Somebody wants them for ever. */
  @Test
  void aGroupThatWasAsDeclaredKeepsWhatIsKeptLonger() {
    kept.pass(sink);
    kept.logs.keepForEver(GROUP, kept.now);

    assertThat(condition(kept.pass(sink), "RetentionHeld").getStatus()).isEqualTo("True");
    assertThat(kept.group().retentionDays()).isEmpty();
  }

  @Test
  void aGroupElsewhereIsNotMadeAgainHere() {
    kept.pass(sink);
    sink.setStatus(moved(sink.getStatus()));
    kept.logs.groups.clear();
    kept.logs.writes.clear();

    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("OtherRegion");
    assertThat(kept.logs.writes).isEmpty();
  }

  @Test
  void itIsSaidHowManyWorkloadsNameIt() {
    kept.users = 3;
    assertThat(kept.pass(sink).workloads()).isEqualTo(3);

    kept.users = 0;
    assertThat(kept.pass(sink).workloads()).isNull();
  }

  private static AuditSinkStatus moved(AuditSinkStatus from) {
    return new AuditSinkStatus(
        from.observedGeneration(),
        from.summary(),
        from.conditions(),
        from.controls(),
        from.logGroup(),
        from.arn(),
        "eu-west-1",
        from.kept(),
        from.proof(),
        from.review(),
        from.archive(),
        from.writers(),
        from.workloads(),
        from.inventory(),
        from.applied(),
        null,
        null,
        from.drift());
  }
}
