package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ways by which what is kept gets to others, and that no policy shows: grants of keys,
 * subscriptions to log groups, replication of buckets. None is opened here, and none shut.
 */
public interface WaysOut {

  /**
   * Who may use a key, by ARN, beside its policy.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html">ListGrants</a>
   */
  Answer<List<Way>> grants(String key);

  /**
   * Where a log group's events are sent as they come.
   *
   * @param group its name
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeSubscriptionFilters.html">DescribeSubscriptionFilters</a>
   */
  Answer<List<Way>> subscriptions(String group);

  /**
   * Whereto a bucket's objects are copied.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html">GetBucketReplication</a>
   */
  Answer<List<Way>> replicas(Bucket bucket);

  /** Reads anew, when it is next asked for, what goes out of this key, log group or bucket. */
  default void forget(String thing) {}

  /**
   * A way out.
   *
   * @param name what AWS calls it
   * @param to who or what is at its end: an ARN, or a service's name
   * @param operations what may be done by a grant, in AWS's words; empty for the others
   */
  record Way(String name, String to, Set<String> operations) {
    public Way {
      operations = Set.copyOf(operations);
    }

    /** One by which everything goes. */
    static Way to(String name, String to) {
      return new Way(name, to, Set.of());
    }

    /** For people. */
    @Override
    public String toString() {
      String rights = String.join(", ", new TreeSet<>(operations));
      return name + " to " + to + (rights.isEmpty() ? "" : ": " + rights);
    }
  }
}
