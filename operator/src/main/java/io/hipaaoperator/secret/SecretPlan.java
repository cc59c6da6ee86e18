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

  /**
   * The plan for the next revision; empty where the newest is as declared.
   *
   * @param ours the SealedSecret that is there and that we applied
   */
  static Optional<SecretPlan> of(
      WorkloadSecret declared, SecretHistory history, Optional<SealedSecret> ours, Instant now) {
    SortedMap<String, SealedKey> kept = new TreeMap<>();
    List<Fresh> fresh = new ArrayList<>();
    for (SecretKey key : declared.keys()) {
      Optional<SealedKey> known = known(key, history, ours);
      known
          .filter(value -> !isDue(key, value, now))
          .ifPresentOrElse(
              value -> kept.put(key.name(), value), () -> fresh.add(fresh(key, known)));
    }
    boolean isInForce =
        fresh.isEmpty() && history.newest().filter(it -> it.keys().equals(kept)).isPresent();
    return isInForce ? Optional.empty() : Optional.of(new SecretPlan(history.next(), kept, fresh));
  }

  private static Optional<SealedKey> known(
      SecretKey key, SecretHistory history, Optional<SealedSecret> ours) {
    return history.revisions().isEmpty()
        ? ours.flatMap(there -> found(key, there))
        : history.last(key.name());
  }

  /** Somebody deleted all revisions: what is in force is kept anew. */
  private static Optional<SealedKey> found(SecretKey key, SealedSecret there) {
    Map<String, String> data = there.encryptedData();
    return Optional.ofNullable(data.get(key.name()))
        .map(
            ciphertext ->
                new SealedKey(
                    ciphertext,
                    key.generation(),
                    Instant.parse(there.getMetadata().getCreationTimestamp()),
                    Optional.empty(),
                    Optional.ofNullable(data.get(key.name() + SecretKey.PREVIOUS))));
  }

  private static Fresh fresh(SecretKey key, Optional<SealedKey> known) {
    int generation =
        known.map(value -> Math.max(value.generation(), key.generation())).orElse(key.generation());
    return new Fresh(key, generation, known.map(SealedKey::ciphertext));
  }

  private static boolean isDue(SecretKey key, SealedKey value, Instant now) {
    return key.generation() > value.generation()
        || key.everyDays()
            .map(days -> value.sealedAt().plus(Duration.ofDays(days)))
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
