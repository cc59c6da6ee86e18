package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Alarms.Actions;
import io.hipaaoperator.aws.Alarms.Alarm;
import io.hipaaoperator.aws.Alarms.Limit;
import io.hipaaoperator.aws.Alarms.Series;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How an alarm is other than declared. One that goes off later, or tells fewer, weakens. One that
 * somebody made go off sooner does not, and is put back all the same: what is declared is what
 * people read. Topics that somebody added stay.
 */
final class AlarmComparison {
  /** More than these an alarm can't tell. */
  private static final int MOST = 5;

  private AlarmComparison() {}

  /** The deviation of the one that was found, if any was. */
  static Optional<Deviation> between(Alarm wanted, Optional<Alarm> found) {
    return found
        .map(alarm -> FieldDifference.deviation(differences(wanted, alarm)))
        .orElseGet(() -> Optional.of(Deviation.removed(summary(wanted), true)));
  }

  private static String summary(Alarm alarm) {
    return "%s at %s in %d s"
        .formatted(metric(alarm.series()), alarm.limit().threshold(), period(alarm));
  }

  private static int period(Alarm alarm) {
    return alarm.series().periodSeconds();
  }

  private static List<FieldDifference> differences(Alarm wanted, Alarm found) {
    boolean isShorter = period(found) < period(wanted);
    return Stream.of(
            FieldDifference.of("metric", metric(wanted.series()), metric(found.series()), true),
            FieldDifference.of("period", period(wanted), period(found), isShorter),
            limit(wanted.limit(), found.limit()),
            actions(wanted.actions(), found.actions()),
            FieldDifference.of("description", wanted.description(), found.description(), false))
        .flatMap(Function.identity())
        .toList();
  }

  private static String metric(Series series) {
    return "%s of %s %s %s %s"
        .formatted(
            series.statistic(),
            series.namespace(),
            series.metric(),
            new TreeMap<>(series.dimensions()),
            series.unit().orElse(""))
        .strip();
  }

  private static Stream<FieldDifference> limit(Limit wanted, Limit found) {
    boolean isHigher = !(found.threshold() <= wanted.threshold());
    boolean isPatient = found.breaching() > wanted.breaching();
    return Stream.of(
            FieldDifference.of("comparison", wanted.comparison(), found.comparison(), true),
            FieldDifference.of("threshold", wanted.threshold(), found.threshold(), isHigher),
            FieldDifference.of("periods", wanted.periods(), found.periods(), isPatient),
            FieldDifference.of("breaching", wanted.breaching(), found.breaching(), isPatient),
            FieldDifference.of(
                "missing data",
                wanted.missing(),
                found.missing(),
                !found.missing().equals("breaching")))
        .flatMap(Function.identity());
  }

  private static Stream<FieldDifference> actions(Actions wanted, Actions found) {
    boolean areThere = found.onAlarm().containsAll(wanted.onAlarm()) && isHarmless(found);
    return Stream.concat(
        FieldDifference.of("enabled", wanted.areEnabled(), found.areEnabled(), true),
        areThere
            ? Stream.empty()
            : FieldDifference.of("actions", wanted.onAlarm(), found.all(), true));
  }

  /** What is no topic may stop machines. */
  private static boolean isHarmless(Actions actions) {
    return actions.all().stream().allMatch(AlarmComparison::isTopic);
  }

  private static boolean isTopic(String arn) {
    return arn.contains(":sns:");
  }

  /** The declared alarm, which also tells the topics that somebody added. */
  static Alarm extended(Alarm wanted, Optional<Alarm> found) {
    Actions there = found.map(Alarm::actions).orElse(wanted.actions());
    List<String> onAlarm =
        Stream.concat(wanted.actions().onAlarm().stream(), topics(there.onAlarm()))
            .distinct()
            .limit(MOST)
            .toList();
    return new Alarm(
        wanted.name(),
        wanted.description(),
        wanted.series(),
        wanted.limit(),
        new Actions(
            true, onAlarm, topics(there.onOk()).toList(), topics(there.onNoData()).toList()));
  }

  private static Stream<String> topics(List<String> actions) {
    return actions.stream().filter(AlarmComparison::isTopic);
  }
}
