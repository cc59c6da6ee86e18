package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metric filters and anomaly detectors, listed for all groups at once where that pays off. Whoever
 * writes reads anew.
 *
 * @param filters by name of the group
 * @param detectors by its ARN
 */
record SharedMetrics(
    LogMetrics to,
    ListedByGroup<LogMetrics.Filter> filters,
    ListedByGroup<LogMetrics.Detector> detectors)
    implements LogMetrics {

  @Override
  public Answer<List<Filter>> filters(String group) {
    return filters.of(to, group);
  }

  @Override
  public Answer<Map<String, List<Filter>>> filters() {
    return to.filters();
  }

  @Override
  public Answer<List<Detector>> detectors(String groupArn) {
    return detectors.of(to, groupArn);
  }

  @Override
  public Answer<Map<String, List<Detector>>> detectors() {
    return to.detectors();
  }

  @Override
  public void forget(String groupArn) {
    filters.doubt(LogGroups.name(groupArn));
    detectors.doubt(groupArn);
  }

  @Override
  public Answer<Done> putFilter(String group, Filter filter) {
    return written(filters, group, () -> to.putFilter(group, filter));
  }

  @Override
  public Answer<String> createDetector(NewDetector detector) {
    return written(detectors, detector.groupArn(), () -> to.createDetector(detector));
  }

  @Override
  public Answer<Done> updateDetector(String arn, Sensitivity sensitivity) {
    try {
      return to.updateDetector(arn, sensitivity);
    } finally {
      detectors.forget();
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
