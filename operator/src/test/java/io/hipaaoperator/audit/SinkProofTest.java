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
import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogEvents.Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether events arrive and are masked is tried, and said. */
class SinkProofTest {
  private static final Duration A_BIT = Duration.ofSeconds(30);

  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(WITH_KEY);

  /** What is configured is one thing, what was seen to work another. */
  @Test
  void whatIsConfiguredCountsOnceItIsProven() {
    AuditSinkStatus configured = kept.pass(sink);
    assertThat(ready(configured).getReason()).isEqualTo("Converged");
    assertThat(condition(configured, "LogsProven").getReason()).isEqualTo("Pending");
    assertThat(verdicts(configured))
        .containsExactly("A8 Compliant", "A9 Undetermined", "A24 Undetermined", "B12 Violated");

    AuditSinkStatus proven = kept.proven(sink);
    assertThat(condition(proven, "LogsProven").getReason()).isEqualTo("Proven");
    assertThat(verdicts(proven)).contains("A8 Compliant", "A9 Compliant");
    assertThat(proven.controls().get(1).evidence())
        .anySatisfy(line -> assertThat(line).startsWith("proven 2026-01-01T00:00:30Z"));
  }

  @Test
  void aProofIsGoodForAnHourAndThenMadeAnew() {
    Proof first = proof(kept.proven(sink));
    kept.later(Duration.ofMinutes(59));
    assertThat(kept.pass(sink).proof()).isEqualTo(first);
    assertThat(kept.events.written).hasSize(1);

    kept.later(Duration.ofMinutes(1));
    AuditSinkStatus renewing = kept.pass(sink);
    assertThat(condition(renewing, "LogsProven").getStatus()).as("meanwhile").isEqualTo("True");
    kept.later(A_BIT);

    assertThat(proof(kept.pass(sink)).time()).isEqualTo(kept.now.toString());
    assertThat(kept.events.written).hasSize(2);
  }

  /** CloudWatch shows events late: nobody waits, and nobody writes another one. */
  @Test
  void anEventThatDoesNotShowYetIsLookedForAgainUntilItIsLost() {
    kept.events.shows = false;
    kept.proven(sink);
    kept.later(Duration.ofMinutes(9));
    assertThat(condition(kept.pass(sink), "LogsProven").getReason()).isEqualTo("Pending");
    assertThat(kept.events.written).hasSize(1);

    kept.later(Duration.ofMinutes(1));
    AuditSinkStatus lost = kept.pass(sink);
    assertThat(condition(lost, "LogsProven").getReason()).isEqualTo("NotFound");
    assertThat(condition(lost, "LogsProven").getStatus()).isEqualTo("False");
    assertThat(verdicts(lost)).contains("A9 Undetermined");
    assertThat(kept.pass(sink)).as("not tried at once").isEqualTo(lost);

    kept.events.shows = true;
    kept.later(Duration.ofMinutes(10));
    kept.pass(sink);
    assertThat(condition(kept.pass(sink), "LogsProven").getStatus()).isEqualTo("True");
  }

  @Test
  void anEventThatComesBackUnmaskedViolates() {
    kept.events.masks = false;

    AuditSinkStatus status = kept.proven(sink);

    assertThat(condition(status, "LogsProven").getReason()).isEqualTo("NotMasked");
    assertThat(verdicts(status)).contains("A8 Compliant", "A9 Violated");
    assertThat(kept.pass(sink)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "createStream", "find"})
  void aProofThatCannotBeMadeIsNotKnownAndSaidOnce(String call) {
    for (Answer<?> failure : List.of(DENIED, THROTTLED)) {
      kept.events.failing.put(call, failure);
      AuditSinkStatus status = kept.proven(sink);
      kept.later(Duration.ofMinutes(5));

      assertThat(condition(status, "LogsProven").getStatus()).isEqualTo("Unknown");
      assertThat(condition(status, "LogsProven").getReason()).isEqualTo("NotDetermined");
      assertThat(verdicts(status)).contains("A9 Undetermined");
      assertThat(ready(status).getReason()).isEqualTo("Converged");
      assertThat(kept.pass(sink)).as("the same again is not written").isEqualTo(status);
    }
    kept.events.failing.clear();
    assertThat(condition(kept.proven(sink), "LogsProven").getStatus()).isEqualTo("True");
  }

  @Test
  void observeWritesNoEvent() {
    kept.proven(sink);
    kept.most = Enforcement.Observe;
    kept.events.calls.clear();
    kept.later(Duration.ofHours(2));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(kept.events.calls).isEmpty();
    assertThat(status.conditions()).noneMatch(c -> c.getType().equals("LogsProven"));
    assertThat(status.controls().get(1).evidence())
        .anySatisfy(line -> assertThat(line).contains("not proven: no event is written"));
  }

  /** What nobody masks must not look like somebody's number. */
  @Test
  void whereNothingIsMaskedTheEventHoldsNoNumber() {
    sink.setSpec(spec("operational", GROUP, "retentionDays: 90"));

    assertThat(proof(kept.proven(sink)).masked()).isNull();
    assertThat(kept.events.written.getFirst().message()).doesNotContainPattern("\\d{3}-\\d{2}");
  }

  @Test
  void whereOtherIdentifiersAreMaskedAloneMaskingIsNotProven() {
    sink.setSpec(spec("audit", GROUP, WITH_KEY + ", dataProtection: {identifiers: [Name]}"));

    AuditSinkStatus status = kept.proven(sink);

    assertThat(condition(status, "LogsProven").getStatus()).isEqualTo("True");
    assertThat(status.controls().get(1).evidence())
        .anySatisfy(line -> assertThat(line).contains("not proven: Ssn-US"));
  }

  @Test
  void noNumberIsInTheStatusAndNoneInTheMark() {
    kept.events.masks = false;
    AuditSinkStatus status = kept.proven(sink);
    Event event = kept.events.written.getFirst();

    assertThat(status.toString()).doesNotContainPattern("\\d{3}-\\d{2}-\\d{4}");
    assertThat(Canary.of("uid-0", event.at()).mark()).matches("proof-[a-p]{32}");
    assertThat(Canary.isMasked(event)).isFalse();
  }

  private static Proof proof(AuditSinkStatus status) {
    return Objects.requireNonNull(status.proof());
  }
}
