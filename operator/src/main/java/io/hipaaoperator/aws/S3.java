package io.hipaaoperator.aws;

/**
 * What we ask of S3: buckets, and legal holds on what is in them, never what that is. Nothing
 * deletes a bucket or an object, opens it, suspends its versions or unlocks it: what is not here
 * can't happen.
 *
 * @param buckets buckets, and who gets in
 * @param objects what a bucket says of its objects
 * @param holds legal holds on versions of objects
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">S3 API</a>
 */
public record S3(Buckets buckets, ObjectRules objects, ObjectHolds holds) {}
