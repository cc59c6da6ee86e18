package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkAnomalies.Frequency;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.LogMetrics.Detector;
import io.hipaaoperator.aws.LogMetrics.NewDetector;
import io.hipaaoperator.aws.LogMetrics.Sensitivity;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What looks for the odd in a log group. One detector is enough, whoever made it: of several the
 * one that is as declared counts, else the one that comes first by its ARN.
 *
 * @param detectors those of the group; nothing where none is declared
 */
record AnomalySearch(DeclaredSink declared, Group group, Answer<List<Detector>> detectors)
    implements SinkPart {
  private static final FieldPath ANOMALIES = FieldPath.ROOT.child("anomalies");
  private static final String GONE = "DELETED";
  private static final String FAILED = "FAILED";
  private static final Set<String> IDLE = Set.of(Detector.PAUSED, FAILED);
  private static final String AT_WORK = "at work";

  @Override
  public List<Setting<SinkWrite>> settings() {
    return declared.spec().anomalies().looks()
        ? Stream.concat(Stream.of(search()), key().stream()).toList()
        : List.of();
  }

  private Setting<SinkWrite> search() {
    return new Setting<>(
        ANOMALIES,
        Setting.digest(wanted().toString()),
        detectors.map(all -> deviation(ours(all))).fact(),
        detectors.answered().flatMap(this::ours).map(this::mended).orElseGet(this::made));
  }

  private Sensitivity wanted() {
    var anomalies = declared.spec().anomalies();
    return new Sensitivity(anomalies.frequency().name(), "", anomalies.visibilityDays());
  }

  private Remedy<SinkWrite> made() {
    return new Remedy.Write<>(
        new DetectorWrite.Create(
            new NewDetector(
                Folder.ALL + declared.name(),
                group.arn(),
                declared.key().flatMap(NamedKey::arn),
                wanted(),
                declared.tags().all())));
  }

  private Remedy<SinkWrite> mended(Detector detector) {
    return detector.state().equals(FAILED)
        ? new Remedy.Person<>(
            "AnomalyDetectorFailed", "AWS lets none go on that failed; delete it, and one is made")
        : new Remedy.Write<>(new DetectorWrite.Update(detector.arn(), wanted()));
  }

  /** A detector keeps its key for life. Where the sink names none, any will do. */
  private Optional<Setting<SinkWrite>> key() {
    return declared.key().flatMap(NamedKey::arn).map(this::key);
  }

  private Setting<SinkWrite> key(String arn) {
    return new Setting<>(
        ANOMALIES.child("key"),
        Setting.digest(arn),
        detectors.map(all -> ours(all).flatMap(detector -> deviation(arn, detector.key()))).fact(),
        new Remedy.Person<>(
            "AnomalyDetectorKey",
            "AWS can't give a detector another key; delete it, and one is made with the sink's"));
  }

  private static Optional<Deviation> deviation(String arn, Optional<String> found) {
    return found.isEmpty()
        ? Optional.of(Deviation.removed(arn, true))
        : found
            .filter(other -> !other.equals(arn))
            .map(other -> Deviation.changed(arn, other, true));
  }

  private Optional<Detector> ours(List<Detector> all) {
    return all.stream()
        .filter(detector -> !detector.state().equals(GONE))
        .min(
            Comparator.comparing(
                    (Detector detector) -> deviation(Optional.of(detector)).isPresent())
                .thenComparing(Detector::arn));
  }

  private Optional<Deviation> deviation(Optional<Detector> found) {
    return found
        .map(detector -> FieldDifference.deviation(differences(detector)))
        .orElseGet(
            () -> Optional.of(Deviation.removed("a detector, " + wanted().frequency(), true)));
  }

  private List<FieldDifference> differences(Detector detector) {
    Sensitivity wanted = wanted();
    Sensitivity found = detector.sensitivity();
    boolean isSeldom = often(found.frequency()) > often(wanted.frequency());
    boolean forgets = found.visibilityDays() < wanted.visibilityDays();
    return Stream.of(
            FieldDifference.of("state", AT_WORK, state(detector), true),
            FieldDifference.of("frequency", wanted.frequency(), found.frequency(), isSeldom),
            FieldDifference.of("pattern", wanted.pattern(), found.pattern(), true),
            FieldDifference.of(
                "visibility days", wanted.visibilityDays(), found.visibilityDays(), forgets))
        .flatMap(Function.identity())
        .toList();
  }

  private static String state(Detector detector) {
    return IDLE.contains(detector.state()) ? detector.state() : AT_WORK;
  }

  /** Where AWS's word stands among ours, which begin with the most often; else behind them. */
  private static int often(String frequency) {
    return Stream.of(Frequency.values())
        .filter(known -> known.name().equals(frequency))
        .findFirst()
        .map(Frequency::ordinal)
        .orElse(Frequency.values().length);
  }

  @Override
  public Facts with(Facts facts) {
    return facts.with(
        AuditFacts.DETECTORS,
        declared.spec().anomalies().looks()
            ? detectors.map(all -> List.of(provision(ours(all)))).fact()
            : new Fact.Known<>(List.of()));
  }

  private Provision provision(Optional<Detector> detector) {
    return Provision.of(
        detector.map(Detector::arn).orElse("an anomaly detector"),
        detector.isPresent(),
        deviation(detector));
  }
}
