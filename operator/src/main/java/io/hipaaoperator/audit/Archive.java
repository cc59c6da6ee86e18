package io.hipaaoperator.audit;

import io.hipaaoperator.api.ArchiveStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bucket beside a log group, for logs that nobody can delete before their time.
 *
 * @param found the bucket, or why it is not there to look at
 */
record Archive(DeclaredSink sink, DeclaredArchive declared, FoundBucket found) implements SinkPart {
  static final FieldPath ROOT = FieldPath.ROOT.child("archive");
  private static final FieldPath BUCKET = ROOT.child("bucket");

  @Override
  public List<Setting<SinkWrite>> settings() {
    return switch (found) {
      case FoundBucket.None none -> List.of(unmade(none));
      case FoundBucket.Unread(Answer<?> failed) -> List.of(bucket(unread(failed), left("", "")));
      case FoundBucket.Foreign(String reason, String why) ->
          List.of(bucket(deviates(foreign()), left(reason, why)));
      case FoundBucket.Ours(ArchiveBucket ours) ->
          Stream.concat(
                  Stream.of(bucket(new Fact.Known<>(Optional.empty()), left("", ""))),
                  new ArchiveSettings(sink, declared, ours).all())
              .toList();
    };
  }

  private Setting<SinkWrite> unmade(FoundBucket.None none) {
    return bucket(
        deviates(Deviation.removed(declared.bucket(), true)),
        declared
            .key()
            .filter(key -> !key.isUsable())
            .map(key -> left("KeyNotReady", key.waiting(declared.keyField())))
            .orElseGet(() -> new Remedy.Write<>(creation(none))));
  }

  /** What is made has all that is declared as soon as it can be, and tags from the first moment. */
  private ArchiveWrite creation(FoundBucket.None none) {
    Bucket bucket = none.bucket();
    var fresh = ArchiveBucket.fresh(bucket, none.arn(), sink.tags().all(), none.logging());
    List<ArchiveWrite> more =
        new ArchiveSettings(sink, declared, fresh)
            .all()
            .filter(Setting::isDeviating)
            .flatMap(setting -> setting.remedy().written().stream())
            .map(ArchiveWrite.class::cast)
            .toList();
    return new ArchiveWrite.Create(bucket, sink.tags().all(), more);
  }

  private Setting<SinkWrite> bucket(Fact<Optional<Deviation>> deviation, Remedy<SinkWrite> remedy) {
    return new Setting<>(BUCKET, Setting.digest(declared.bucket()), deviation, remedy);
  }

  private static Fact<Optional<Deviation>> deviates(Deviation deviation) {
    return new Fact.Known<>(Optional.of(deviation));
  }

  private static Fact<Optional<Deviation>> unread(Answer<?> failed) {
    return failed.map(_ -> Optional.<Deviation>empty()).fact();
  }

  private Deviation foreign() {
    return Deviation.changed(declared.bucket() + " of this resource", "not this resource's", true);
  }

  private static Remedy<SinkWrite> left(String reason, String why) {
    return new Remedy.Person<>(reason, why);
  }

  @Override
  public Facts with(Facts facts) {
    return facts.with(
        AuditFacts.ARCHIVE,
        found instanceof FoundBucket.Unread(Answer<?> failed)
            ? failed.map(_ -> Optional.<ArchiveBucket>empty()).fact()
            : new Fact.Known<>(ours()));
  }

  private Optional<ArchiveBucket> ours() {
    return found instanceof FoundBucket.Ours(ArchiveBucket bucket)
        ? Optional.of(bucket)
        : Optional.empty();
  }

  /** What the status says; what could not be read stays as it was seen last. */
  @Nullable ArchiveStatus status(@Nullable ArchiveStatus before) {
    return ours().map(bucket -> status(bucket, before)).orElse(before);
  }

  private static ArchiveStatus status(ArchiveBucket bucket, @Nullable ArchiveStatus before) {
    return new ArchiveStatus(
        bucket.arn(),
        switch (bucket.lock().map(ArchiveLock::told)) {
          case Answer.Known<Optional<String>>(Optional<String> lock) -> lock.orElse(null);
          case Answer<Optional<String>> _ -> before == null ? null : before.lock();
        },
        switch (bucket.encryption().map(rule -> rule.flatMap(Encryption::key))) {
          case Answer.Known<Optional<String>>(Optional<String> key) -> key.orElse(null);
          case Answer<Optional<String>> _ -> before == null ? null : before.key();
        });
  }

  /** What is kept longer or locked harder than declared, for people; empty where nothing is. */
  Optional<String> held() {
    return ours().flatMap(bucket -> new ArchiveSettings(sink, declared, bucket).held());
  }
}
