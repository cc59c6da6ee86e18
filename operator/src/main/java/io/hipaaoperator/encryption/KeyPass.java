package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.SettingComparison;
import io.hipaaoperator.drift.SettingComparison.Found;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a key saw and did.
 *
 * @param generation generation of the spec that was looked at
 * @param alias the declared alias
 * @param enforcement whether deviations were repaired
 * @param region where the key is; empty when that is not known
 * @param seen the key, after the repairs; empty when there is an obstacle
 * @param obstacle why there is no key to look at
 * @param settings what deviates, once repaired what could be
 * @param repairs what became of the repairs, in the order of the deviations that were repaired
 * @param proof whether the key works; empty when that was not tried
 * @param results verdicts
 */
record KeyPass(
    long generation,
    String alias,
    Enforcement enforcement,
    Optional<String> region,
    Optional<ObservedKey> seen,
    Optional<Obstacle> obstacle,
    SettingComparison<KeyWrite> settings,
    List<Repair> repairs,
    Optional<Proof> proof,
    List<Result> results) {
  private static final Duration SOON = Duration.ofSeconds(30);

  KeyPass {
    repairs = List.copyOf(repairs);
    results = List.copyOf(results);
  }

  /** A repair and AWS's answer to it. */
  record Repair(Found<KeyWrite> found, Answer<Done> answer) {
    boolean succeeded() {
      return answer instanceof Answer.Known<Done>;
    }
  }

  boolean enforces() {
    return enforcement == Enforcement.Enforce;
  }

  /** Repairs that did not succeed. */
  List<Repair> failed() {
    return repairs.stream().filter(repair -> !repair.succeeded()).toList();
  }

  /** Drifts that were put back. */
  List<Drift> reverted() {
    return repairs.stream()
        .filter(Repair::succeeded)
        .map(Repair::found)
        .filter(Found::drifted)
        .map(Found::drift)
        .toList();
  }

  /** Drifts that were not. */
  List<Drift> standing() {
    List<Drift> reverted = reverted();
    return settings.deviations().stream()
        .filter(Found::drifted)
        .map(Found::drift)
        .filter(drift -> !reverted.contains(drift))
        .toList();
  }

  /** Deviations that nobody repairs, drifted or not. */
  List<Found<KeyWrite>> leftAlone() {
    return settings.deviations().stream()
        .filter(found -> found.setting().repair().isEmpty())
        .toList();
  }

  /** When to look again; zero for as always. */
  Duration retry() {
    if (obstacle.isPresent()) {
      return obstacle.get().retry();
    }
    return failed().isEmpty() && settings.unknown().isEmpty() ? Duration.ZERO : SOON;
  }
}
