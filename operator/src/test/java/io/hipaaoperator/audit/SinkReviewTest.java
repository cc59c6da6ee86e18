package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.DENIED;
import static io.hipaaoperator.audit.KeptSinks.GROUP;
import static io.hipaaoperator.audit.KeptSinks.THROTTLED;
import static io.hipaaoperator.audit.KeptSinks.condition;
import static io.hipaaoperator.audit.KeptSinks.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.Enforcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes do to that by which a log group is reviewed, in an AWS that can be made to fail. */
class SinkReviewTest {
  private static final String WATCHED =
      """
      alarms: {actions: ['arn:aws:sns:us-east-1:123456789012:a'], failedLogins: {}, exports: {}}
      anomalies: {}
      """;
  private static final String REVIEW =
      WATCHED + Declared.reviewed("2026-01-01", "failed-logins", "exports");

  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(spec(GROUP, REVIEW, "adopt: false"));

  @Test
  void allOfItIsMadeInOnePassAndThenNothingIsWritten() {
    assertThat(condition(kept.pass(sink), "Ready").getReason()).isEqualTo("Converged");
    List<String> before = kept.writes();
    AuditSinkStatus first = kept.proven(sink);

    assertThat(condition(first, "Compliant").getStatus()).isEqualTo("False");
    assertThat(verdicts(first))
        .containsExactly(
            "A8 Violated",
            "A9 Compliant",
            "A19 Compliant",
            "A24 Compliant",
            "A33 Compliant",
            "B12 Compliant");
    assertThat(first.reviewed().queries()).hasSize(5);
    assertThat(first.reviewed().alarms()).containsExactly("failed-logins", "exports");
    assertThat(first.reviewed().anomalyDetector()).isEqualTo("arn-0");
    assertThat(first.drift()).isEmpty();

    assertThat(kept.pass(sink)).isEqualTo(first);
    assertThat(kept.writes()).isEqualTo(before);
  }

  /** To be set up is not to be proven; and what was proven once is not for ever. */
  @Test
  void whatPeopleHaveToStateIsNotKnownUntilTheyDoAndNotForLong() {
    sink.setSpec(spec(GROUP, WATCHED, "adopt: false"));
    assertThat(verdicts(kept.pass(sink)))
        .contains("A19 Undetermined", "A24 Undetermined", "A33 Undetermined", "B12 Undetermined");

    sink.setSpec(spec(GROUP, REVIEW, "adopt: false"));
    kept.later(Duration.ofDays(31));
    assertThat(verdicts(kept.pass(sink)))
        .contains("A19 Compliant", "A24 Compliant", "A33 Compliant", "B12 Compliant");

    kept.later(Duration.ofDays(1));
    assertThat(verdicts(kept.pass(sink)))
        .contains("A19 Violated", "A24 Violated", "A33 Violated", "B12 Violated");
  }

  /** All that can be proven is, and what can't is stated. */
  @Test
  void aSinkCanComply() {
    kept.roles.mayWrite(KeptSinks.WRITER);
    sink.setSpec(
        spec(GROUP, REVIEW + "writers: ['" + KeptSinks.WRITER + "']", "keyRef: {name: clinic}"));

    AuditSinkStatus status = kept.proven(sink);

    assertThat(condition(status, "Compliant").getMessage()).isEqualTo("6 of 6 controls hold");
    assertThat(condition(status, "Compliant").getStatus()).isEqualTo("True");
  }

  @ParameterizedTest
  @CsvSource({
    "list, A24, true",
    "filters, A19, false",
    "detectors, A33, false",
  })
  void whatCouldNotBeReadIsUndeterminedAndStaysInTheStatus(String call, String id, boolean query) {
    AuditSinkStatus first = kept.pass(sink);
    kept.later(KeptSinks.SHARED);
    (query ? kept.queries.calls : kept.metrics.calls).failing.put(call, DENIED);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(condition(status, "Ready").getReason()).isEqualTo("AwsRefused");
    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("Unknown");
    assertThat(verdicts(status)).contains(id + " Undetermined");
    assertThat(status.reviewed()).isEqualTo(first.reviewed());
  }

