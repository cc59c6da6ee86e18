package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.external.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lifecycle rules of buckets, or why they could not be read.
 *
 * @param byBucket by the bucket's name
 */
record FoundRules(Map<String, Answer<Rules>> byBucket) {
  FoundRules {
    byBucket = Map.copyOf(byBucket);
  }

  /** All rules of a bucket. */
  record Rules(Bucket bucket, List<LifecycleRule> all) {
    Rules {
      all = List.copyOf(all);
    }

    /** The one that is called so. */
    Optional<LifecycleRule> named(String id) {
      return all.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Those that are not called so. */
    Stream<LifecycleRule> but(String id) {
      return all.stream().filter(rule -> !rule.id().equals(id));
    }
  }

  /** What only a person can mend. */
  Optional<Obstacle> lack() {
    return byBucket.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(it -> ObjectBuckets.lack(it.getValue()).stream())
        .findFirst();
  }

  /** Those of a bucket that was looked at. */
  Answer<Rules> of(String bucket) {
    return Objects.requireNonNull(byBucket.get(bucket), bucket);
  }
}
