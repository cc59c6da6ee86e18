package io.hipaaoperator.aws;

import java.util.Map;
import java.util.Optional;

/**
 * Buckets, whose they are and who gets in. A setting that a bucket does not have is an answer, not
 * a refusal.
 */
public interface Buckets {

  /** The code with which S3 says that there is no such bucket. */
  String NOT_FOUND = "NoSuchBucket";

  /** The code with which it says that a bucket of that name is somebody else's. */
  String TAKEN = "BucketAlreadyExists";

  /** Where a bucket is, for example us-east-1. */
  Answer<String> region(Bucket bucket);

  /** Its tags. */
  Answer<Map<String, String>> tags(Bucket bucket);

  /** Who may do what with it, as JSON. */
  Answer<Optional<String>> policy(Bucket bucket);

  /** Which ways to the public are shut. */
  Answer<Optional<PublicAccessBlock>> publicAccessBlock(Bucket bucket);

  /** Whose the objects are that others put there: AWS's word, such as BucketOwnerEnforced. */
  Answer<Optional<String>> ownership(Bucket bucket);

  /** Where S3 writes who asked what of it; empty where nowhere. */
  Answer<Optional<AccessLogs>> accessLogs(Bucket bucket);

  /**
   * Makes a bucket in this region, with Object Lock, which can't be given back, with versions, and
   * without ACLs. One that is ours already is refused with BucketAlreadyOwnedByYou, and left as it
   * is with no refusal in us-east-1.
   */
  Answer<Done> create(Bucket bucket, Map<String, String> tags);

  /** Replaces all tags. */
  Answer<Done> putTags(Bucket bucket, Map<String, String> tags);

  /** Replaces the policy, as JSON; refused where we could not change it again. */
  Answer<Done> putPolicy(Bucket bucket, String policy);

  /** Shuts all ways to the public. */
  Answer<Done> blockPublicAccess(Bucket bucket);

  /** All objects are the account's, and ACLs count no more. */
  Answer<Done> enforceOwnership(Bucket bucket);

  /** Has S3 write there who asks what of it from now on, instead of anywhere else. */
  Answer<Done> logAccess(Bucket bucket, AccessLogs to);

  /**
   * Where S3 writes who asked what of a bucket.
   *
   * @param bucket name of another bucket
   * @param prefix what the keys of the logs begin with
   */
  record AccessLogs(String bucket, String prefix) {}

  /**
   * A bucket; S3 refuses every call where it is another account's.
   *
   * @param name its name, which no other bucket in the world has
   * @param owner the account whose it must be, twelve digits
   */
  record Bucket(String name, String owner) {}

  /**
   * Which ways to the public are shut.
   *
   * @param newAcls public ACLs are refused
   * @param acls public ACLs do not count
   * @param newPolicies public policies are refused
   * @param policies where the policy is public, only the account and AWS get in
   */
  record PublicAccessBlock(boolean newAcls, boolean acls, boolean newPolicies, boolean policies) {
    /** All are. */
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);
  }
}
