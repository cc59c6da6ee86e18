package io.hipaaoperator.audit;

import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.aws.ObjectRules.Retention;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.Optional;

/**
 * How long the objects of a bucket can't be deleted. A lock is never shortened, loosened, or made
 * what can't be undone without somebody's word.
 */
public record ArchiveLock(DeclaredArchive declared, ArchiveBucket bucket) {
  private static final int YEAR = 365;
  private static final String COMPLIANCE = "COMPLIANCE";
  private static final String FIELD = "spec.archive.objectLock";

  /** How it deviates. */
  Setting<SinkWrite> setting() {
    return new Setting<>(
        ArchiveSettings.path("objectLock"),
        Setting.digest(words(declared.lock())),
        bucket.lock().map(this::deviation).fact(),
        bucket.lock().answered().map(this::remedy).orElseGet(this::write));
  }

  /** Says so where it is longer or harder than declared. */
  Optional<String> held() {
    return bucket
        .lock()
        .answered()
        .flatMap(ArchiveLock::retention)
        .filter(found -> isWithin(declared.lock(), found) && !isWithin(found, declared.lock()))
        .map(found -> words(found) + " of Object Lock, declared are " + words(declared.lock()));
  }

  /** For people; empty where objects are not locked. */
  static Optional<String> told(Optional<ObjectLock> lock) {
    return retention(lock).map(ArchiveLock::words);
  }

  /** For people. */
  public static String words(Retention retention) {
    return retention.mode() + ", " + days(retention) + " days";
  }

  /** How many days it is for; AWS does not say that a year is longer than 365. */
  public static int days(Retention retention) {
    return retention.period().getYears() * YEAR + retention.period().getDays();
  }

  private static Optional<Retention> retention(Optional<ObjectLock> lock) {
    return lock.flatMap(ObjectLock::retention);
  }

  private Optional<Deviation> deviation(Optional<ObjectLock> lock) {
    String expected = words(declared.lock());
    return retention(lock)
        .map(
            found ->
                isWithin(declared.lock(), found)
                    ? Optional.<Deviation>empty()
                    : Optional.of(Deviation.changed(expected, words(found), true)))
        .orElseGet(() -> Optional.of(Deviation.removed(expected, true)));
  }

  /** Whether what this lock keeps is kept by the other too. */
  private static boolean isWithin(Retention lock, Retention other) {
    return days(lock) <= days(other) && (!isFinal(lock) || isFinal(other));
  }

  private static boolean isFinal(Retention lock) {
    return lock.mode().equals(COMPLIANCE);
  }

  private Remedy<SinkWrite> remedy(Optional<ObjectLock> lock) {
    if (lock.isEmpty() && !declared.spec().objectLock().acknowledged()) {
      return new Remedy.Person<>(
          "LockIrreversible",
          FIELD
              + ".acknowledgeIrreversible: the bucket was made without Object Lock, which can't be"
              + " turned off again");
    }
    return retention(lock)
        .filter(found -> !isWithin(found, declared.lock()))
        .map(this::conflict)
        .orElseGet(this::write);
  }

  /** One is longer and the other harder: either would take something away. */
  private Remedy<SinkWrite> conflict(Retention found) {
    return new Remedy.Person<>(
        "LockConflict",
        FIELD
            + ": to declare at least what is there, "
            + words(found)
            + ", lets it be changed: a lock is neither shortened nor loosened");
  }

  private Remedy<SinkWrite> write() {
    return new Remedy.Write<>(new ArchiveWrite.Lock(bucket.bucket(), declared.lock()));
  }
}
