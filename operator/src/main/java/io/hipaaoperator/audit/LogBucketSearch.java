package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import java.util.Optional;

/**
 * Looks whether S3 can write access logs to a bucket: it must be there, in the same account and
 * region, without Object Lock, and its objects not encrypted with a KMS key by default. Nothing is
 * ever written to it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Server
 *     access logging</a>
 */
record LogBucketSearch(Services services, String account) {
  private static final String KMS = "aws:kms";
  private static final String NONE = ", and S3 writes no access logs to such a bucket";

  /** Why it can't; empty where it can. */
  Answer<Optional<String>> unfit(String name) {
    var bucket = new Bucket(name, account);
    return switch (services.s3().buckets().region(bucket)) {
      case Answer.Refused<String>(String code, _) when code.equals(Buckets.NOT_FOUND) ->
          Answer.known(Optional.of("there is no bucket " + name + ", and none is made for this"));
      case Answer<String> region -> region.then(in -> unfit(bucket, in));
    };
  }

  private Answer<Optional<String>> unfit(Bucket bucket, String region) {
    return region.equals(services.region())
        ? kept(bucket, services.s3().objects())
        : Answer.known(
            Optional.of(
                "%s is in %s, the archive in %s"
                    .formatted(bucket.name(), region, services.region())));
  }

  private static Answer<Optional<String>> kept(Bucket bucket, ObjectRules rules) {
    return rules
        .objectLock(bucket)
        .then(
            lock ->
                lock.isPresent()
                    ? Answer.known(Optional.of(bucket.name() + " has Object Lock" + NONE))
                    : rules.encryption(bucket).map(found -> encrypted(bucket, found)));
  }

  private static Optional<String> encrypted(Bucket bucket, Optional<Encryption> found) {
    return found
        .filter(encryption -> encryption.algorithm().startsWith(KMS))
        .map(_ -> bucket.name() + " encrypts with a KMS key by default" + NONE);
  }
}
