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

  static <O, W> Convergence<O, W> enforced(
      Outside<O, W> outside, O seen, Map<String, String> applied) {
    SettingComparison<W> found = compared(outside, seen, applied).settings();
    List<Repair<W>> repairs =
        found.deviations().stream().flatMap(one -> repair(outside, seen, one)).toList();
    List<Setting<W>> written =
        repairs.stream().filter(Repair::succeeded).map(one -> one.found().setting()).toList();
    if (written.isEmpty()) {
      return new Convergence<>(seen, found, repairs);
    }
    O now = outside.again(seen);
    List<Setting<W>> settings = outside.settings(now, found.applied());
    var left =
        SettingComparison.of(
            outside.kind(), outside.name(), settings, found.appliedWithout(written));
    return new Convergence<>(now, left, repairs);
  }

  private static <O, W> Stream<Repair<W>> repair(Outside<O, W> outside, O seen, Found<W> one) {
    return one.setting().remedy().written().stream()
        .map(change -> new Repair<>(one, outside.write(seen, change)));
  }
}
