package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bucket for logs that nobody can delete before their time.
 *
 * @param bucket its name
 * @param adopt whether a bucket of this name that exists is taken over
 * @param objectLock how long objects can't be deleted
 * @param keyRef the EncryptionKey that objects are encrypted with; absent means the log group's
 * @param lifecycle what happens to objects with time
 * @param accessLogs where S3 writes who asked what of the bucket; absent means nothing is said
 * @param replicas ARNs of the buckets that objects may be copied to; absent means none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Names</a>
 */
@ValidationRule(
    value =
        "!self.bucket.startsWith('xn--') && !self.bucket.startsWith('sthree-')"
            + " && !self.bucket.endsWith('-s3alias') && !self.bucket.endsWith('--ol-s3')",
    message =
        "bucket must not begin with xn-- or sthree-, nor end with -s3alias or --ol-s3, which S3"
            + " keeps for itself",
    fieldPath = ".bucket")
@ValidationRule(
    value =
        "!has(oldSelf.objectLock) || !has(oldSelf.objectLock.mode) ||"
            + " oldSelf.objectLock.mode != 'COMPLIANCE' || has(self.objectLock) &&"
            + " has(self.objectLock.mode) && self.objectLock.mode == 'COMPLIANCE'",
    message = "objectLock.mode can't go back from COMPLIANCE, which nobody can undo",
    fieldPath = ".objectLock")
@ValidationRule(
    value = "!has(self.accessLogs) || self.accessLogs.bucket != self.bucket",
    message =
        "accessLogs.bucket must be another bucket: S3 writes no access logs to one with Object Lock",
    fieldPath = ".accessLogs.bucket")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkArchive(
    @Required
        @Size(min = 3, max = 63)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])$")
        @JsonPropertyDescription(
            "Name of the bucket, which no other in the world has, for example clinic-phi-archive."
                + " Once there is one, the resource keeps it.")
        String bucket,
    @JsonPropertyDescription(
            "Whether a bucket of this name that the account has, and that is no other AuditSink's,"
                + " is taken over. Default false.")
        @Nullable Boolean adopt,
    @JsonPropertyDescription("How long objects that come from now on can't be deleted.")
        @Nullable ObjectLock objectLock,
    @JsonPropertyDescription(
            "The EncryptionKey that objects are encrypted with that come without a word on it."
                + " Default that of the log group.")
        @Nullable KeyReference keyRef,
    @JsonPropertyDescription("What happens to objects with time.")
        @Nullable ArchiveLifecycle lifecycle,
    @JsonPropertyDescription(
            "That S3 writes who asked what of the bucket, into another bucket. Absent: what AWS has"
                + " is left alone.")
        @Nullable ArchiveAccessLogs accessLogs,
    @Size(max = 16)
        @JsonPropertyDescription(
            "ARNs of the buckets that objects may be copied to. Replication to another one is told"
                + " as drift, and left: the operator sets up none and ends none. Default none.")
        @Nullable List<@Size(max = 128) @Pattern(BUCKET) String> replicas) {

  private static final String BUCKET = "^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

  public SinkArchive {
    replicas = replicas == null ? null : List.copyOf(replicas);
  }

  /** Never null. */
  @Override
  public List<String> replicas() {
    return replicas == null ? List.of() : replicas;
  }

  /** Whether a bucket that exists is taken over. */
  public boolean adopts() {
    return Boolean.TRUE.equals(adopt);
  }

  /** The lock; in mode GOVERNANCE where nothing was said. */
  @Override
  public ObjectLock objectLock() {
    return objectLock == null ? ObjectLock.NOTHING_SAID : objectLock;
  }

  /** The EncryptionKey's name, where the archive has one of its own. */
  public Optional<String> key() {
    return Optional.ofNullable(keyRef).map(KeyReference::name);
  }

  /** Where access is logged, if anywhere. */
  public Optional<ArchiveAccessLogs> logged() {
    return Optional.ofNullable(accessLogs);
  }

  /** The lifecycle; that of unfinished uploads where nothing was said. */
  @Override
  public ArchiveLifecycle lifecycle() {
    return lifecycle == null ? ArchiveLifecycle.NOTHING_SAID : lifecycle;
  }
}
