package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Alarms of CloudWatch on one metric. None is deleted, since there is no call for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
public interface Alarms {

  /** Alarms on metrics whose names begin so, by name; all with an empty prefix. */
  Answer<List<Alarm>> list(String prefix);

  /** Reads all alarms anew when they are next asked for. */
  default void forget() {}

  /** Makes an alarm with these tags, or replaces the one of this name, which keeps its tags. */
  Answer<Done> put(Alarm alarm, Map<String, String> tags);

  /**
   * An alarm.
   *
   * @param name its name
   * @param description for whom it wakes, may be empty
   * @param series what it looks at
   * @param limit when it goes off
   * @param actions what it then does
   */
  record Alarm(String name, String description, Series series, Limit limit, Actions actions) {}

  /**
   * What an alarm looks at. Where somebody made it look at an expression, at percentiles or at a
   * band, what does not apply is empty, and the period nought.
   *
   * @param namespace the metric's namespace
   * @param metric the metric's name
   * @param dimensions the metric's dimensions
   * @param statistic CloudWatch's word, for example Sum
   * @param unit the one unit that counts; each where empty
   * @param periodSeconds over which the statistic is taken
   */
  record Series(
      String namespace,
      String metric,
      Map<String, String> dimensions,
      String statistic,
      Optional<String> unit,
      int periodSeconds) {
    public Series {
      dimensions = Map.copyOf(dimensions);
    }

    /** The sum of a metric without dimensions. */
    public static Series sum(String namespace, String metric, int periodSeconds) {
      return new Series(namespace, metric, Map.of(), "Sum", Optional.empty(), periodSeconds);
    }
  }

  /**
   * When an alarm goes off.
   *
   * @param comparison CloudWatch's word, for example GreaterThanThreshold
   * @param threshold compared with; not a number where it is a band
   * @param periods the periods looked at
   * @param breaching how many of them must be beyond the threshold
   * @param missing what no data count for: missing, ignore, breaching or notBreaching
   */
  record Limit(String comparison, double threshold, int periods, int breaching, String missing) {}

  /**
   * What an alarm does.
   *
   * @param areEnabled whether it does anything
   * @param onAlarm ARNs, for example of SNS topics
   * @param onOk ARNs
   * @param onNoData ARNs, where there are too few data
   */
  record Actions(
      boolean areEnabled, List<String> onAlarm, List<String> onOk, List<String> onNoData) {
    public Actions {
      onAlarm = List.copyOf(onAlarm);
      onOk = List.copyOf(onOk);
      onNoData = List.copyOf(onNoData);
    }

    /** They are done when it goes off, and nothing else is. */
    public static Actions onAlarm(List<String> actions) {
      return new Actions(true, actions, List.of(), List.of());
    }

    /** What it does on whatever occasion. */
    public List<String> all() {
      return Stream.of(onAlarm, onOk, onNoData).flatMap(List::stream).toList();
    }
  }
}
