package io.hipaaoperator.drift;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells drift from a roll-out: a setting has drifted when it deviates although what is declared is
 * what was applied. Nobody can be named; AWS knows, in CloudTrail.
 *
 * @param deviations what is not as declared
 * @param unknown why a setting could not be read
 * @param applied digest of each setting that holds, or held when it was last seen
 * @param <W> what can be written
 */
public record SettingComparison<W>(
    List<Found<W>> deviations, List<Fact.Unreachable<?>> unknown, Map<String, String> applied) {

  public SettingComparison {
    deviations = List.copyOf(deviations);
    unknown = List.copyOf(unknown);
    applied = Map.copyOf(applied);
  }

  /**
   * A setting that deviates.
   *
   * @param setting the setting
   * @param drift the deviation as it is reported
   * @param drifted whether it held before; else it is a roll-out
   */
  public record Found<W>(Setting<W> setting, Drift drift, boolean drifted) {}

  /** Nothing was compared. */
  public static <W> SettingComparison<W> none(Map<String, String> applied) {
    return new SettingComparison<>(List.of(), List.of(), applied);
  }

  /**
   * Compares.
   *
   * @param kind kind of the thing, for people
   * @param name its name
   * @param applied digests as of the last comparison
   */
  public static <W> SettingComparison<W> of(
      String kind, String name, List<Setting<W>> settings, Map<String, String> applied) {
    List<Found<W>> deviations = new ArrayList<>();
    List<Fact.Unreachable<?>> unknown = new ArrayList<>();
    Map<String, String> holding = new TreeMap<>(applied);
    for (Setting<W> setting : settings) {
      boolean held = setting.digest().equals(applied.get(setting.name()));
      switch (setting.seen()) {
        case Fact.Unreachable<Optional<Deviation>> unread -> unknown.add(unread);
        case Fact.Known<Optional<Deviation>>(Optional<Deviation> deviation) ->
            deviation.ifPresentOrElse(
                found ->
                    deviations.add(new Found<>(setting, drift(kind, name, setting, found), held)),
                () -> holding.put(setting.name(), setting.digest()));
      }
    }
    return new SettingComparison<>(deviations, unknown, holding);
  }

  /**
   * The digests without those of settings that were written: what is written counts once it is seen
   * to hold, and until then its deviation is no drift.
   */
  public Map<String, String> appliedWithout(List<Setting<W>> written) {
    Map<String, String> all = new TreeMap<>(applied);
    written.forEach(setting -> all.remove(setting.name()));
    return all;
  }

  private static Drift drift(String kind, String name, Setting<?> setting, Deviation found) {
    return new Drift(
        kind,
        name,
        setting.path(),
        found.type(),
        found.expected(),
        found.found(),
        null,
        null,
        found.weakens());
  }
}
