package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a database's receipts become a signed log, and where that is published.
 *
 * @param origin name of a log that KMS signs
 * @param signingKey who signs
 * @param to bucket and prefix
 * @param region region of bucket and key
 * @param endpoint another address than AWS's own
 * @param serviceAccountRoleArn IAM role of the pods
 * @param credentials AWS credentials of the pods
 * @param schedule when, as cron has it
 * @param heartbeat after how long without an entry the log says that it is alive
 * @param acknowledgeRestore that the database was restored: how many entries it has signed, and how
 *     many are published
 */
@ValidationRule(
    value = "has(self.origin) == has(self.signingKey.kms)",
    message =
        "origin is needed with signingKey.kms, and with that alone: a key in a Secret has the log's"
            + " name in it",
    fieldPath = ".origin")
@ValidationRule(
    value =
        "!has(self.signingKey.kms) || self.signingKey.kms.keyArn.split(':').size() > 3 &&"
            + " self.signingKey.kms.keyArn.split(':')[3] == self.region",
    message = "signingKey.kms.keyArn must be in ledger.region, as the bucket is",
    fieldPath = ".signingKey")
@ValidationRule(
    value = "!has(self.serviceAccountRoleArn) || !has(self.credentials)",
    message = "ledger has serviceAccountRoleArn or credentials, not both",
    fieldPath = ".credentials")
@ValidationRule(
    value = "!has(self.heartbeat) || duration(self.heartbeat) >= duration('1m')",
    message = "heartbeat is at least a minute",
    fieldPath = ".heartbeat")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseLedger(
    @Size(min = 1, max = 200)
        @Pattern("^[^\\s\\p{Cc}+]+$")
        @JsonPropertyDescription(
            "Name of the log, such as example.com/clinic, where KMS signs it. A key in a Secret has"
                + " the name in it. A log keeps its name.")
        @Nullable String origin,
    @Required
        @JsonPropertyDescription("Who signs. A log keeps its key: another one needs another place.")
        SigningKey signingKey,
    @Required
        @Size(min = 8, max = 512)
        @Pattern(
            "^s3://[a-z0-9]([a-z0-9.-]{1,61})[a-z0-9](/[A-Za-z0-9!_*'()-][A-Za-z0-9!_.*'()-]*)*$")
        @JsonPropertyDescription(
            "Where the log is published: s3://bucket/prefix. The bucket should have Object Lock and"
                + " a default retention, best in another account.")
        String to,
    @Required
        @Size(min = 9, max = 32)
        @Pattern("^[a-z]{2}(-[a-z]+)+-[0-9]$")
        @JsonPropertyDescription("Region of the bucket, and of the key where KMS signs.")
        String region,
    @Size(min = 8, max = 300)
        @Pattern("^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$")
        @JsonPropertyDescription(
            "Another address than AWS's own for S3 and KMS, such as https://s3.example.com:9000;"
                + " http only for a try.")
        @Nullable String endpoint,
    @Size(min = 20, max = 2048)
        @Pattern("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$")
        @JsonPropertyDescription(
            "IAM role that the pods assume, by the annotation eks.amazonaws.com/role-arn of their"
                + " ServiceAccount. With neither this nor credentials they have what an EKS Pod"
                + " Identity association gives that ServiceAccount, and never the node's role.")
        @Nullable String serviceAccountRoleArn,
    @JsonPropertyDescription(
            "AWS credentials in a Secret of this namespace, under the keys AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY.")
        @Nullable Credentials credentials,
    @Default("'*/5 * * * *'")
        @Size(min = 9, max = 100)
        @Pattern(RetentionPolicySpec.CRON)
        @JsonPropertyDescription(
            "When receipts are published, in the five fields of cron, in numbers and UTC.")
        @Nullable String schedule,
    @Default("30m")
        @Size(min = 2, max = 16)
        @Pattern("^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$")
        @JsonPropertyDescription(
            "After how long without an entry the log says that it is alive, such as 30m. Whoever"
                + " verifies it tells by that whether its end was cut off.")
        @Nullable String heartbeat,
    @Size(min = 3, max = 25)
        @Pattern("^[0-9]{1,12}/[0-9]{1,12}$")
        @JsonPropertyDescription(
            "That the database was restored from a backup: how many entries it has signed now, and"
                + " how many are published, such as 612/905, as the message of RunRefused says. The"
                + " next run gives it back what it has forgotten of the log. At any other numbers"
                + " it does nothing.")
        @Nullable String acknowledgeRestore) {
  private static final String OFTEN = "*/5 * * * *";
  private static final String HALF_AN_HOUR = "30m";

  /** With the schema's default, for objects that never passed an API server. */
  @Override
  public String schedule() {
    return schedule == null ? OFTEN : schedule;
  }

  /** With the schema's default. */
  @Override
  public String heartbeat() {
    return heartbeat == null ? HALF_AN_HOUR : heartbeat;
  }

  /**
   * The key that signs.
   *
   * @param secretRef one in a Secret
   * @param kms one of KMS
   */
  @ValidationRule(
      value = "has(self.secretRef) != has(self.kms)",
      message = "signingKey is exactly one of: secretRef, kms")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SigningKey(
      @JsonPropertyDescription(
              "Ed25519 key in a Secret of this namespace, as hipaa ledger key makes it. Whoever"
                  + " reads the Secret can sign a log of his own.")
          @Nullable ObjectKey secretRef,
      @JsonPropertyDescription("Key of KMS, of ECC_NIST_P256, which nobody can copy.")
          @Nullable KmsKey kms) {
    /** The key of KMS, where it signs. */
    public Optional<String> kmsArn() {
      return Optional.ofNullable(kms).map(KmsKey::keyArn);
    }
  }

  /**
   * A key of KMS.
   *
   * @param keyArn its ARN, in which its region is
   */
  public record KmsKey(
      @Required
          @Size(min = 20, max = 256)
          @Pattern("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$")
          @JsonPropertyDescription("ARN of the key, in which its region is.")
          String keyArn) {}

  /**
   * AWS credentials in a Secret, which the operator never reads.
   *
   * @param name the Secret's name
   */
  public record Credentials(
      @Required
          @Size(min = 1, max = 253)
          @Pattern(ObjectKey.OBJECT)
          @JsonPropertyDescription("Name of a Secret of this namespace.")
          String name) {}
}
