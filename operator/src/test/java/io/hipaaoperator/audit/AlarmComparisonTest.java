package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Alarms.Actions;
import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Alarms.Limit;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each field of an alarm changed: seen, with before and after, and ranked. */
class AlarmComparisonTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:security";
  private static final String OTHER = "arn:aws:sns:us-east-1:123456789012:other";
  private static final String REBOOT = "arn:aws:automate:us-east-1:ec2:reboot";
  private static final Series SERIES = Series.sum("hipaa-operator", "clinic/exports", 300);
  private static final Limit LIMIT =
      new Limit("GreaterThanOrEqualToThreshold", 10, 1, 1, "notBreaching");
  private static final Actions ACTIONS = Actions.onAlarm(List.of(TOPIC));
  private static final Alarm WANTED = new Alarm("a", "exports", SERIES, LIMIT, ACTIONS);

  @Test
  void oneThatIsAsDeclaredDoesNotDeviate() {
    assertThat(AlarmComparison.between(WANTED, Optional.of(WANTED))).isEmpty();
  }

  @Test
  void oneThatIsMissingWeakens() {
    Deviation found = AlarmComparison.between(WANTED, Optional.empty()).orElseThrow();

    assertThat(found.found()).isNull();
    assertThat(found.weakens()).isTrue();
  }

  @Test
  void aHigherThresholdWeakensAndALowerOneIsPutBackAllTheSame() {
    assertThat(limit(new Limit(LIMIT.comparison(), 20, 1, 1, "notBreaching")))
        .isEqualTo(Deviation.changed("threshold: 10.0", "threshold: 20.0", true));
    assertThat(limit(new Limit(LIMIT.comparison(), 5, 1, 1, "notBreaching")))
        .isEqualTo(Deviation.changed("threshold: 10.0", "threshold: 5.0", false));
    assertThat(limit(new Limit(LIMIT.comparison(), Double.NaN, 1, 1, "notBreaching")).weakens())
        .isTrue();
  }

  @Test
  void everyFieldOfTheLimitIsSeen() {
    assertThat(limit(new Limit("LessThanThreshold", 10, 1, 1, "notBreaching")))
        .isEqualTo(
            Deviation.changed(
                "comparison: GreaterThanOrEqualToThreshold",
                "comparison: LessThanThreshold",
                true));
    assertThat(limit(new Limit(LIMIT.comparison(), 10, 3, 2, "notBreaching")))
        .isEqualTo(Deviation.changed("periods: 1; breaching: 1", "periods: 3; breaching: 2", true));
    assertThat(limit(new Limit(LIMIT.comparison(), 10, 3, 1, "notBreaching")).weakens()).isFalse();
    assertThat(limit(new Limit(LIMIT.comparison(), 10, 1, 1, "ignore")).weakens()).isTrue();
    assertThat(limit(new Limit(LIMIT.comparison(), 10, 1, 1, "breaching")).weakens()).isFalse();
  }

  @Test
  void everyFieldOfTheSeriesIsSeen() {
    assertThat(series(Series.sum("hipaa-operator", "clinic/exports", 60)))
        .isEqualTo(Deviation.changed("period: 300", "period: 60", true));
    assertThat(series(Series.sum("hipaa-operator", "clinic/exports", 600)).weakens()).isFalse();
    assertThat(series(Series.sum("hipaa-operator", "clinic/none", 300)).found())
        .contains("clinic/none");
    assertThat(series(Series.sum("other", "clinic/exports", 300)).weakens()).isTrue();
    assertThat(series(of(Map.of("user", "a"), "Sum", Optional.empty())).found()).contains("user=a");
    assertThat(series(of(Map.of(), "Average", Optional.empty())).found()).contains("Average");
    assertThat(series(of(Map.of(), "Sum", Optional.of("Bytes"))).found()).contains("Bytes");
  }

  private static Series of(
      Map<String, String> dimensions, String statistic, Optional<String> unit) {
    return new Series("hipaa-operator", "clinic/exports", dimensions, statistic, unit, 300);
  }

  @Test
  void oneThatTellsFewerOrNobodyWeakens() {
    assertThat(actions(new Actions(false, List.of(TOPIC), List.of(), List.of())))
        .contains(Deviation.changed("enabled: true", "enabled: false", true));
    assertThat(actions(Actions.onAlarm(List.of())))
        .contains(Deviation.changed("actions: [" + TOPIC + "]", "actions: []", true));
  }

  @Test
  void topicsThatSomebodyAddedStay() {
    var more = new Actions(true, List.of(OTHER, TOPIC), List.of(OTHER), List.of(OTHER));

    assertThat(actions(more)).isEmpty();
    assertThat(AlarmComparison.extended(WANTED, Optional.of(with(more))).actions())
        .isEqualTo(new Actions(true, List.of(TOPIC, OTHER), List.of(OTHER), List.of(OTHER)));
  }

  /** It may stop machines, and our rights do not let us write it again. */
  @Test
  void whatIsNoTopicIsTakenOff() {
    for (Actions reboots :
        List.of(
            new Actions(true, List.of(TOPIC, REBOOT), List.of(), List.of()),
            new Actions(true, List.of(TOPIC), List.of(REBOOT), List.of()),
            new Actions(true, List.of(TOPIC), List.of(), List.of(REBOOT)))) {
      assertThat(actions(reboots).orElseThrow().found()).contains("reboot");
      assertThat(actions(reboots).orElseThrow().weakens()).isTrue();
      assertThat(AlarmComparison.extended(WANTED, Optional.of(with(reboots)))).isEqualTo(WANTED);
    }
  }

  @Test
  void aDescriptionOpensNothing() {
    var renamed = new Alarm("a", "", SERIES, LIMIT, ACTIONS);

    assertThat(AlarmComparison.between(WANTED, Optional.of(renamed)))
        .contains(Deviation.changed("description: exports", "description: ", false));
  }

  private static Deviation limit(Limit found) {
    var alarm = new Alarm("a", "exports", SERIES, found, ACTIONS);
    return AlarmComparison.between(WANTED, Optional.of(alarm)).orElseThrow();
  }

  private static Deviation series(Series found) {
    var alarm = new Alarm("a", "exports", found, LIMIT, ACTIONS);
    return AlarmComparison.between(WANTED, Optional.of(alarm)).orElseThrow();
  }

  private static Optional<Deviation> actions(Actions found) {
    return AlarmComparison.between(WANTED, Optional.of(with(found)));
  }

  private static Alarm with(Actions found) {
    return new Alarm("a", "exports", SERIES, LIMIT, found);
  }
}
