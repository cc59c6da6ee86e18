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
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.audit.SinkChildren.SinkPlace;
import io.hipaaoperator.children.ChildPass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of the roles that write to a sink, pass by pass. */
class WriterPassesTest {
  private static final String ROLE = "arn:aws:iam::1:role/clinic-logs";
  private static final Duration SHARED = KeptSinks.SHARED;

  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(spec("audit", GROUP, WITH_KEY, List.of(ROLE)));

  @BeforeEach
  void mayWrite() {
    kept.roles.mayWrite(ROLE);
  }

  private AuditSinkStatus later(Duration time) {
    kept.later(time);
    return kept.pass(sink);
  }

  private static WriterStatus writer(AuditSinkStatus status) {
    return status.writers().getFirst();
  }

  @Test
  void aRoleThatMayWriteAndNoMoreComplies() {
    AuditSinkStatus status = kept.proven(sink);

    assertThat(ready(status).getReason()).isEqualTo("Converged");
    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("WriteOnly");
    assertThat(verdicts(status)).contains("A8 Compliant");
    assertThat(status.controls().getFirst().evidence())
        .contains(
            ROLE + " may write, and neither delete nor edit, IAM said at 2026-01-01T00:00:00Z");
    assertThat(kept.pass(sink)).as("nothing is written again").isEqualTo(status);
  }

  @Test
  void oneThatMayDeleteViolatesFromTheBeginningAndIsNoDrift() {
    kept.roles.mayWrite(ROLE, "logs:DeleteLogGroup");

    AuditSinkStatus status = kept.pass(sink);

    assertThat(ready(status).getReason()).isEqualTo("WriterUnbounded");
    assertThat(ready(status).getMessage()).contains(ROLE, "logs:DeleteLogGroup", "left alone");
    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("MayEdit");
    assertThat(verdicts(status)).contains("A8 Violated");
    assertThat(status.drift()).isEmpty();
  }

