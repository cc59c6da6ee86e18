package io.hipaaoperator.audit;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.ArchiveStatus;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.ObjectLock;
import io.hipaaoperator.api.SinkArchive;
import io.hipaaoperator.aws.ObjectRules.Retention;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An archive as the planner and the controls see it.
 *
 * @param spec what was declared
 * @param lock how long objects can't be deleted
 * @param key the EncryptionKey that they are encrypted with
 * @param bound ARN of the bucket that was ours when it was last seen
 * @param accepted digest of what somebody accepts that others may do with the bucket
 */
public record DeclaredArchive(
    SinkArchive spec,
    Retention lock,
    Optional<NamedKey> key,
    Optional<String> bound,
    Optional<String> accepted) {
  /** Annotation of a resource: the digest of what others may do with its bucket. */
  static final String ACCEPT = Api.GROUP + "/accept-bucket-policy";

  /** What a resource declares; empty where it has no archive. */
  static Optional<DeclaredArchive> of(
      AuditSink resource,
      Function<String, Optional<EncryptionKey>> keys,
      Optional<NamedKey> groupKey) {
    return resource
        .getSpec()
        .archived()
        .map(
            spec ->
                new DeclaredArchive(
                    spec,
                    lock(spec.objectLock(), resource.getSpec().retentionDays()),
                    spec.key().map(name -> NamedKey.of(name, keys.apply(name))).or(() -> groupKey),
                    Optional.ofNullable(resource.getStatus())
                        .map(AuditSinkStatus::archive)
                        .map(ArchiveStatus::arn),
                    Optional.ofNullable(resource.getMetadata().getAnnotations())
                        .map((Map<String, String> all) -> all.get(ACCEPT))));
  }

  private static Retention lock(ObjectLock lock, int retentionDays) {
    if (lock.years() != null) {
      return new Retention(lock.mode().name(), Period.ofYears(lock.years()));
    }
    int days = lock.days() == null ? retentionDays : lock.days();
    return new Retention(lock.mode().name(), Period.ofDays(days));
  }

  /** Name of the bucket. */
  public String bucket() {
    return spec.bucket();
  }

  /** Where the key is named. */
  String keyField() {
    return spec.key().isPresent() ? "spec.archive.keyRef" : "spec.logGroup.keyRef";
  }
}
