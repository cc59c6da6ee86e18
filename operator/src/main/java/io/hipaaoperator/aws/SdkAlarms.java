package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.utils.Lazy;

/** Alarms through the SDK: a call for a call. */
final class SdkAlarms implements Alarms {
  private static final int PAGE = 100;

  private final Lazy<CloudWatchClient> cloudWatch;
  private final Calls calls;

  SdkAlarms(Lazy<CloudWatchClient> cloudWatch, Calls calls) {
    this.cloudWatch = cloudWatch;
    this.calls = calls;
  }

  @Override
  public Answer<List<Alarm>> list(String prefix) {
    String wanted = prefix.isEmpty() ? null : prefix;
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.DESCRIBE_ALARMS,
                    () ->
                        cloudWatch
                            .getValue()
                            .describeAlarms(
                                r ->
                                    r.alarmTypes(AlarmType.METRIC_ALARM)
                                        .alarmNamePrefix(wanted)
                                        .maxRecords(PAGE)
                                        .nextToken(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.metricAlarms().stream().map(SdkAlarms::alarm).toList(),
                            page.nextToken())));
  }

  private static Alarm alarm(MetricAlarm alarm) {
    return new Alarm(
        alarm.alarmName(),
        orEmpty(alarm.alarmDescription()),
        series(alarm),
        limit(alarm),
        new Actions(
            Boolean.TRUE.equals(alarm.actionsEnabled()),
            alarm.alarmActions(),
            alarm.okActions(),
            alarm.insufficientDataActions()));
  }

  private static Series series(MetricAlarm alarm) {
    return new Series(
        orEmpty(alarm.namespace()),
        orEmpty(alarm.metricName()),
        alarm.dimensions().stream().collect(Collectors.toMap(Dimension::name, Dimension::value)),
        orEmpty(alarm.statisticAsString()),
        Optional.ofNullable(alarm.unitAsString()),
        Objects.requireNonNullElse(alarm.period(), 0));
  }

  private static Limit limit(MetricAlarm alarm) {
    return new Limit(
        alarm.comparisonOperatorAsString(),
        Objects.requireNonNullElse(alarm.threshold(), Double.NaN),
        alarm.evaluationPeriods(),
        Objects.requireNonNullElse(alarm.datapointsToAlarm(), alarm.evaluationPeriods()),
        Objects.requireNonNullElse(alarm.treatMissingData(), "missing"));
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  @Override
  public Answer<Done> put(Alarm alarm, Map<String, String> tags) {
    return calls.perform(
        Action.PUT_METRIC_ALARM,
        () ->
            cloudWatch
                .getValue()
                .putMetricAlarm(
                    r -> {
                      describe(r, alarm);
                      look(r, alarm.series());
                      compare(r, alarm.limit());
                      r.tags(tags(tags));
                    }));
  }

  private static void describe(PutMetricAlarmRequest.Builder request, Alarm alarm) {
    request
        .alarmName(alarm.name())
        .alarmDescription(alarm.description())
        .actionsEnabled(alarm.actions().areEnabled())
        .alarmActions(alarm.actions().onAlarm())
        .okActions(alarm.actions().onOk())
        .insufficientDataActions(alarm.actions().onNoData());
  }

  private static void look(PutMetricAlarmRequest.Builder request, Series series) {
    request
        .namespace(series.namespace())
        .metricName(series.metric())
        .dimensions(dimensions(series.dimensions()))
        .statistic(series.statistic())
        .unit(series.unit().orElse(null))
        .period(series.periodSeconds());
  }

  private static void compare(PutMetricAlarmRequest.Builder request, Limit limit) {
    request
        .comparisonOperator(limit.comparison())
        .threshold(limit.threshold())
        .evaluationPeriods(limit.periods())
        .datapointsToAlarm(limit.breaching())
        .treatMissingData(limit.missing());
  }

  private static List<Dimension> dimensions(Map<String, String> dimensions) {
    return dimensions.entrySet().stream()
        .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()).build())
        .toList();
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(each -> Tag.builder().key(each.getKey()).value(each.getValue()).build())
        .toList();
  }
}
