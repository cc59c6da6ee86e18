package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CloudWatch counts in the events of a log group, and what it finds odd. */
public interface LogMetrics {

  /** Metric filters of a group. */
  Answer<List<Filter>> filters(String group);

  /** Metric filters of the whole region, by name of the group; groups without any are not in it. */
  Answer<Map<String, List<Filter>>> filters();

  /** Adds a filter to a group, or replaces the one of this name. */
  Answer<Done> putFilter(String group, Filter filter);

  /** Anomaly detectors of a group, by its ARN. */
  Answer<List<Detector>> detectors(String groupArn);

  /** Anomaly detectors of the whole region, by ARN of the group, likewise. */
  Answer<Map<String, List<Detector>>> detectors();

  /** Reads what the group of this ARN has anew when it is next asked for. */
  default void forget(String groupArn) {}

  /**
   * Makes a detector, whose ARN is answered; never tried twice, since AWS can't tell a second try
   * from a second detector.
   */
  Answer<String> createDetector(NewDetector detector);

  /** Changes a detector, and lets it go on where somebody had it pause. */
  Answer<Done> updateDetector(String arn, Sensitivity sensitivity);

  /**
   * A metric filter.
   *
   * @param name its name in the group
   * @param pattern which events count; all where empty
   * @param metric what they count for
   * @param selection of which sources events count; all where empty
   * @param systemDimensions fields of the source that become dimensions
   * @param onTransformed whether the group's transformer goes first
   */
  record Filter(
      String name,
      String pattern,
      Metric metric,
      Optional<String> selection,
      List<String> systemDimensions,
      boolean onTransformed) {
    public Filter {
      systemDimensions = List.copyOf(systemDimensions);
    }

    /** Counts events of all sources, as they came. */
    public static Filter of(String name, String pattern, Metric metric) {
      return new Filter(name, pattern, metric, Optional.empty(), List.of(), false);
    }
  }

  /**
   * What a filter publishes.
   *
   * @param namespace the metric's namespace
   * @param name the metric's name
   * @param value for each event: a number, or a field of it such as {@code $.bytes}
   * @param otherwise published while no event counts; nothing where empty
   * @param unit CloudWatch's word, for example None
   * @param dimensions fields of the event by name of the dimension
   */
  record Metric(
      String namespace,
      String name,
      String value,
      Optional<Double> otherwise,
      String unit,
      Map<String, String> dimensions) {
    /** The unit of what has none. */
    public static final String NO_UNIT = "None";

    public Metric {
      dimensions = Map.copyOf(dimensions);
    }

    /** The number of events, nought while there are none. */
    public static Metric count(String namespace, String name) {
      return new Metric(namespace, name, "1", Optional.of(0.0), NO_UNIT, Map.of());
    }
  }

  /**
   * An anomaly detector.
   *
   * @param arn its ARN
   * @param name its name, may be empty
   * @param state AWS's word, for example TRAINING, ANALYZING or PAUSED
   * @param key ARN of the KMS key; empty where CloudWatch has its own
   * @param sensitivity how it looks
   */
  record Detector(
      String arn, String name, String state, Optional<String> key, Sensitivity sensitivity) {
    /** State of a detector that does not look. */
    public static final String PAUSED = "PAUSED";
  }

  /**
   * How a detector looks.
   *
   * @param frequency AWS's word, for example FIFTEEN_MIN
   * @param pattern at which events; at all where empty
   * @param visibilityDays how long it shows an anomaly, 7 to 90; then it counts as normal
   */
  record Sensitivity(String frequency, String pattern, int visibilityDays) {}

  /**
   * A detector to be made.
   *
   * @param name its name
   * @param groupArn ARN of the one group that it looks at
   * @param key ARN of the KMS key
   * @param sensitivity how it looks
   * @param tags its tags
   */
  record NewDetector(
      String name,
      String groupArn,
      Optional<String> key,
      Sensitivity sensitivity,
      Map<String, String> tags) {
    public NewDetector {
      tags = Map.copyOf(tags);
    }
  }
}
