package io.hipaaoperator.objects;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.Obstacle;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Buckets whose objects a resource may end or hold: those whose owner says so by a tag, and none
 * that is an archive of audit logs.
 *
 * @param aws opens it when it is first asked
 * @param archives names of the buckets that AuditSinks of the cluster name
 */
public record ObjectBuckets(Supplier<Answer<Services>> aws, Supplier<Fact<Set<String>>> archives) {
  /** Tag of a bucket: namespaces whose resources may end and hold its objects, by blanks. */
  public static final String TAG = Api.GROUP + "/namespaces";

  private static final String NOT_ENABLED = "ObjectsNotEnabled";
  private static final String NOT_ALLOWED = "BucketNotAllowed";
  private static final String OTHER_REGION = "OtherRegion";
  private static final Set<String> STALLING = Set.of(NOT_ENABLED, NOT_ALLOWED, OTHER_REGION);

  /** What is answered where nobody let the operator end or hold objects. */
  public static Answer<Services> notEnabled() {
    return new Answer.Refused<>(
        NOT_ENABLED,
        "the operator ends and holds objects of buckets only with --objects, which is objects.enabled of the chart");
  }

  /** What only a person can mend, where that is why nothing is known. */
  static Optional<Obstacle> lack(Answer<?> answer) {
    return answer instanceof Answer.Refused<?>(String code, String message)
            && STALLING.contains(code)
        ? Optional.of(Obstacle.stalled(code, message))
        : Optional.empty();
  }

  /**
   * A bucket that may be changed.
   *
   * @param namespace of the resource that names it
   * @return refused with BucketNotAllowed where nobody consented
   */
  Answer<Bucket> allowed(Services services, String name, String namespace) {
    return switch (archives.get()) {
      case Fact.Unreachable<Set<String>>(String why, _) ->
          new Answer.Unreachable<>(
              "whether %s is an archive is not known: %s".formatted(name, why));
      case Fact.Known<Set<String>>(Set<String> all) when all.contains(name) ->
          new Answer.Refused<>(NOT_ALLOWED, name + " is the archive of an AuditSink");
      case Fact.Known<Set<String>> _ ->
          services
              .account()
              .identity()
              .map(us -> new Bucket(name, us.account()))
              .then(bucket -> consented(services, bucket, namespace));
    };
  }

  private static Answer<Bucket> consented(Services services, Bucket bucket, String namespace) {
    return services
        .s3()
        .buckets()
        .tags(bucket)
        .then(tags -> lists(tags, namespace) ? Answer.known(bucket) : refused(bucket, namespace));
  }

  private static boolean lists(Map<String, String> tags, String namespace) {
    return Arrays.asList(tags.getOrDefault(TAG, "").split(" ")).contains(namespace);
  }

  private static Answer<Bucket> refused(Bucket bucket, String namespace) {
    return new Answer.Refused<>(
        NOT_ALLOWED,
        "bucket %s has no tag %s that lists namespace %s".formatted(bucket.name(), TAG, namespace));
  }

  /** What is answered of a bucket that is said to be where we don't work. */
  static <T> Answer<T> elsewhere(String field, String said, String here) {
    return new Answer.Refused<>(
        OTHER_REGION, "%s: is %s, the operator works in %s".formatted(field, said, here));
  }
}
