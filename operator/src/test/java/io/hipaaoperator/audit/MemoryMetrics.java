package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogMetrics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Metric filters and anomaly detectors of one group in memory. */
final class MemoryMetrics implements LogMetrics {
  final Map<String, Filter> filters = new TreeMap<>();
  final Map<String, Detector> detectors = new TreeMap<>();
  final Failing calls = new Failing();

  @Override
  public Answer<List<Filter>> filters(String group) {
    return calls.answer("filters", () -> List.copyOf(filters.values()));
  }

  @Override
  public Answer<Done> putFilter(String group, Filter filter) {
    return calls.write("putFilter", () -> filters.put(filter.name(), filter));
  }

  @Override
  public Answer<List<Detector>> detectors(String groupArn) {
    return calls.answer("detectors", () -> List.copyOf(detectors.values()));
  }

  @Override
  public Answer<String> createDetector(NewDetector made) {
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
