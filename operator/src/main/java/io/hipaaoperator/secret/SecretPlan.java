package io.hipaaoperator.secret;

import io.hipaaoperator.api.SecretKey;
import io.hipaaoperator.api.WorkloadSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be made for a Secret. A value is made only where none was ever sealed: not in a
 * revision that is kept, and not in a SealedSecret that we applied. Whatever the spec says of
 * length or alphabet, one that there is stays until its rotation.
 *
 * @param number of the revision
 * @param kept keys whose values there are
 * @param fresh those whose values are to be made
 */
record SecretPlan(long number, SortedMap<String, SealedKey> kept, List<Fresh> fresh) {
  SecretPlan {
    fresh = List.copyOf(fresh);
  }

  /**
   * A value to be made.
   *
   * @param key as it is declared
   * @param generation the rotation that it is made for
   * @param previous ciphertext of the value that it replaces
   */
  record Fresh(SecretKey key, int generation, Optional<String> previous) {}

  /** The plan for the next revision; empty where the newest is as declared. */
  static Optional<SecretPlan> of(WorkloadSecret declared, SecretPast past, Instant now) {
    SortedMap<String, SealedKey> kept = new TreeMap<>();
    List<Fresh> fresh = new ArrayList<>();
    for (SecretKey key : declared.keys()) {
      Optional<SealedKey> last = past.last(key);
      last.filter(value -> !isDue(key, value, past, now))
          .ifPresentOrElse(
              value -> kept.put(key.name(), value), () -> fresh.add(fresh(key, last, past)));
    }
    boolean isInForce =
        fresh.isEmpty() && past.history().newest().filter(it -> it.keys().equals(kept)).isPresent();
    return isInForce ? Optional.empty() : Optional.of(new SecretPlan(past.next(), kept, fresh));
  }

  private static Fresh fresh(SecretKey key, Optional<SealedKey> last, SecretPast past) {
    int generation =
        last.map(value -> Math.max(value.generation(), key.generation())).orElse(key.generation());
    return new Fresh(key, generation, last.flatMap(value -> past.inUse(key.name(), value)));
  }

  /**
   * What the controller is about to open is not replaced meanwhile, and what is found in the
   * SealedSecret alone is written down first.
   */
  private static boolean isDue(SecretKey key, SealedKey value, SecretPast past, Instant now) {
    if (past.history().newest().isEmpty()) {
      return false;
    }
    return key.generation() > value.generation()
        ? !past.isUndecided()
        : past.isOpened() && isOld(key, value, now);
  }

  private static boolean isOld(SecretKey key, SealedKey value, Instant now) {
    return key.everyDays()
        .flatMap(days -> value.sealedAt().map(made -> made.plus(Duration.ofDays(days))))
        .filter(due -> !due.isAfter(now))
        .isPresent();
  }

  /** The revision, if no value has to be made for it. */
  Optional<SecretRevision> whole() {
    return fresh.isEmpty() ? Optional.of(new SecretRevision(number, kept)) : Optional.empty();
  }

  /** The revision with these values. */
  SecretRevision with(Map<String, SealedKey> made) {
    SortedMap<String, SealedKey> all = new TreeMap<>(kept);
    all.putAll(made);
    return new SecretRevision(number, all);
  }
}
