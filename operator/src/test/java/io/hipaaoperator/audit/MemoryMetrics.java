package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metric filters and anomaly detectors in memory. What somebody put there by hand is of each group.
 */
final class MemoryMetrics implements LogMetrics {
  final Map<String, Filter> filters = new TreeMap<>();
  final Map<String, Detector> detectors = new TreeMap<>();
  final Failing calls = new Failing();

  /** Name or ARN of the group by name of a filter or ARN of a detector. */
  private final Map<String, String> groups = new HashMap<>();

  private boolean isOf(String group, String thing) {
    return groups.getOrDefault(thing, group).equals(group);
  }

  private <T> Map<String, List<T>> byGroup(Map<String, T> things) {
    Map<String, List<T>> map = new HashMap<>();
    things.forEach(
        (name, thing) ->
            map.computeIfAbsent(groups.getOrDefault(name, ""), _ -> new ArrayList<>()).add(thing));
    return map;
  }

  @Override
  public Answer<List<Filter>> filters(String group) {
    return calls.answer(
        "filters",
        () -> filters.values().stream().filter(filter -> isOf(group, filter.name())).toList());
  }

  @Override
  public Answer<Map<String, List<Filter>>> filters() {
    return calls.answer("all filters", () -> byGroup(filters));
  }

  @Override
  public Answer<Done> putFilter(String group, Filter filter) {
    groups.put(filter.name(), group);
    return calls.write("putFilter", () -> filters.put(filter.name(), filter));
  }

  @Override
  public Answer<List<Detector>> detectors(String groupArn) {
    return calls.answer(
        "detectors",
        () -> detectors.values().stream().filter(one -> isOf(groupArn, one.arn())).toList());
  }

  @Override
  public Answer<Map<String, List<Detector>>> detectors() {
    return calls.answer("all detectors", () -> byGroup(detectors));
  }

  @Override
  public Answer<String> createDetector(NewDetector made) {
    groups.put("arn-" + detectors.size(), made.groupArn());
    return calls.writes(
        "createDetector",
        () ->
            save(
                new Detector(
                    "arn-" + detectors.size(),
                    made.name(),
                    "TRAINING",
                    made.key(),
                    made.sensitivity())));
  }

  @Override
  public Answer<Done> updateDetector(String arn, Sensitivity sensitivity) {
    return calls.write(
        "updateDetector",
        () -> {
          Detector old = Objects.requireNonNull(detectors.get(arn));
          save(new Detector(arn, old.name(), "TRAINING", old.key(), sensitivity));
        });
  }

  /** Somebody has one so. */
  String save(Detector detector) {
    detectors.put(detector.arn(), detector);
    return detector.arn();
  }

  /** Somebody lets one pause. */
  void pause(String arn) {
    Detector old = Objects.requireNonNull(detectors.get(arn));
    save(new Detector(arn, old.name(), Detector.PAUSED, old.key(), old.sensitivity()));
  }

  /** The one that there is, if any. */
  Optional<Detector> detector() {
    return detectors.values().stream().findFirst();
  }
}
