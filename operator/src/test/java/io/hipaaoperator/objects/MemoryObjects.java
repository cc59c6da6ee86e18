package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.ObjectHolds;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.S3;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.control.Fact;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A bucket in memory, whose calls can be made to fail. */
final class MemoryObjects {
  static final String BUCKET = "clinic-scans";
  private static final int PAGE = 2;

  /** What calls of a name answer, instead of doing anything. */
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Names of the calls that wrote. */
  final List<String> writes = new ArrayList<>();

  final Map<String, ObjectRules.LifecycleRule> rules = new LinkedHashMap<>();
  final Map<ObjectHolds.Version, Content> versions = new LinkedHashMap<>();
  final Map<String, String> tags = new TreeMap<>(Map.of(ObjectBuckets.TAG, "lab clinic"));
  boolean isLockable = true;

  /** Answers of calls so far. */
  int calls;

  ObjectBuckets allowing(Supplier<Answer<Services>> aws) {
    return new ObjectBuckets(aws, () -> new Fact.Known<>(Set.of("clinic-archive")));
  }

  /** What is known of a version. */
  static final class Content {
    boolean held;
    Map<String, String> tags = new TreeMap<>();
  }

  Content put(String key, String id) {
    var content = new Content();
    versions.put(new ObjectHolds.Version(key, id), content);
    return content;
  }

  Content version(String key, String id) {
    return Objects.requireNonNull(versions.get(new ObjectHolds.Version(key, id)));
  }

  Services services() {
    return services(rules(), holds());
  }

  Services services(ObjectRules objectRules, ObjectHolds objectHolds) {
    return TestServices.of(
        () -> Answer.known(new Identity("aws", "123456789012")),
        new S3(buckets(), objectRules, objectHolds));
  }

  /** The calls of the bucket's rules; those that nobody here makes are not there. */
  ObjectRules rules() {
    return port(
        ObjectRules.class,
        Map.of(
            "lifecycle",
            _ -> List.copyOf(rules.values()),
            "objectLock",
            _ ->
                isLockable
                    ? Optional.of(new ObjectRules.ObjectLock(Optional.empty()))
                    : Optional.empty(),
            "putRules",
            all -> {
              ((List<?>) all[1])
                  .stream()
                      .map(ObjectRules.LifecycleRule.class::cast)
                      .forEach(rule -> rules.put(rule.id(), rule));
              return Done.DONE;
            }));
  }

  private Buckets buckets() {
    return port(Buckets.class, Map.of("tags", _ -> Map.copyOf(tags)));
  }

  private interface Call {
    Object answer(Object[] arguments);
  }

  private <T> T port(Class<T> type, Map<String, Call> calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                answer(
                    method.getName(),
                    () -> Objects.requireNonNull(calls.get(method.getName())).answer(arguments))));
  }

  private Answer<?> answer(String call, Supplier<Object> value) {
    calls++;
    Answer<?> failure = failing.get(call);
    if (failure != null) {
      return failure;
    }
    if (call.startsWith("put") || call.equals("hold")) {
      writes.add(call);
    }
    return Answer.known(value.get());
  }

  ObjectHolds holds() {
    return port(
        ObjectHolds.class,
        Map.of(
            "versions",
            all -> page((Bucket) all[0], (String) all[1], (Optional<?>) all[2]),
            "isHeld",
            all -> content(all).held,
            "hold",
            all -> {
              content(all).held = (boolean) all[2];
              return Done.DONE;
            },
            "tags",
            all -> Map.copyOf(content(all).tags),
            "putTags",
            all -> {
              content(all).tags = new TreeMap<>(asMap(all[2]));
              return Done.DONE;
            }));
  }

  @SuppressWarnings("unchecked") // that is what the port has
  private static Map<String, String> asMap(Object it) {
    return (Map<String, String>) it;
  }

  private Content content(Object[] all) {
    return Objects.requireNonNull(versions.get((ObjectHolds.Version) all[1]));
  }

  private ObjectHolds.Versions page(Bucket bucket, String prefix, Optional<?> after) {
    List<ObjectHolds.Version> all =
        versions.keySet().stream()
            .filter(it -> bucket.name().equals(BUCKET) && it.key().startsWith(prefix))
            .sorted(
                java.util.Comparator.comparing(ObjectHolds.Version::key)
                    .thenComparing(ObjectHolds.Version::id))
            .toList();
    int from =
        after
            .map(ObjectHolds.Marker.class::cast)
            .map(it -> all.indexOf(new ObjectHolds.Version(it.key(), it.id())) + 1)
            .orElse(0);
    int to = Math.min(all.size(), from + PAGE);
    return new ObjectHolds.Versions(
        all.subList(from, to),
        to < all.size()
            ? Optional.of(new ObjectHolds.Marker(all.get(to - 1).key(), all.get(to - 1).id()))
            : Optional.empty());
  }
}
