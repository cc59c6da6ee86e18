package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkAlarms.Limit;
import io.hipaaoperator.aws.Alarms;
import io.hipaaoperator.aws.Alarms.Actions;
import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.aws.LogMetrics.Filter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An alarm that is declared, and the filter that counts for it.
 *
 * @param filter empty where it looks at a metric of AWS's own
 */
record Watch(Optional<Filter> filter, Alarm alarm) {
  private static final String AT_LEAST = "GreaterThanOrEqualToThreshold";

  /** Silence is no alarm: whether a log is written at all is another question. */
  private static final String SILENCE = "notBreaching";

  /** Its name in the sink's folder. */
  String leaf() {
    return Folder.leaf(alarm.name());
  }

  /** An alarm of a sink that looks at a series and goes off at so many. */
  static Alarm alarm(DeclaredSink sink, String leaf, String what, Series series, int threshold) {
    return new Alarm(
        new Folder(sink.name()).name(leaf),
        what + ", " + sink.group(),
        series,
        new Alarms.Limit(AT_LEAST, threshold, 1, 1, SILENCE),
        Actions.onAlarm(sink.spec().alarms().actions()));
  }

  /** A series of a metric of AWS's own. */
  static Series series(
      String namespace,
      String metric,
      Map<String, String> dimensions,
      String statistic,
      int minutes) {
    return new Series(namespace, metric, dimensions, statistic, Optional.empty(), seconds(minutes));
  }

  /** A limit whose defaults are filled in. */
  static int threshold(Limit limit) {
    return Objects.requireNonNull(limit.threshold());
  }

  /** A limit whose defaults are filled in. */
  static int minutes(Limit limit) {
    return Objects.requireNonNull(limit.periodMinutes());
  }

  static int seconds(int minutes) {
    return Math.toIntExact(Duration.ofMinutes(minutes).toSeconds());
  }
}
