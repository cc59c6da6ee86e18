package io.hipaaoperator.controls.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.Declared;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.audit.StatedReviews;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A19, A33, B12 and B18. */
class AlertsTest {
  private static final String ALARMS = "alarms: {failedLogins: {}, exports: {}}";
  private static final String STATED =
      "reviewed on 2026-01-01, stated by the privacy officer, not proven; to be done again by"
          + " 2026-02-01";
  private static final DeclaredSink SINK =
      Declared.audit(
          ALARMS,
          "anomalies: {}",
          Declared.reviewed("2026-01-01", "failed-logins", "exports", "lambda-errors"));
  private static final StatedReviews NOTHING_STATED =
      StatedReviews.of(Declared.audit().spec().reviews(), SINK.now());
  private static final Provision LOGINS = works("failed-logins");
  private static final Provision EXPORTS = works("exports");
  private static final Provision DETECTOR = works("arn:detector");
  private static final Provision QUERY = works("phi-access-by-user");

  @Test
  void alarmsThatWorkAndWereTriedComply() {
    Facts facts = facts(List.of(LOGINS, EXPORTS));

    assertThat(judged(FailedLoginsTold.CONTROL, facts))
        .isEqualTo(new Verdict.Compliant(List.of("alarm: failed-logins", STATED)));
    assertThat(judged(AnomaliesTold.CONTROL, facts)).isInstanceOf(Verdict.Compliant.class);
    assertThat(judged(LogsReviewed.CONTROL, facts)).isInstanceOf(Verdict.Compliant.class);
  }

  /** However they are set up. */
  @Test
  void whatNobodySaysHeTriedIsNotKnownToComply() {
    Facts facts = facts(List.of(LOGINS, EXPORTS)).with(AuditFacts.REVIEWS, NOTHING_STATED);

    assertThat(judged(FailedLoginsTold.CONTROL, facts))
        .isEqualTo(
            new Verdict.Undetermined(
                List.of(
                    "that alarm failed-logins reaches somebody is not stated in spec.reviews",
                    "that an account is locked is not stated in spec.reviews",
                    "alarm: failed-logins")));
    assertThat(judged(AnomaliesTold.CONTROL, facts).evidence())
        .contains("that somebody looks at what is found odd is not stated in spec.reviews")
        .contains("that alarm exports reaches somebody is not stated in spec.reviews");
    assertThat(judged(AnomaliesTold.CONTROL, facts)).isInstanceOf(Verdict.Undetermined.class);
    assertThat(judged(LogsReviewed.CONTROL, facts)).isInstanceOf(Verdict.Undetermined.class);
    assertThat(judged(LogsReviewed.CONTROL, facts).evidence())
        .contains("that somebody reviews the log is not stated in spec.reviews");
  }

  @Test
  void anAuditLogOfWhichNobodyIsToldViolates() {
    assertThat(LogsReviewed.CONTROL.judge(Declared.audit(), facts(List.of())))
        .hasValueSatisfying(
            result ->
                assertThat(result.verdict())
                    .isEqualTo(
                        Verdict.violated(
                            "nobody is told: none of alarms.failedLogins, bulkReads, exports and"
                                + " offHours is declared")));
  }

  @Test
  void oneThatLacksSomethingViolatesWhatRestsOnIt() {
    Facts facts = facts(List.of(lacks("failed-logins", "tells nobody"), EXPORTS));

    assertThat(judged(FailedLoginsTold.CONTROL, facts))
        .isEqualTo(Verdict.violated("failed-logins tells nobody"));
    assertThat(judged(LogsReviewed.CONTROL, facts)).isInstanceOf(Verdict.Violated.class);
    assertThat(judged(AnomaliesTold.CONTROL, facts)).isInstanceOf(Verdict.Compliant.class);
  }

  @Test
  void whatIsFoundOddMustBeToldToo() {
    assertThat(judged(AnomaliesTold.CONTROL, facts(List.of(LOGINS))))
        .isEqualTo(
            Verdict.violated(
                "nobody is told: none of alarms.bulkReads, exports and offHours is declared"));
    Facts paused =
        facts(List.of(EXPORTS))
            .with(AuditFacts.DETECTORS, List.of(lacks("arn:detector", "is not as declared")));
    assertThat(judged(AnomaliesTold.CONTROL, paused))
        .isEqualTo(Verdict.violated("arn:detector is not as declared"));
  }

  @Test
  void aReviewNeedsItsQueries() {
    Facts facts =
        facts(List.of(LOGINS)).with(AuditFacts.QUERIES, List.of(lacks("exports", "is not there")));

    assertThat(judged(LogsReviewed.CONTROL, facts))
        .isEqualTo(Verdict.violated("exports is not there"));
  }

  @Test
  void functionsAndApisAreWatched() {
    DeclaredSink sink = Declared.operational("/a", "alarms: {lambda: {function: chat}}");

    assertThat(ServicesWatched.CONTROL.judge(sink, facts(List.of(works("lambda-errors")))))
        .hasValueSatisfying(
            result -> assertThat(result.verdict()).isInstanceOf(Verdict.Compliant.class));
    assertThat(
            ServicesWatched.CONTROL.judge(
                sink,
                facts(List.of(works("lambda-errors"))).with(AuditFacts.REVIEWS, NOTHING_STATED)))
        .hasValueSatisfying(
            result -> assertThat(result.verdict()).isInstanceOf(Verdict.Undetermined.class));
    assertThat(
            ServicesWatched.CONTROL.judge(
                sink, facts(List.of(lacks("lambda-errors", "tells nobody")))))
        .hasValueSatisfying(
            result ->
                assertThat(result.verdict())
                    .isEqualTo(Verdict.violated("lambda-errors tells nobody")));
  }

  @Test
  void whoDeclaresNoneIsNotConcerned() {
    for (Control<DeclaredSink> control : List.of(FailedLoginsTold.CONTROL, AnomaliesTold.CONTROL)) {
      assertThat(control.judge(Declared.audit(), facts(List.of()))).isEmpty();
    }
    assertThat(ServicesWatched.CONTROL.judge(Declared.operational("/a"), facts(List.of())))
        .isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsUndetermined() {
    for (Control<DeclaredSink> control :
        List.of(FailedLoginsTold.CONTROL, AnomaliesTold.CONTROL, LogsReviewed.CONTROL)) {
      assertThat(judged(control, Facts.none())).isInstanceOf(Verdict.Undetermined.class);
    }
  }

  private static Facts facts(List<Provision> alarms) {
    return Facts.none()
        .with(AuditFacts.ALARMS, alarms)
        .with(AuditFacts.QUERIES, List.of(QUERY))
        .with(AuditFacts.REVIEWS, StatedReviews.of(SINK.spec().reviews(), SINK.now()))
        .with(AuditFacts.DETECTORS, List.of(DETECTOR));
  }

  private static Verdict judged(Control<DeclaredSink> control, Facts facts) {
    return control.judge(SINK, facts).orElseThrow().verdict();
  }

  private static Provision works(String name) {
    return new Provision(name, true, Optional.empty());
  }

  private static Provision lacks(String name, String why) {
    return new Provision(name, true, Optional.of(why));
  }
}
