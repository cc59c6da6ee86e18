package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AnomalyDetector;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.utils.Lazy;

/** Metric filters and anomaly detectors through the SDK: a call for a call. */
final class SdkLogMetrics implements LogMetrics {
  private static final int PAGE = 50;

  private final Lazy<CloudWatchLogsClient> logs;
  private final Lazy<CloudWatchLogsClient> once;
  private final Calls calls;

  /** Calls through the one client, and makes detectors through the other, which tries once. */
  SdkLogMetrics(Lazy<CloudWatchLogsClient> logs, Lazy<CloudWatchLogsClient> once, Calls calls) {
    this.logs = logs;
    this.once = once;
    this.calls = calls;
  }

  @Override
  public Answer<List<Filter>> filters(String group) {
    return found(group).map(all -> all.stream().map(SdkLogMetrics::filter).toList());
  }

  @Override
  public Answer<Map<String, List<Filter>>> filters() {
    return found(null).map(SdkLogMetrics::byGroup);
  }

  private static Map<String, List<Filter>> byGroup(List<MetricFilter> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                MetricFilter::logGroupName,
                Collectors.mapping(SdkLogMetrics::filter, Collectors.toList())));
  }

  /** Those of a group; of all where none is named. */
  private Answer<List<MetricFilter>> found(@Nullable String group) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.DESCRIBE_METRIC_FILTERS,
                    () ->
                        logs.getValue()
                            .describeMetricFilters(
                                r -> r.logGroupName(group).limit(PAGE).nextToken(marker)))
                .map(page -> new Page<>(page.metricFilters(), page.nextToken())));
  }

  private static Filter filter(MetricFilter filter) {
    return new Filter(
        filter.filterName(),
        Objects.requireNonNullElse(filter.filterPattern(), ""),
        metric(filter.metricTransformations().getFirst()),
        Optional.ofNullable(filter.fieldSelectionCriteria()),
        filter.emitSystemFieldDimensions(),
        Boolean.TRUE.equals(filter.applyOnTransformedLogs()));
  }

  private static Metric metric(MetricTransformation to) {
    return new Metric(
        to.metricNamespace(),
        to.metricName(),
        to.metricValue(),
        Optional.ofNullable(to.defaultValue()),
        Objects.requireNonNullElse(to.unitAsString(), Metric.NO_UNIT),
        to.dimensions());
  }

  @Override
  public Answer<Done> putFilter(String group, Filter filter) {
    return calls.perform(
        Action.PUT_METRIC_FILTER,
        () ->
            logs.getValue()
                .putMetricFilter(
                    r ->
                        r.logGroupName(group)
                            .filterName(filter.name())
                            .filterPattern(filter.pattern())
                            .metricTransformations(transformation(filter.metric()))
                            .fieldSelectionCriteria(filter.selection().orElse(null))
                            .emitSystemFieldDimensions(filter.systemDimensions())
                            .applyOnTransformedLogs(filter.onTransformed())));
  }

  private static MetricTransformation transformation(Metric metric) {
    return MetricTransformation.builder()
        .metricNamespace(metric.namespace())
        .metricName(metric.name())
        .metricValue(metric.value())
        .defaultValue(metric.otherwise().orElse(null))
        .unit(metric.unit())
        .dimensions(metric.dimensions())
        .build();
  }

  @Override
  public Answer<List<Detector>> detectors(String groupArn) {
    return watching(groupArn).map(all -> all.stream().map(SdkLogMetrics::detector).toList());
  }

  @Override
  public Answer<Map<String, List<Detector>>> detectors() {
    return watching(null).map(SdkLogMetrics::byGroupArn);
  }

  private static Map<String, List<Detector>> byGroupArn(List<AnomalyDetector> all) {
    Map<String, List<Detector>> map = new HashMap<>();
    for (AnomalyDetector one : all) {
      for (String arn : one.logGroupArnList()) {
        map.computeIfAbsent(LogGroups.bare(arn), _ -> new ArrayList<>()).add(detector(one));
      }
    }
    return map;
  }

  /** Those of a group; of all where none is named. */
  private Answer<List<AnomalyDetector>> watching(@Nullable String groupArn) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.LIST_LOG_ANOMALY_DETECTORS,
                    () ->
                        logs.getValue()
                            .listLogAnomalyDetectors(
                                r -> r.filterLogGroupArn(groupArn).limit(PAGE).nextToken(marker)))
                .map(page -> new Page<>(page.anomalyDetectors(), page.nextToken())));
  }

  private static Detector detector(AnomalyDetector detector) {
    return new Detector(
        detector.anomalyDetectorArn(),
        Objects.requireNonNullElse(detector.detectorName(), ""),
        detector.anomalyDetectorStatusAsString(),
        Optional.ofNullable(detector.kmsKeyId()),
        new Sensitivity(
            detector.evaluationFrequencyAsString(),
            Objects.requireNonNullElse(detector.filterPattern(), ""),
            Math.toIntExact(detector.anomalyVisibilityTime())));
  }

  @Override
  public Answer<String> createDetector(NewDetector detector) {
    return calls
        .run(
            Action.CREATE_LOG_ANOMALY_DETECTOR,
            () ->
                once.getValue()
                    .createLogAnomalyDetector(
                        r ->
                            r.detectorName(detector.name())
                                .logGroupArnList(detector.groupArn())
                                .kmsKeyId(detector.key().orElse(null))
                                .evaluationFrequency(detector.sensitivity().frequency())
                                .filterPattern(detector.sensitivity().pattern())
                                .anomalyVisibilityTime(
                                    (long) detector.sensitivity().visibilityDays())
                                .tags(detector.tags())))
        .map(answer -> answer.anomalyDetectorArn());
  }

  @Override
  public Answer<Done> updateDetector(String arn, Sensitivity sensitivity) {
    return calls.perform(
        Action.UPDATE_LOG_ANOMALY_DETECTOR,
        () ->
            logs.getValue()
                .updateLogAnomalyDetector(
                    r ->
                        r.anomalyDetectorArn(arn)
                            .evaluationFrequency(sensitivity.frequency())
                            .filterPattern(sensitivity.pattern())
                            .anomalyVisibilityTime((long) sensitivity.visibilityDays())
                            .enabled(true)));
  }
}
