package io.hipaaoperator.external;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.SettingComparison;
import io.hipaaoperator.drift.SettingComparison.Found;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Brings something outside Kubernetes to what is declared: compare, write what deviates, look
 * again. A status says what was seen, not what was hoped for.
 *
 * @param seen as it was read last
 * @param settings what deviates still
 * @param repairs what was written
 * @param <O> what is read
 * @param <W> what can be written
 */
public record Convergence<O, W>(O seen, SettingComparison<W> settings, List<Repair<W>> repairs) {

  /**
   * The thing outside.
   *
   * @param <O> what is read
   * @param <W> what can be written
   */
  public interface Outside<O, W> {

    /** What kind of thing it is, for people. */
    String kind();

    /** Its name, for people. */
    String name();

    /** Reads it anew, after it was read and then written to. */
    O again(O before);

    /** Whether it was made since: what held of it before says nothing of the new one. */
    default boolean isMade(O before, O now) {
      return false;
    }

    /** How it deviates from what is declared; digests say what held before. */
    List<Setting<W>> settings(O seen, Map<String, String> applied);

    /** Makes one change. */
    Answer<?> write(O seen, W change);
  }

  /** Compares, and in Enforce mode writes what deviates and looks again. */
  public static <O, W> Convergence<O, W> held(
      Enforcement enforcement, Outside<O, W> outside, O seen, Map<String, String> applied) {
    return switch (enforcement) {
      case Enforce -> enforced(outside, seen, applied);
      case Observe -> compared(outside, seen, applied);
    };
  }

  static <O, W> Convergence<O, W> compared(
      Outside<O, W> outside, O seen, Map<String, String> applied) {
    return new Convergence<>(
        seen,
        SettingComparison.of(
            outside.kind(), outside.name(), outside.settings(seen, applied), applied),
        List.of());
  }

  /**
   * Twice, since what is made first shows what belongs in it: a log group has to be there before
   * its filters are.
   */
  static <O, W> Convergence<O, W> enforced(
      Outside<O, W> outside, O seen, Map<String, String> applied) {
    return compared(outside, seen, applied).repaired(outside).repaired(outside);
  }

  private Convergence<O, W> repaired(Outside<O, W> outside) {
    List<Repair<W>> now = untried().flatMap(one -> repair(outside, one)).toList();
    List<Repair<W>> all = Stream.concat(repairs.stream(), now.stream()).toList();
    List<Setting<W>> written =
        now.stream().filter(Repair::succeeded).map(one -> one.found().setting()).toList();
    return written.isEmpty()
        ? new Convergence<>(seen, settings, all)
        : again(outside, settings.appliedWithout(written), all);
  }

  private Stream<Found<W>> untried() {
    List<String> tried = repairs.stream().map(repair -> repair.found().setting().name()).toList();
    return settings.deviations().stream().filter(one -> !tried.contains(one.setting().name()));
  }

  private Stream<Repair<W>> repair(Outside<O, W> outside, Found<W> one) {
    return one.setting().remedy().written().stream()
        .map(change -> new Repair<>(one, outside.write(seen, change)));
  }

  private Convergence<O, W> again(
      Outside<O, W> outside, Map<String, String> applied, List<Repair<W>> repairs) {
    O now = outside.again(seen);
    Map<String, String> held = outside.isMade(seen, now) ? Map.of() : applied;
    List<Setting<W>> left = outside.settings(now, settings.applied());
    return new Convergence<>(
        now, SettingComparison.of(outside.kind(), outside.name(), left, held), repairs);
  }
}
