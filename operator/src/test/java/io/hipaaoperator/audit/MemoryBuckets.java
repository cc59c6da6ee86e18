package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.ObjectRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** S3's buckets in memory, each call of which can be made to fail. */
final class MemoryBuckets implements Buckets, ObjectRules {
  static final String ACCOUNT = "111122223333";

  final Map<String, Content> buckets = new TreeMap<>();

  /** Names that another account has. */
  final List<String> elsewhere = new ArrayList<>();

  /** What calls of a name answer, instead of doing anything. */
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Names of all calls. */
  final List<String> asked = new ArrayList<>();

  /** Names of the calls that wrote. */
  final List<String> writes = new ArrayList<>();

  /** What a bucket has. */
  static final class Content {
    String region = "us-east-1";
    Map<String, String> tags = Map.of();
    Optional<String> policy = Optional.empty();
    Optional<PublicAccessBlock> shut = Optional.empty();
    Optional<String> ownership = Optional.empty();
    boolean isVersioned;
    Optional<ObjectLock> lock = Optional.empty();
    List<LifecycleRule> lifecycle = List.of();
    Optional<Encryption> encryption = Optional.empty();
    Optional<AccessLogs> logs = Optional.empty();
  }

  /** A bucket that somebody made, without a lock. */
  Content foreign(String name) {
    return buckets.computeIfAbsent(name, _ -> new Content());
  }

  @Override
  public Answer<String> region(Bucket bucket) {
    return elsewhere.contains(bucket.name())
        ? new Answer.Refused<>("AccessDenied", "Access Denied")
        : read("region", bucket, content -> content.region);
  }

  @Override
  public Answer<Map<String, String>> tags(Bucket bucket) {
    return read("tags", bucket, content -> content.tags);
  }

  @Override
  public Answer<Optional<String>> policy(Bucket bucket) {
    return read("policy", bucket, content -> content.policy);
  }

  @Override
  public Answer<Optional<PublicAccessBlock>> publicAccessBlock(Bucket bucket) {
    return read("publicAccessBlock", bucket, content -> content.shut);
  }

  @Override
  public Answer<Optional<String>> ownership(Bucket bucket) {
    return read("ownership", bucket, content -> content.ownership);
  }

  @Override
  public Answer<Optional<AccessLogs>> accessLogs(Bucket bucket) {
    return read("accessLogs", bucket, content -> content.logs);
  }

  @Override
  public Answer<Done> logAccess(Bucket bucket, AccessLogs to) {
    return write("logAccess", bucket, content -> content.logs = Optional.of(to));
  }

  @Override
  public Answer<Boolean> isVersioned(Bucket bucket) {
    return read("isVersioned", bucket, content -> content.isVersioned);
  }

  @Override
  public Answer<Optional<ObjectLock>> objectLock(Bucket bucket) {
    return read("objectLock", bucket, content -> content.lock);
  }

  @Override
  public Answer<List<LifecycleRule>> lifecycle(Bucket bucket) {
    return read("lifecycle", bucket, content -> content.lifecycle);
  }

  @Override
  public Answer<Optional<Encryption>> encryption(Bucket bucket) {
    return read("encryption", bucket, content -> content.encryption);
  }

  /** Like S3 in us-east-1, which leaves a bucket of ours as it is. */
  @Override
  public Answer<Done> create(Bucket bucket, Map<String, String> tags) {
    return answer(
        "create",
        () -> {
          if (!buckets.containsKey(bucket.name())) {
            made(foreign(bucket.name()), tags);
          }
          writes.add("create");
          return Done.DONE;
        });
  }

  private static void made(Content content, Map<String, String> tags) {
    content.tags = Map.copyOf(tags);
    content.isVersioned = true;
    content.ownership = Optional.of("BucketOwnerEnforced");
    content.lock = Optional.of(new ObjectLock(Optional.empty()));
  }

  @Override
  public Answer<Done> putTags(Bucket bucket, Map<String, String> tags) {
    return write("putTags", bucket, content -> content.tags = Map.copyOf(tags));
  }

  @Override
  public Answer<Done> putPolicy(Bucket bucket, String policy) {
    return write("putPolicy", bucket, content -> content.policy = Optional.of(policy));
  }

  @Override
  public Answer<Done> blockPublicAccess(Bucket bucket) {
    return write(
        "blockPublicAccess", bucket, content -> content.shut = Optional.of(PublicAccessBlock.ALL));
  }

  @Override
  public Answer<Done> enforceOwnership(Bucket bucket) {
    return write(
        "enforceOwnership",
        bucket,
        content -> content.ownership = Optional.of("BucketOwnerEnforced"));
  }

  @Override
  public Answer<Done> keepVersions(Bucket bucket) {
    return write("keepVersions", bucket, content -> content.isVersioned = true);
  }

  @Override
  public Answer<Done> lock(Bucket bucket, Retention retention) {
    return write(
        "lock",
        bucket,
        content -> content.lock = Optional.of(new ObjectLock(Optional.of(retention))));
  }

  @Override
  public Answer<Done> putRules(Bucket bucket, List<LifecycleRule> rules) {
    return write(
        "putRules",
        bucket,
        content ->
            content.lifecycle =
                Stream.concat(
                        content.lifecycle.stream()
                            .filter(
                                it -> rules.stream().noneMatch(rule -> rule.id().equals(it.id()))),
                        rules.stream())
                    .toList());
  }

  @Override
  public Answer<Done> encrypt(Bucket bucket, Encryption encryption) {
    return write("encrypt", bucket, content -> content.encryption = Optional.of(encryption));
  }

  private <T> Answer<T> read(String call, Bucket bucket, Function<Content, T> setting) {
    return buckets.containsKey(bucket.name())
        ? answer(call, () -> setting.apply(foreign(bucket.name())))
        : answer(call, () -> "")
            .then(_ -> new Answer.Refused<>(NOT_FOUND, "The specified bucket does not exist"));
  }

  private Answer<Done> write(String call, Bucket bucket, Consumer<Content> change) {
    return read(
        call,
        bucket,
        content -> {
          writes.add(call);
          change.accept(content);
          return Done.DONE;
        });
  }

  @SuppressWarnings("unchecked") // a failure has no value
  private <T> Answer<T> answer(String call, Supplier<T> value) {
    asked.add(call);
    Answer<?> failure = failing.get(call);
    return failure == null ? Answer.known(value.get()) : (Answer<T>) failure;
  }
}
