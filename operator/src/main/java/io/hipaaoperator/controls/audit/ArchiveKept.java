package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.audit.ArchiveBucket;
import io.hipaaoperator.audit.ArchiveLock;
import io.hipaaoperator.audit.ArchivePolicy;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredArchive;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.NamedKey;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.PublicAccessBlock;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Of A8, what concerns an archive: what comes there can't be deleted for six years, is encrypted
 * with a key of ours, and nobody from outside gets in. That is configured; that logs come there is
 * not proven.
 */
final class ArchiveKept {
  private ArchiveKept() {}

  /** None where no archive is declared. */
  static Stream<Verdict> verdicts(DeclaredSink sink, Facts facts) {
    return sink.archive().stream()
        .flatMap(
            declared ->
                switch (facts.get(AuditFacts.ARCHIVE)) {
                  case Fact.Known<Optional<ArchiveBucket>>(Optional<ArchiveBucket> found) ->
                      found
                          .map(bucket -> verdicts(declared, bucket))
                          .orElseGet(() -> none(declared));
                  case Fact.Unreachable<Optional<ArchiveBucket>>(String why, _) ->
                      Stream.of(Verdict.undetermined("archive: " + why));
                });
  }

  private static Stream<Verdict> none(DeclaredArchive declared) {
    return Stream.of(
        Verdict.violated("there is no bucket " + declared.bucket() + " of this resource"));
  }

  private static Stream<Verdict> verdicts(DeclaredArchive declared, ArchiveBucket bucket) {
    return Stream.of(
        read(bucket.lock(), ArchiveKept::locked),
        read(bucket.encryption(), found -> encrypted(declared, found)),
        read(bucket.publicAccess(), ArchiveKept::shut),
        read(bucket.policy(), _ -> closed(declared, bucket)));
  }

  private static <T> Verdict read(Answer<T> answer, Function<T, Verdict> judge) {
    return switch (answer) {
      case Answer.Known<T>(T value) -> judge.apply(value);
      case Answer<T> failed -> Verdict.undetermined("archive: " + failed.failure().orElse(""));
    };
  }

  private static Verdict locked(Optional<ObjectLock> lock) {
    int least = LogClass.AUDIT.leastDays();
    return lock.flatMap(ObjectLock::retention)
        .map(
            found ->
                ArchiveLock.days(found) >= least
                    ? Verdict.compliant(
                        "archive configured to lock what comes (%s); that logs come there is not proven"
                            .formatted(ArchiveLock.words(found)))
                    : Verdict.violated(
                        "archive locks what comes (%s), six years are %d days"
                            .formatted(ArchiveLock.words(found), least)))
        .orElseGet(() -> Verdict.violated("archive does not lock what comes"));
  }

  private static Verdict encrypted(DeclaredArchive declared, Optional<Encryption> encryption) {
    Optional<String> found = encryption.flatMap(Encryption::key);
    if (found.isEmpty()) {
      return Verdict.violated("archive is not encrypted with a key of KMS");
    }
    Optional<String> key = declared.key().flatMap(NamedKey::arn);
    return key.isEmpty() || key.equals(found)
        ? Verdict.compliant("archive encrypted with " + found.get())
        : Verdict.violated(
            "archive encrypted with %s, declared is %s".formatted(found.get(), key.get()));
  }

  private static Verdict shut(Optional<PublicAccessBlock> block) {
    return block.equals(Optional.of(PublicAccessBlock.ALL))
        ? Verdict.compliant("archive shut to the public")
        : Verdict.violated("archive is not shut to the public");
  }

  private static Verdict closed(DeclaredArchive declared, ArchiveBucket bucket) {
    return new ArchivePolicy(declared, bucket).isClosed()
        ? Verdict.compliant("archive lets in nobody from outside of the account")
        : Verdict.violated("archive lets in somebody from outside of the account");
  }
}
