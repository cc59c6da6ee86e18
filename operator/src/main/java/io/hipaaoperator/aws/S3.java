package io.hipaaoperator.aws;

/**
 * What we ask of S3: buckets, never what is in them. Nothing deletes one, opens it, suspends its
 * versions or unlocks it: what is not here can't happen.
 *
 * @param buckets buckets, and who gets in
 * @param objects what a bucket says of its objects
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">S3 API</a>
 */
public record S3(Buckets buckets, ObjectRules objects) {}
