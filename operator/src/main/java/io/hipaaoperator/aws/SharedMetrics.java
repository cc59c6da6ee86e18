package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metric filters and anomaly detectors, listed for all groups at once where that pays off. Whoever
 * writes reads anew.
 *
 * @param filtersOf by name of the group
 * @param detectorsOf by its ARN
 */
record SharedMetrics(
    LogMetrics to,
    ListedByGroup<LogMetrics.Filter> filtersOf,
    ListedByGroup<LogMetrics.Detector> detectorsOf)
    implements LogMetrics {

  @Override
  public Answer<List<Filter>> filters(String group) {
    return filtersOf.of(to, group);
  }

  @Override
  public Answer<Map<String, List<Filter>>> filters() {
    return to.filters();
  }

  @Override
  public Answer<List<Detector>> detectors(String groupArn) {
    return detectorsOf.of(to, groupArn);
  }

  @Override
  public Answer<Map<String, List<Detector>>> detectors() {
    return to.detectors();
  }

  @Override
  public void forget(String groupArn) {
    filtersOf.doubt(LogGroups.name(groupArn));
    detectorsOf.doubt(groupArn);
  }

  @Override
  public Answer<Done> putFilter(String group, Filter filter) {
    return written(filtersOf, group, () -> to.putFilter(group, filter));
  }

  @Override
  public Answer<String> createDetector(NewDetector detector) {
    return written(detectorsOf, detector.groupArn(), () -> to.createDetector(detector));
  }

  @Override
  public Answer<Done> updateDetector(String arn, Sensitivity sensitivity) {
    try {
      return to.updateDetector(arn, sensitivity);
    } finally {
      detectorsOf.forget();
    }
  }

  /** Whatever became of it. */
  private static <T, R> Answer<R> written(
      ListedByGroup<T> listed, String group, Supplier<Answer<R>> write) {
    try {
      return write.get();
    } finally {
      listed.doubt(group);
    }
  }
}
