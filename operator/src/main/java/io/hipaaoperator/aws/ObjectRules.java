package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a bucket says of its objects: how they are kept, how long, how encrypted. A setting that a
 * bucket does not have is an answer, not a refusal.
 */
public interface ObjectRules {

  /** Whether what is overwritten or deleted is kept as a version. */
  Answer<Boolean> isVersioned(Bucket bucket);

  /** Whether and how long versions can't be deleted; empty where the bucket has no Object Lock. */
  Answer<Optional<ObjectLock>> objectLock(Bucket bucket);

  /** What happens to objects with time. */
  Answer<List<LifecycleRule>> lifecycle(Bucket bucket);

  /** How objects are encrypted that come without a word on it. */
  Answer<Optional<Encryption>> encryption(Bucket bucket);

  /** Keeps versions from now on. */
  Answer<Done> keepVersions(Bucket bucket);

  /** Objects that come from now on can't be deleted for so long. */
  Answer<Done> lock(Bucket bucket, Retention retention);

  /**
   * Puts rules in the place of those that are called so, or beside the others, which stay as S3
   * told them a moment ago.
   */
  Answer<Done> putRules(Bucket bucket, List<LifecycleRule> rules);

  /** Encrypts so what comes from now on. */
  Answer<Done> encrypt(Bucket bucket, Encryption encryption);

  /**
   * Object Lock is on, for good.
   *
   * @param retention what counts for objects that come without a word on it
   */
  record ObjectLock(Optional<Retention> retention) {}

  /**
   * How long a version can't be deleted.
   *
   * @param mode GOVERNANCE, which some may bypass, or COMPLIANCE, which nobody may
   * @param period days, or years
   */
  record Retention(String mode, Period period) {}

  /**
   * What happens to objects with time.
   *
   * @param id its name
   * @param isEnabled whether it counts
   * @param prefix of the objects' keys; all where empty
   * @param transitions to cheaper storage
   * @param ends when things end
   * @param isAll whether that is all that the rule says; only such a rule can be put
   */
  record LifecycleRule(
      String id,
      boolean isEnabled,
      String prefix,
      List<Transition> transitions,
      Ends ends,
      boolean isAll) {
    public LifecycleRule {
      transitions = List.copyOf(transitions);
    }
  }

  /**
   * A move to cheaper storage.
   *
   * @param afterDays days after the object came
   * @param storageClass AWS's word, for example GLACIER
   */
  record Transition(int afterDays, String storageClass) {}

  /**
   * When things end, in days; empty where never.
   *
   * @param objects after they came; a version stays
   * @param versions after they were overwritten or deleted
   * @param uploads after they were begun and not ended
   */
  record Ends(Optional<Integer> objects, Optional<Integer> versions, Optional<Integer> uploads) {}

  /**
   * How objects are encrypted.
   *
   * @param algorithm AWS's word: aws:kms, aws:kms:dsse or AES256
   * @param key ARN of the KMS key; empty where S3 has its own
   * @param isBucketKey whether S3 asks KMS once a bucket, not once an object
   */
  record Encryption(String algorithm, Optional<String> key, boolean isBucketKey) {
    /** With this key, by ARN, asked for seldom. */
    public static Encryption with(String key) {
      return new Encryption("aws:kms", Optional.of(key), true);
    }
  }
}
