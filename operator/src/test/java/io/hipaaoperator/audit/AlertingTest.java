package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Alarms.Limit;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is declared of alarms, and what is made of it. */
class AlertingTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:security";
  private static final String ALARMS =
      "alarms: {actions: ['" + TOPIC + "'], failedLogins: {}, bulkReads: {threshold: 7}}";

  @Test
  void eachAlarmOnEventsHasAFilterThatCountsForIt() {
    var watches = Alerting.declaredBy(Declared.audit(ALARMS));

    assertThat(watches).extracting(Watch::leaf).containsExactly("failed-logins", "bulk-reads");
    Filter filter = watches.getFirst().filter().orElseThrow();
    Alarm alarm = watches.getFirst().alarm();
    assertThat(filter.name()).isEqualTo("hipaa/clinic/failed-logins").isEqualTo(alarm.name());
    assertThat(filter.pattern())
        .isEqualTo(
            "{ ($.action = \"login\") && ($.outcome = \"denied\" || $.outcome = \"failed\") }");
    assertThat(alarm.series()).isEqualTo(Series.sum("hipaa-operator", "clinic/failed-logins", 300));
    assertThat(filter.metric().name()).isEqualTo(alarm.series().metric());
    assertThat(filter.metric().namespace()).isEqualTo(alarm.series().namespace());
    assertThat(alarm.limit())
        .isEqualTo(new Limit("GreaterThanOrEqualToThreshold", 10, 1, 1, "notBreaching"));
    assertThat(alarm.actions().onAlarm()).containsExactly(TOPIC);
    assertThat(watches.getLast().alarm().limit().threshold()).isEqualTo(7);
  }

  @Test
  void fieldsAndWordsAreThoseOfTheApplication() {
    var declared =
        Declared.audit(
            "alarms: {exports: {}, bulkReads: {periodMinutes: 60}}",
            "events: {action: op.name, exports: [DUMP, 'BULK EXPORT']}");

    assertThat(pattern(declared, "exports"))
        .isEqualTo("{ $.op.name = \"DUMP\" || $.op.name = \"BULK EXPORT\" }");
    assertThat(Alerting.declaredBy(declared).getFirst().alarm().series().periodSeconds())
        .isEqualTo(3600);
  }

  @Test
  void aNightThatSpansMidnightIsTwoParts() {
    assertThat(pattern(night(22, 6), "off-hours"))
        .isEqualTo("{ ($.resource = *) && ($.hour >= 22 || $.hour < 6) }");
    assertThat(pattern(night(0, 6), "off-hours"))
        .isEqualTo("{ ($.resource = *) && ($.hour >= 0 && $.hour < 6) }");
  }

  private static DeclaredSink night(int from, int to) {
    return Declared.audit(
        "events: {hour: hour}", "alarms: {offHours: {from: %d, to: %d}}".formatted(from, to));
  }

  /** The longest that the schema lets pass; CloudWatch takes 1024. */
  @Test
  void noPatternIsTooLong() {
    String field = "f".repeat(64);
    String words = "[%s]".formatted(String.join(", ", List.of(word(1), word(2), word(3), word(4))));
    var declared =
        Declared.audit(
            "alarms: {failedLogins: {}, bulkReads: {}, exports: {}, offHours: {from: 22, to: 6}}",
            "events: {action: %s, outcome: %s, resource: %s, hour: %s, "
                    .formatted(field, field, field, field)
                + "reads: %s, exports: %s, logins: %s, denials: %s}"
                    .formatted(words, words, words, words));

    assertThat(Alerting.declaredBy(declared))
        .hasSize(4)
        .allSatisfy(
            watch ->
                assertThat(watch.filter().orElseThrow().pattern()).hasSizeLessThanOrEqualTo(1024));
  }

  private static String word(int number) {
    return "w".repeat(31) + number;
  }

  @Test
  void aFunctionIsKnownByItsLogGroup() {
    var declared =
        Declared.operational(
            "/aws/lambda/chat", "alarms: {lambda: {duration: {milliseconds: 9000}}}");

    assertThat(Alerting.declaredBy(declared))
        .extracting(Watch::leaf, watch -> watch.alarm().series().dimensions())
        .containsExactly(
            tuple("lambda-errors", Map.of("FunctionName", "chat")),
            tuple("lambda-duration", Map.of("FunctionName", "chat")));
    Alarm duration = Alerting.declaredBy(declared).getLast().alarm();
    assertThat(duration.series().statistic()).isEqualTo("Maximum");
    assertThat(duration.limit().threshold()).isEqualTo(9000);
    assertThat(Alerting.declaredBy(declared)).allMatch(watch -> watch.filter().isEmpty());
  }

  /** The two kinds of API have their metrics under other names. */
  @Test
  void bothKindsOfApiAreLookedAt() {
    var rest = Declared.operational("/api", "alarms: {api: {restApi: chat, stage: prod}}");
    var http =
        Declared.operational(
            "/api", "alarms: {api: {httpApi: a1b2, serverErrors: {threshold: 9}}}");

    assertThat(Alerting.declaredBy(rest))
        .extracting(watch -> watch.alarm().series().metric())
        .containsExactly("4XXError", "5XXError");
    assertThat(Alerting.declaredBy(rest).getFirst().alarm().series().dimensions())
        .isEqualTo(Map.of("ApiName", "chat", "Stage", "prod"));
    assertThat(Alerting.declaredBy(http))
        .extracting(watch -> watch.alarm().series().metric())
        .containsExactly("4xx", "5xx");
    assertThat(Alerting.declaredBy(http).getLast().alarm().limit().threshold()).isEqualTo(9);
  }

  @Test
  void filtersComeBeforeTheirAlarms() {
    var part =
        new Alerting(Declared.audit(ALARMS), Answer.known(List.of()), Answer.known(List.of()));

    assertThat(part.settings())
        .extracting(Setting::name)
        .containsExactly(
            "filters.failed-logins",
            "alarms.failed-logins",
            "filters.bulk-reads",
            "alarms.bulk-reads");
    assertThat(provisions(part))
        .extracting(Provision::complaint)
        .containsExactly(
            Optional.of("failed-logins is not there"), Optional.of("bulk-reads is not there"));
  }

  @Test
  void anAlarmThatTellsNobodySaysSo() {
    var declared = Declared.audit("alarms: {exports: {}}");
    Watch watch = Alerting.declaredBy(declared).getFirst();
    var part =
        new Alerting(
            declared,
            Answer.known(List.of(watch.filter().orElseThrow())),
            Answer.known(List.of(watch.alarm())));

    assertThat(part.settings()).allMatch(setting -> setting.seen().equals(none()));
    assertThat(provisions(part))
        .containsExactly(
            new Provision("exports", true, Optional.of("tells nobody: alarms.actions is empty")));
  }

  private static Fact<Optional<?>> none() {
    return new Fact.Known<>(Optional.empty());
  }

  @Test
  void anAlarmWhoseFilterIsGoneIsNoPass() {
    var declared = Declared.audit(ALARMS);
    List<Alarm> alarms = Alerting.declaredBy(declared).stream().map(Watch::alarm).toList();
    var part = new Alerting(declared, Answer.known(List.of()), Answer.known(alarms));

    assertThat(provisions(part).getFirst().complaint())
        .contains("failed-logins counts other than declared");
  }

  @Test
  void whatCouldNotBeReadIsNoPass() {
    var part =
        new Alerting(
            Declared.audit(ALARMS),
            Answer.known(List.of()),
            new Answer.Refused<>("AccessDenied", "no"));

    assertThat(part.with(Facts.none()).get(AuditFacts.ALARMS)).isInstanceOf(Fact.Unreachable.class);
    assertThat(part.settings().getLast().seen()).isInstanceOf(Fact.Unreachable.class);
  }

  private static List<Provision> provisions(Alerting part) {
    return part.with(Facts.none()).known(AuditFacts.ALARMS);
  }

  private static String pattern(DeclaredSink declared, String leaf) {
    return Alerting.declaredBy(declared).stream()
        .filter(watch -> watch.leaf().equals(leaf))
        .findFirst()
        .flatMap(Watch::filter)
        .orElseThrow()
        .pattern();
  }
}
