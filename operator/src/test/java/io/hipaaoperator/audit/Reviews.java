package io.hipaaoperator.audit;

import io.hipaaoperator.cluster.Emulator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AnomalyDetector;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;

/** By what log groups are reviewed, and what people do to it behind the operator's back. */
final class Reviews {
  private static final CloudWatchClient CLOUD_WATCH = Emulator.cloudWatch();

  private Reviews() {}

  /** The queries in a sink's folder. */
  static List<QueryDefinition> queries(String sink) {
    return Groups.LOGS
        .describeQueryDefinitions(r -> r.queryDefinitionNamePrefix("hipaa/" + sink + "/"))
        .queryDefinitions();
  }

  static QueryDefinition query(String sink, String leaf) {
    String name = "hipaa/" + sink + "/" + leaf;
    return queries(sink).stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
  }

  static void forget(String sink, String leaf) {
    String id = query(sink, leaf).queryDefinitionId();
    Groups.LOGS.deleteQueryDefinition(r -> r.queryDefinitionId(id));
  }

  /** Has a query ask something else, of these groups. */
  static void ask(String sink, String leaf, String text, String... groups) {
    QueryDefinition old = query(sink, leaf);
    Groups.LOGS.putQueryDefinition(
        r ->
            r.queryDefinitionId(old.queryDefinitionId())
                .name(old.name())
                .queryString(text)
                .logGroupNames(groups));
  }

  /** The filters of a group. */
  static List<MetricFilter> filters(String group) {
    return Groups.LOGS.describeMetricFilters(r -> r.logGroupName(group)).metricFilters();
  }

  /** The alarms in a sink's folder. */
  static List<MetricAlarm> alarms(String sink) {
    return CLOUD_WATCH.describeAlarms(r -> r.alarmNamePrefix("hipaa/" + sink + "/")).metricAlarms();
  }

  static void silence(String alarm) {
    CLOUD_WATCH.disableAlarmActions(r -> r.alarmNames(alarm));
  }

  static void deleteAlarm(String alarm) {
    CLOUD_WATCH.deleteAlarms(r -> r.alarmNames(alarm));
  }

  /** Has an alarm go off at another number. */
  static void raise(MetricAlarm alarm, double threshold) {
    CLOUD_WATCH.putMetricAlarm(same(alarm).threshold(threshold).build());
  }

  /** Has an alarm tell nobody. */
  static void mute(MetricAlarm alarm) {
    CLOUD_WATCH.putMetricAlarm(same(alarm).alarmActions(List.of()).build());
  }

  private static PutMetricAlarmRequest.Builder same(MetricAlarm alarm) {
    return PutMetricAlarmRequest.builder()
        .alarmName(alarm.alarmName())
        .alarmDescription(alarm.alarmDescription())
        .namespace(alarm.namespace())
        .metricName(alarm.metricName())
        .dimensions(alarm.dimensions())
        .statistic(alarm.statistic())
        .period(alarm.period())
        .comparisonOperator(alarm.comparisonOperator())
        .threshold(alarm.threshold())
        .evaluationPeriods(alarm.evaluationPeriods())
        .datapointsToAlarm(alarm.datapointsToAlarm())
        .treatMissingData(alarm.treatMissingData())
        .actionsEnabled(alarm.actionsEnabled())
        .alarmActions(alarm.alarmActions());
  }

  /** The detectors of a group. */
  static List<AnomalyDetector> detectors(String group) {
    String arn = Groups.get(group).logGroupArn();
    return Groups.LOGS.listLogAnomalyDetectors(r -> r.filterLogGroupArn(arn)).anomalyDetectors();
  }

  static void pause(String group) {
    String arn = detectors(group).getFirst().anomalyDetectorArn();
    Groups.LOGS.updateLogAnomalyDetector(r -> r.anomalyDetectorArn(arn).enabled(false));
  }

  static void deleteDetectors(String group) {
    detectors(group)
        .forEach(
            one ->
                Groups.LOGS.deleteLogAnomalyDetector(
                    r -> r.anomalyDetectorArn(one.anomalyDetectorArn())));
  }

  /** Takes away all that a sink declared, but for what lies in its group. */
  static void remove(String sink) {
    queries(sink)
        .forEach(
            query ->
                Groups.LOGS.deleteQueryDefinition(
                    r -> r.queryDefinitionId(query.queryDefinitionId())));
    List<String> alarms = alarms(sink).stream().map(MetricAlarm::alarmName).toList();
    CLOUD_WATCH.deleteAlarms(r -> r.alarmNames(alarms));
  }
}