  /** The call was made, and its answer was lost: whoever looks first makes no second one. */
  @Test
  void anAnswerThatIsLostMakesNothingTwice() {
    kept.pass(sink);
    kept.queries.byId.clear();
    kept.metrics.detectors.clear();
    kept.queries.calls.failing.put("create", THROTTLED);
    kept.metrics.calls.failing.put("createDetector", THROTTLED);
    kept.later(KeptSinks.SHARED);

    assertThat(condition(kept.pass(sink), "Ready").getReason()).isEqualTo("AwsUnreachable");
    var declared = DeclaredSink.of(sink, _ -> Optional.empty(), Instant.EPOCH);
    SavedQueries.declaredBy(declared).forEach(q -> kept.queries.save(q.name(), q));
    kept.queries.calls.failing.clear();
    kept.metrics.calls.failing.clear();
    kept.pass(sink);
    AuditSinkStatus status = kept.pass(sink);

    assertThat(condition(status, "Ready").getReason()).isEqualTo("Converged");
    assertThat(kept.queries.byId).hasSize(5);
    assertThat(kept.metrics.detectors).hasSize(1);
  }

  @Test
  void observeWritesNothing() {
    kept.logs.foreign(GROUP);
    kept.most = Enforcement.Observe;
    sink.setSpec(spec(GROUP, REVIEW, "adopt: true"));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(condition(status, "Ready").getReason()).isEqualTo("Observing");
    assertThat(verdicts(status)).contains("A24 Violated", "A19 Violated", "A33 Violated");
    assertThat(kept.writes()).isEmpty();
  }

  @Test
  void whatWeakensIsFoundRankedAndPutBack() {
    kept.pass(sink);
    kept.metrics.pause("arn-0");

    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.drift()).singleElement().matches(drift -> drift.weakens());
    assertThat(status.drift().getFirst().found()).isEqualTo("state: PAUSED");
    assertThat(kept.metrics.detector().orElseThrow().state()).isEqualTo("TRAINING");
  }

  @Test
  void whatIsNotDeclaredIsNotRead() {
    sink.setSpec(spec(GROUP, "queries: {builtIn: false}", "adopt: false"));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(verdicts(status))
        .containsExactly("A8 Violated", "A9 Undetermined", "A24 Violated", "B12 Violated");
    assertThat(kept.queries.calls.asked).isEmpty();
    assertThat(kept.metrics.calls.asked).isEmpty();
    assertThat(kept.alarms.calls.asked).isEmpty();
    kept.logs.failing.put("list", THROTTLED);
    assertThat(verdicts(kept.pass(sink)))
        .containsExactly("A8 Undetermined", "A9 Undetermined", "A24 Undetermined", "B12 Violated");
  }

  /** What lies in the whole region is read once for all sinks, and by who wrote. */
  @Test
  void allSinksShareAListOfQueriesAndOneOfAlarms() {
    List<AuditSink> sinks = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      sinks.add(kept.declare(spec("/phi/" + name, REVIEW, "adopt: false")));
    }
    sinks.forEach(kept::pass);
    kept.later(KeptSinks.SHARED);
    kept.queries.calls.asked.clear();
    kept.alarms.calls.asked.clear();

    sinks.forEach(kept::pass);

    assertThat(kept.queries.calls.asked).containsExactly("list");
    assertThat(kept.alarms.calls.asked).containsExactly("list");
  }

  private static AuditSinkSpec spec(String name, String more, String group) {
    return Serialization.unmarshal(
        "class: audit\nlogGroup: {name: %s, %s}\n%s".formatted(name, group, more),
        AuditSinkSpec.class);
  }
}
