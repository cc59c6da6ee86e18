package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkAlarms;
import io.hipaaoperator.api.SinkAlarms.Limit;
import io.hipaaoperator.api.SinkAlarms.OffHours;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.aws.LogMetrics.Metric;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alarms on events of a log group: for each a filter counts, and the alarm looks at the count. */
final class EventAlarms {
  private static final String NAMESPACE = "hipaa-operator";

  private final DeclaredSink sink;
  private final EventPatterns patterns;

  private EventAlarms(DeclaredSink sink) {
    this.sink = sink;
    this.patterns = new EventPatterns(sink.spec().events());
  }

  /** Those that a sink declares. */
  static Stream<Watch> of(DeclaredSink sink) {
    var all = new EventAlarms(sink);
    SinkAlarms declared = sink.spec().alarms();
    return Stream.of(
            all.watch(
                EventAlarm.FAILED_LOGINS, declared.failedLogins(), 10, all.patterns.failedLogins()),
            all.watch(EventAlarm.BULK_READS, declared.bulkReads(), 500, all.patterns.reads()),
            all.watch(EventAlarm.EXPORTS, declared.exports(), 1, all.patterns.exports()),
            Optional.ofNullable(declared.offHours()).flatMap(all::offHours))
        .flatMap(Optional::stream);
  }

  private Optional<Watch> watch(
      EventAlarm alarm, @Nullable Limit limit, int threshold, String pattern) {
    return Optional.ofNullable(limit).map(some -> watch(alarm, some.or(threshold, 5), pattern));
  }

  /** Without a field of the hour the API server refuses it. */
  private Optional<Watch> offHours(OffHours night) {
    Limit limit = new Limit(night.threshold(), night.periodMinutes()).or(1, 60);
    return sink.spec()
        .events()
        .hourField()
        .map(hour -> watch(EventAlarm.OFF_HOURS, limit, patterns.offHours(hour, night)));
  }

  private Watch watch(EventAlarm alarm, Limit limit, String pattern) {
    String metric = sink.name() + "/" + alarm.leaf();
    Series series = Series.sum(NAMESPACE, metric, Watch.seconds(Watch.minutes(limit)));
    Filter filter =
        Filter.of(
            new Folder(sink.name()).name(alarm.leaf()), pattern, Metric.count(NAMESPACE, metric));
    return new Watch(
        Optional.of(filter),
        Watch.alarm(sink, alarm.leaf(), alarm.counts(), series, Watch.threshold(limit)));
  }
}