  @Test
  void whatSomebodyGivesARoleIsDriftThatWeakensAndIsReportedOnce() {
    kept.proven(sink);
    kept.roles.mayWrite(ROLE, "logs:PutRetentionPolicy");
    int before = kept.writes().size();

    AuditSinkStatus status = later(SHARED);

    assertThat(status.drift())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.path()).isEqualTo("writers." + ROLE);
              assertThat(drift.found()).isEqualTo("allowed logs:PutRetentionPolicy");
              assertThat(drift.weakens()).isTrue();
              assertThat(drift.action()).isEqualTo("Reported");
            });
    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("True");
    assertThat(verdicts(status)).contains("A8 Violated");
    assertThat(later(SHARED).driftTotal()).isEqualTo(1);
    assertThat(kept.writes()).as("nothing is repaired").hasSize(before);

    kept.roles.mayWrite(ROLE);
    assertThat(condition(later(SHARED), "Drifted").getStatus()).isEqualTo("False");
  }

  @Test
  void whoMayNoLongerWriteIsDriftToo() {
    kept.proven(sink);
    kept.roles.allowed.put(ROLE, Set.of("logs:CreateLogStream"));

    AuditSinkStatus status = later(SHARED);

    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("MayNotWrite");
    assertThat(status.drift().getFirst().found()).isEqualTo("denied logs:PutLogEvents");
    assertThat(status.drift().getFirst().weakens()).isTrue();
  }

  @Test
  void throttlingChangesNothingForHoursAndThenItIsNotKnown() {
    AuditSinkStatus before = kept.proven(sink);
    kept.roles.calls.failing.put("simulate", THROTTLED);

    AuditSinkStatus soon = later(Duration.ofMinutes(55));
    assertThat(writer(soon)).isEqualTo(writer(before));
    assertThat(verdicts(soon)).contains("A8 Compliant");

    AuditSinkStatus late = later(Duration.ofHours(3));
    assertThat(writer(late).result()).isEqualTo(Result.Unreachable);
    assertThat(condition(late, "WritersBounded").getStatus()).isEqualTo("Unknown");
    assertThat(verdicts(late)).contains("A8 Undetermined");
    assertThat(ready(late).getReason()).isEqualTo("Converged");
  }

  @Test
  void whoIsThrottledFromTheBeginningKnowsNothing() {
    kept.roles.calls.failing.put("simulate", THROTTLED);

    AuditSinkStatus status = kept.proven(sink);

    assertThat(writer(status).time()).isNull();
    assertThat(verdicts(status)).contains("A8 Undetermined");
    assertThat(ready(status).getReason()).isEqualTo("Converged");
  }

  @Test
  void aRefusalIsNotKnownAtOnce() {
    kept.proven(sink);
    kept.roles.calls.failing.put("simulate", DENIED);

    AuditSinkStatus status = later(SHARED);

    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("Refused");
    assertThat(condition(status, "WritersBounded").getMessage()).contains("AccessDenied");
    assertThat(verdicts(status)).contains("A8 Undetermined");
    assertThat(ready(status).getReason()).isEqualTo("Converged");
  }

  /** Nobody has seen the right go: it is not said that it did. */
  @Test
  void aDriftThatCannotBeReadAnyMoreStands() {
    kept.proven(sink);
    kept.roles.mayWrite(ROLE, "logs:DeleteLogGroup");
    later(SHARED);
    kept.roles.calls.failing.put("simulate", DENIED);

    AuditSinkStatus status = later(SHARED);

    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("True");
    assertThat(writer(status).may()).containsExactly("logs:DeleteLogGroup");
    assertThat(verdicts(status)).contains("A8 Undetermined");
  }

  @Test
  void aRoleThatIsGoneIsNotKnown() {
    kept.proven(sink);
    kept.roles.allowed.clear();

    AuditSinkStatus status = later(SHARED);

    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("RoleGone");
    assertThat(condition(status, "WritersBounded").getStatus()).isEqualTo("Unknown");
    assertThat(verdicts(status)).contains("A8 Undetermined");
  }

  @Test
  void aRoleOfAnotherAccountIsNotAskedAbout() {
    sink.setSpec(spec("audit", GROUP, WITH_KEY, List.of("arn:aws:iam::2:role/a")));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(condition(status, "WritersBounded").getReason()).isEqualTo("OtherAccount");
    assertThat(kept.roles.calls.asked).isEmpty();
  }

  /**
   * The status is written when something changed, or once an hour to show that it was looked at.
   */
  @Test
  void timeIsToldOnceAnHour() {
    AuditSinkStatus first = kept.proven(sink);
    assertThat(writer(later(Duration.ofMinutes(50))).time()).isEqualTo(writer(first).time());
    assertThat(writer(later(Duration.ofMinutes(15))).time()).isEqualTo(kept.now.toString());
  }

  @Test
  void whoAsksForALookGetsOne() {
    kept.proven(sink);
    int asked = kept.roles.calls.asked.size();
    kept.pass(sink);
    assertThat(kept.roles.calls.asked).hasSize(asked);

    kept.passes().forget(sink);
    kept.pass(sink);
    assertThat(kept.roles.calls.asked).hasSize(asked + 1);
  }

  @Test
  void observeLooksAsWell() {
    kept.proven(sink);
    kept.most = Enforcement.Observe;
    kept.roles.mayWrite(ROLE, "logs:DeleteLogGroup");

    AuditSinkStatus status = later(SHARED);

    assertThat(ready(status).getReason()).isEqualTo("Observing");
    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("True");
    assertThat(verdicts(status)).contains("A8 Violated");
  }

  /** Logs that are sent nowhere are worse than such that somebody could delete. */
  @Test
  void shippersAreLetInAllTheSame() {
    List<SinkPlace> places = new ArrayList<>();
    kept.children =
        (_, _, place) -> {
          places.add(place);
          return ChildPass.NONE;
        };
    kept.roles.mayWrite(ROLE, "logs:DeleteLogGroup");

    kept.pass(sink);

    assertThat(places.getLast().admits()).isTrue();
  }

  @Test
  void whoIsNoLongerDeclaredIsForgotten() {
    kept.proven(sink);
    sink.setSpec(spec("audit", GROUP, WITH_KEY));

    AuditSinkStatus status = kept.pass(sink);
    assertThat(status.writers()).isEmpty();
    assertThat(verdicts(status)).as("nobody was asked about").contains("A8 Undetermined");
    assertThat(status.controls().getFirst().evidence())
        .contains("kept 2192 days")
        .anySatisfy(line -> assertThat(line).contains("spec.writers names nobody"));
  }
}
