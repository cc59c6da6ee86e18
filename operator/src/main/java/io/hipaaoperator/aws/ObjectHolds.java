package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Legal holds on versions of objects, one by one. What is in an object is never read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-legal-holds">Legal
 *     holds</a>
 */
public interface ObjectHolds {

  /**
   * Versions whose keys begin so, in the order of S3; delete markers, which hold nothing, are not
   * among them.
   *
   * @param after where the page before ended; empty for the first
   */
  Answer<Versions> versions(Bucket bucket, String prefix, Optional<Marker> after);

  /** Whether a version is under legal hold. */
  Answer<Boolean> isHeld(Bucket bucket, Version version);

  /** Puts a version under legal hold, or takes it from under it. */
  Answer<Done> hold(Bucket bucket, Version version, boolean held);

  /** Tags of a version. */
  Answer<Map<String, String>> tags(Bucket bucket, Version version);

  /** Replaces all tags of a version. */
  Answer<Done> putTags(Bucket bucket, Version version, Map<String, String> tags);

  /**
   * A version of an object.
   *
   * @param key of the object, which may tell who a patient is
   * @param id of the version
   */
  record Version(String key, String id) {}

  /**
   * Where a page ends.
   *
   * @param key last key of it
   * @param id last version of it
   */
  record Marker(String key, String id) {}

  /**
   * A page of versions.
   *
   * @param items what is on it
   * @param next where it ends; empty on the last
   */
  record Versions(List<Version> items, Optional<Marker> next) {
    public Versions {
      items = List.copyOf(items);
    }
  }
}
