package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import java.util.Optional;

/** What became of the search for the bucket of an archive. */
sealed interface FoundBucket {

  /**
   * There is none.
   *
   * @param bucket the one to be made
   * @param arn its ARN
   * @param logging whether its access can be logged; empty where nothing is declared of that
   */
  record None(Bucket bucket, String arn, Optional<ArchiveLogging.Found> logging)
      implements FoundBucket {}

  /** AWS did not tell whether there is one, or whose. */
  record Unread(Answer<?> failed) implements FoundBucket {}

  /**
   * It is not this resource's.
   *
   * @param reason one word that stays the same
   * @param why for people, with the field
   */
  record Foreign(String reason, String why) implements FoundBucket {}

  /** It is this resource's. */
  record Ours(ArchiveBucket bucket) implements FoundBucket {}
}
