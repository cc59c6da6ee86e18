package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.Buckets.PublicAccessBlock;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.aws.WaysOut.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bucket of an archive as AWS has it: each of its settings, or why it could not be read.
 *
 * @param bucket the bucket
 * @param arn its ARN
 * @param tags its tags
 * @param encryption how objects are encrypted
 * @param publicAccess which ways to the public are shut
 * @param ownership whose the objects are
 * @param versioned whether versions are kept
 * @param lock how long they can't be deleted
 * @param lifecycle what happens to objects with time
 * @param policy who may do what with it, as JSON
 * @param replicas whereto objects are copied
 * @param logging where S3 writes who asked what of it; empty where nothing is declared of that
 */
public record ArchiveBucket(
    Bucket bucket,
    String arn,
    Answer<Map<String, String>> tags,
    Answer<Optional<Encryption>> encryption,
    Answer<Optional<PublicAccessBlock>> publicAccess,
    Answer<Optional<String>> ownership,
    Answer<Boolean> versioned,
    Answer<Optional<ObjectLock>> lock,
    Answer<List<LifecycleRule>> lifecycle,
    Answer<Optional<String>> policy,
    Answer<List<Way>> replicas,
    Optional<ArchiveLogging.Found> logging) {
  static final String ENFORCED = "BucketOwnerEnforced";

  /** One that was just made: with tags, versions and Object Lock, and without ACLs. */
  static ArchiveBucket fresh(
      Bucket bucket, String arn, Map<String, String> tags, Optional<ArchiveLogging.Found> logging) {
    return new ArchiveBucket(
        bucket,
        arn,
        Answer.known(tags),
        Answer.known(Optional.empty()),
        Answer.known(Optional.empty()),
        Answer.known(Optional.of(ENFORCED)),
        Answer.known(true),
        Answer.known(Optional.of(new ObjectLock(Optional.empty()))),
        Answer.known(List.of()),
        Answer.known(Optional.empty()),
        Answer.known(List.of()),
        logging);
  }
}
