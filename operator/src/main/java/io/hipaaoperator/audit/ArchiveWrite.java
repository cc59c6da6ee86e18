package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.AccessLogs;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.aws.ObjectRules.Retention;
import io.hipaaoperator.external.OwnTags;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One change to the bucket of an archive, decided but not made. Nothing here deletes or opens. */
sealed interface ArchiveWrite extends SinkWrite {

  /** The bucket that is changed. */
  Bucket bucket();

  /**
   * Makes the bucket, with tags from its first moment, and then all else that is declared of it.
   *
   * @param more what is declared of it, in this order
   */
  record Create(Bucket bucket, Map<String, String> tags, List<ArchiveWrite> more)
      implements ArchiveWrite {
    public Create {
      more = List.copyOf(more);
    }

    private Answer<Done> made(Services services, String group) {
      Buckets buckets = services.s3().buckets();
      Answer<Done> answer =
          named(buckets.create(bucket, tags)).then(_ -> buckets.tags(bucket)).then(this::ours);
      for (ArchiveWrite next : more) {
        answer = answer.then(_ -> next.to(services, group));
      }
      return answer;
    }

    /** In us-east-1 S3 takes the creation of a bucket that somebody else here made just before. */
    private Answer<Done> ours(Map<String, String> found) {
      boolean isOurs =
          !found.containsKey(OwnTags.UID)
              || Objects.equals(found.get(OwnTags.UID), tags.get(OwnTags.UID));
      return isOurs
          ? Answer.known(Done.DONE)
          : named(new Answer.Refused<>("BucketTaken", "another AuditSink was faster"));
    }

    private Answer<Done> named(Answer<Done> created) {
      return created instanceof Answer.Refused<Done>(String code, String message)
          ? new Answer.Refused<>(code, message + "; spec.archive.bucket: " + words(code))
          : created;
    }

    private String words(String code) {
      return code.equals(Buckets.TAKEN)
          ? bucket.name() + " is another account's, choose another name"
          : bucket.name() + " was not made";
    }
  }

  /** Replaces all tags. */
  record Tag(Bucket bucket, Map<String, String> tags) implements ArchiveWrite {}

  /** Encrypts what comes. */
  record Encrypt(Bucket bucket, Encryption encryption) implements ArchiveWrite {}

  /** Shuts all ways to the public. */
  record BlockPublic(Bucket bucket) implements ArchiveWrite {}

  /** Makes all objects the account's. */
  record EnforceOwnership(Bucket bucket) implements ArchiveWrite {}

  /** Keeps versions. */
  record KeepVersions(Bucket bucket) implements ArchiveWrite {}

  /** Locks what comes. */
  record Lock(Bucket bucket, Retention retention) implements ArchiveWrite {}

  /** Puts a rule of the lifecycle in the place of the one of its id; others stay. */
  record PutRule(Bucket bucket, LifecycleRule rule) implements ArchiveWrite {}

  /** Replaces the policy, as JSON. */
  record PutPolicy(Bucket bucket, String policy) implements ArchiveWrite {}

  /** Has S3 write who asks what of it. */
  record LogAccess(Bucket bucket, AccessLogs logs) implements ArchiveWrite {}

  @Override
  default Answer<Done> to(Services services, String group) {
    Buckets buckets = services.s3().buckets();
    ObjectRules objects = services.s3().objects();
    return switch (this) {
      case Create create -> create.made(services, group);
      case Tag(Bucket bucket, Map<String, String> tags) -> buckets.putTags(bucket, tags);
      case Encrypt(Bucket bucket, Encryption encryption) -> objects.encrypt(bucket, encryption);
      case BlockPublic(Bucket bucket) -> buckets.blockPublicAccess(bucket);
      case EnforceOwnership(Bucket bucket) -> buckets.enforceOwnership(bucket);
      case KeepVersions(Bucket bucket) -> objects.keepVersions(bucket);
      case Lock(Bucket bucket, Retention retention) -> objects.lock(bucket, retention);
      case PutRule(Bucket bucket, LifecycleRule rule) -> objects.putRules(bucket, List.of(rule));
      case PutPolicy(Bucket bucket, String policy) -> buckets.putPolicy(bucket, policy);
      case LogAccess(Bucket bucket, AccessLogs logs) -> buckets.logAccess(bucket, logs);
    };
  }
}
