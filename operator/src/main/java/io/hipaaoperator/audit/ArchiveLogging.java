package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.AccessLogs;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.Optional;

/**
 * Where S3 writes who asked what of an archive, where that is declared. What S3 is told that it
 * can't do is not written: the bucket for the logs has to be there, and is a person's.
 *
 * @param wanted what is declared
 */
record ArchiveLogging(AccessLogs wanted, Bucket bucket, Found found) {

  /**
   * What there is in AWS.
   *
   * @param logs where S3 writes now
   * @param unfit why S3 can't write to the bucket that is declared; empty where it can
   */
  record Found(Answer<Optional<AccessLogs>> logs, Answer<Optional<String>> unfit) {
    /** Nothing is written of a bucket that was just made. */
    static Found fresh(Answer<Optional<String>> unfit) {
      return new Found(Answer.known(Optional.empty()), unfit);
    }
  }

  static Optional<AccessLogs> declared(DeclaredArchive archive) {
    return archive.spec().logged().map(logs -> new AccessLogs(logs.bucket(), logs.prefix()));
  }

  /** How it deviates. */
  Setting<SinkWrite> setting() {
    return new Setting<>(
        ArchiveSettings.path("accessLogs"),
        Setting.digest(words(wanted)),
        found.unfit().then(unfit -> found.logs().map(there -> deviation(there, unfit))).fact(),
        remedy());
  }

  private Optional<Deviation> deviation(Optional<AccessLogs> there, Optional<String> unfit) {
    if (there.isEmpty()) {
      return Optional.of(Deviation.removed(words(wanted), true));
    }
    return there
        .map(to -> unfit.map(why -> words(to) + ", where " + why).orElseGet(() -> words(to)))
        .filter(seen -> !seen.equals(words(wanted)))
        .map(seen -> Deviation.changed(words(wanted), seen, true));
  }

  private Remedy<SinkWrite> remedy() {
    return found
        .unfit()
        .answered()
        .flatMap(unfit -> unfit)
        .<Remedy<SinkWrite>>map(
            why ->
                new Remedy.Person<>("AccessLogsBucket", "spec.archive.accessLogs.bucket: " + why))
        .orElseGet(() -> new Remedy.Write<>(new ArchiveWrite.LogAccess(bucket, wanted)));
  }

  private static String words(AccessLogs to) {
    return to.bucket() + "/" + to.prefix();
  }
}
