package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Alarms.Actions;
import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Alarms.Limit;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.cluster.Emulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Alarms as AWS has them, through the port. */
class AlarmsIT {
  private static final CloudWatchClient CLOUD_WATCH = Emulator.cloudWatch();
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:security";

  private final Ports ports = new Ports();
  private final Alarms alarms = ports.services().alarms();
  private final String prefix = Ports.unique("it") + "/";

  @AfterEach
  void clean() {
    List<String> names = made().stream().map(MetricAlarm::alarmName).toList();
    CLOUD_WATCH.deleteAlarms(r -> r.alarmNames(names));
    ports.close();
  }

  private List<MetricAlarm> made() {
    return CLOUD_WATCH.describeAlarms(r -> r.alarmNamePrefix(prefix)).metricAlarms();
  }

  @Test
  void everyFieldIsKept() {
    Alarm all =
        new Alarm(
            prefix + "denied",
            "who is denied again and again",
            new Series(
                "Clinic", "Denied", Map.of("user", "a"), "Maximum", Optional.of("Count"), 60),
            new Limit("GreaterThanOrEqualToThreshold", 2.5, 5, 3, "notBreaching"),
            new Actions(true, List.of(TOPIC), List.of(TOPIC + "-ok"), List.of(TOPIC + "-no-data")));

    known(alarms.put(all, Map.of("sink", "audit")));

    assertThat(known(alarms.list(prefix))).containsExactly(all);
    assertThat(known(alarms.list(""))).contains(all);
    assertThat(known(alarms.list(prefix + "none"))).isEmpty();
    String arn = made().getFirst().alarmArn();
    assertThat(CLOUD_WATCH.listTagsForResource(r -> r.resourceARN(arn)).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("sink=audit");
  }

  @Test
  void anAlarmIsReplacedByItsName() {
    Alarm first = alarm(Series.sum("Clinic", "Denied", 300), 10);
    Alarm second = alarm(Series.sum("Clinic", "Denied", 60), 20);

    known(alarms.put(first, Map.of()));
    known(alarms.put(second, Map.of()));

    assertThat(known(alarms.list(prefix))).containsExactly(second);
  }

  /** Somebody may make an alarm look at what we have no word for: it is another alarm then. */
  @Test
  void anAlarmOnAnExpressionIsTold() {
    CLOUD_WATCH.putMetricAlarm(
        r ->
            r.alarmName(prefix + "denied")
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .threshold(1.0)
                .metrics(m -> m.id("e1").expression("m1 * 0").returnData(true)));

    Alarm told = known(alarms.list(prefix)).getFirst();

    assertThat(told.series()).isEqualTo(new Series("", "", Map.of(), "", Optional.empty(), 0));
  }

  @Test
  void allPagesAreRead() {
    for (int number = 0; number < 105; number++) {
      String name = prefix + number;
      CLOUD_WATCH.putMetricAlarm(
          r ->
              r.alarmName(name)
                  .namespace("Clinic")
                  .metricName("Denied")
                  .statistic("Sum")
                  .period(60)
                  .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                  .evaluationPeriods(1)
                  .threshold(1.0));
    }

    assertThat(known(alarms.list(prefix))).hasSize(105).doesNotHaveDuplicates();
  }

  @Test
  void nonsenseIsRefused() {
    var answer =
        alarms.put(
            new Alarm(
                prefix + "denied",
                "",
                Series.sum("Clinic", "Denied", 300),
                new Limit("Sometimes", 1, 1, 1, "missing"),
                Actions.onAlarm(List.of())),
            Map.of());

    assertThat(answer.isRefusedWith("ValidationError")).isTrue();
    assertThat(answer.failure().orElseThrow()).contains("ComparisonOperator");
  }

  private Alarm alarm(Series series, double threshold) {
    return new Alarm(
        prefix + "denied",
        "",
        series,
        new Limit("GreaterThanThreshold", threshold, 1, 1, "missing"),
        Actions.onAlarm(List.of()));
  }
}
