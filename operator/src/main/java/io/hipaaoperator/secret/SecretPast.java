package io.hipaaoperator.secret;

import io.hipaaoperator.api.SecretKey;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.secret.SealedSecret.Synced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of what was sealed for a Secret. Two witnesses beside the revisions themselves
 * have their numbers: without them a revision that was lost would go unnoticed, and an older value
 * would come back.
 *
 * @param history the revisions that there are
 * @param ours the SealedSecret that is there and that we applied
 * @param before what the status said of it so far
 */
record SecretPast(
    SecretHistory history, Optional<SealedSecret> ours, Optional<SecretStatus> before) {
  /** The highest number that a witness has; zero where none has one. */
  private long witnessed() {
    return Math.max(stated(), applied());
  }

  private long stated() {
    return number(before, SecretStatus::revision);
  }

  private long applied() {
    return ours.map(SealedSecret::revision).orElse(0L);
  }

  private static long number(
      Optional<SecretStatus> status, Function<SecretStatus, @Nullable Long> field) {
    Long number = status.isPresent() ? field.apply(status.get()) : null;
    return number == null ? 0 : number;
  }

  /** Number of the next revision: none is given twice. */
  long next() {
    return Math.max(history.newest().map(SecretRevision::number).orElse(0L), witnessed()) + 1;
  }

  /** Why none of it may be taken for what is in force; nothing may be made or written then. */
  Optional<SecretProblem> incomplete() {
    if (!history.renumbered().isEmpty()) {
      return Optional.of(SecretProblem.renumbered(history.renumbered()));
    }
    return newest()
        .filter(number -> number < witnessed())
        .map(number -> SecretProblem.incomplete(number, witnessed()));
  }

  /** Without revisions that of the SealedSecret stands in for the newest. */
  private Optional<Long> newest() {
    return history.newest().map(SecretRevision::number).or(() -> ours.map(SealedSecret::revision));
  }

  /** A value that there was and that nobody has any more; one is made where that is asked for. */
  Optional<SecretProblem> lost(List<SecretKey> declared) {
    return declared.stream()
        .filter(key -> last(key).isEmpty())
        .flatMap(
            key -> stated(key.name()).filter(it -> key.generation() <= it.generation()).stream())
        .findFirst()
        .map(key -> SecretProblem.lost(key.name(), key.generation()));
  }

  private Optional<SecretStatus.Key> stated(String key) {
    return before.stream()
        .flatMap(status -> status.keys().stream())
        .filter(it -> it.name().equals(key))
        .findFirst();
  }

  /** What a key last was. Where somebody deleted all revisions, what is in force is kept anew. */
  Optional<SealedKey> last(SecretKey key) {
    return history.revisions().isEmpty()
        ? ours.flatMap(there -> found(key, there))
        : history.last(key.name());
  }

  private Optional<SealedKey> found(SecretKey key, SealedSecret there) {
    Map<String, String> data = there.encryptedData();
    Optional<SecretStatus.Key> stated =
        stated(key.name()).filter(it -> stated() == applied() && there.hasOurs(key.name()));
    return Optional.ofNullable(data.get(key.name()))
        .map(
            ciphertext ->
                new SealedKey(
                    ciphertext,
                    stated.map(SecretStatus.Key::generation).orElse(key.generation()),
                    stated.map(SecretStatus.Key::sealedAt).map(Instant::parse),
                    stated.map(SecretStatus.Key::certificate),
                    Optional.ofNullable(data.get(key.name() + SecretKey.PREVIOUS))));
  }

  /** Whether the newest revision is the one that is in the Secret. */
  boolean isOpened() {
    return isApplied() && synced().isTrue();
  }

  /** Whether the controller has not said yet whether it opens the newest revision. */
  boolean isUndecided() {
    return isApplied() && !synced().isTrue() && !synced().isFalse();
  }

  private boolean isApplied() {
    return ours.isPresent() && history.newest().filter(it -> it.isIn(ours)).isPresent();
  }

  private Synced synced() {
    return ours.map(SealedSecret::synced).orElse(Synced.UNKNOWN);
  }

  /**
   * The value that is in use while its successor is made: one that was never opened nobody uses,
   * and the one before it would be lost.
   */
  Optional<String> inUse(String key, SealedKey newest) {
    if (isOpened()) {
      return Optional.of(newest.ciphertext());
    }
    return history
        .numbered(number(before, SecretStatus::openedRevision))
        .flatMap(opened -> Optional.ofNullable(opened.keys().get(key)))
        .map(SealedKey::ciphertext)
        .or(newest::previous)
        .or(() -> Optional.of(newest.ciphertext()));
  }
}
