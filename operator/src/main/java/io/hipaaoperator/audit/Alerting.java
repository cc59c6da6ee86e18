package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What wakes somebody: metric filters of the log group, and alarms.
 *
 * @param filters those of the group; nothing where none is declared
 * @param alarms those of all sinks; nothing where none is declared
 */
record Alerting(DeclaredSink declared, Answer<List<Filter>> filters, Answer<List<Alarm>> alarms)
    implements SinkPart {
  private static final FieldPath FILTERS = FieldPath.ROOT.child("filters");
  private static final FieldPath ALARMS = FieldPath.ROOT.child("alarms");

  /** What is declared. */
  static List<Watch> declaredBy(DeclaredSink sink) {
    return Stream.concat(EventAlarms.of(sink), ServiceAlarms.of(sink)).toList();
  }

  @Override
  public List<Setting<SinkWrite>> settings() {
    return declaredBy(declared).stream()
        .flatMap(
            watch ->
                Stream.concat(
                    watch.filter().stream().map(this::setting), Stream.of(setting(watch.alarm()))))
        .toList();
  }

  private Setting<SinkWrite> setting(Filter wanted) {
    return new Setting<>(
        FILTERS.child(Folder.leaf(wanted.name())),
        Setting.digest(wanted.toString()),
        filters.map(all -> deviation(wanted, all)).fact(),
        new Remedy.Write<>(new AlarmWrite.Count(wanted)));
  }

  private Setting<SinkWrite> setting(Alarm wanted) {
    Optional<Alarm> there = alarms.answered().flatMap(all -> named(wanted, all));
    return new Setting<>(
        ALARMS.child(Folder.leaf(wanted.name())),
        Setting.digest(wanted.toString()),
        alarms.map(all -> AlarmComparison.between(wanted, named(wanted, all))).fact(),
        new Remedy.Write<>(
            new AlarmWrite.Raise(AlarmComparison.extended(wanted, there), declared.tags().all())));
  }

  private static Optional<Deviation> deviation(Filter wanted, List<Filter> all) {
    return FilterComparison.between(
        wanted, all.stream().filter(filter -> filter.name().equals(wanted.name())).findFirst());
  }

  private static Optional<Alarm> named(Alarm wanted, List<Alarm> all) {
    return all.stream().filter(alarm -> alarm.name().equals(wanted.name())).findFirst();
  }

  @Override
  public Facts with(Facts facts) {
    Answer<List<Provision>> provisions =
        filters.then(counted -> alarms.map(raised -> provisions(counted, raised)));
    return facts.with(AuditFacts.ALARMS, provisions.fact());
  }

  private List<Provision> provisions(List<Filter> counted, List<Alarm> raised) {
    return declaredBy(declared).stream()
        .map(watch -> provision(watch, counted, named(watch.alarm(), raised)))
        .toList();
  }

  private static Provision provision(Watch watch, List<Filter> counted, Optional<Alarm> found) {
    Optional<Deviation> filter = watch.filter().flatMap(wanted -> deviation(wanted, counted));
    return Provision.of(
            watch.leaf(), found.isPresent(), AlarmComparison.between(watch.alarm(), found))
        .or(() -> filter.filter(Deviation::weakens).map(_ -> "counts other than declared"))
        .or(() -> found.filter(Alerting::isMute).map(_ -> "tells nobody: alarms.actions is empty"));
  }

  private static boolean isMute(Alarm alarm) {
    return alarm.actions().onAlarm().isEmpty();
  }
}
