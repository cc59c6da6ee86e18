package io.hipaaoperator.objects;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.Convergence.Outside;
import io.hipaaoperator.objects.FoundRules.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the lifecycle rules of policies, and puts them right. */
public final class EndingPasses {
  private final ObjectBuckets buckets;

  /** Passes over these buckets. */
  public EndingPasses(ObjectBuckets buckets) {
    this.buckets = buckets;
  }

  /**
   * Where a bucket is said to be.
   *
   * @param field that says so
   */
  public record Place(String field, String bucket, String region) {}

  /**
   * What a policy declares.
   *
   * @param name of the policy, for people
   * @param owner its uid
   * @param namespace its namespace
   * @param endings what is to end
   * @param former buckets in which it had rules before
   * @param places where its buckets are said to be
   * @param policies uids of the policies that there are; empty where that is not known
   */
  public record Declared(
      String name,
      String owner,
      String namespace,
      List<Ending> endings,
      List<String> former,
      List<Place> places,
      Optional<Set<String>> policies) {
    public Declared {
      endings = List.copyOf(endings);
      former = List.copyOf(former);
      places = List.copyOf(places);
    }

    List<String> buckets() {
      return Stream.concat(endings.stream().map(Ending::bucket), former.stream())
          .distinct()
          .toList();
    }
  }

  /** One pass; digests are of what was seen to hold before. */
  public EndingPass over(Enforcement enforcement, Declared declared, Map<String, String> applied) {
    var outside = new InBuckets(declared, buckets, buckets.aws().get(), new HashMap<>());
    FoundRules seen = outside.read();
    Convergence<FoundRules, RuleWrite> held =
        Convergence.held(enforcement, outside, seen, outside.still(seen, applied));
    return new EndingPass(held, outside.status(held.seen()), held.seen().lack());
  }

  /**
   * The lifecycle rules of buckets.
   *
   * @param written what became of each write: all settings of a bucket have the same one
   */
  private record InBuckets(
      Declared declared,
      ObjectBuckets buckets,
      Answer<Services> services,
      Map<RuleWrite, Answer<?>> written)
      implements Outside<FoundRules, RuleWrite> {

    @Override
    public String kind() {
      return "LifecycleRules";
    }

    @Override
    public String name() {
      return declared.name();
    }

    FoundRules read() {
      return new FoundRules(
          declared.buckets().stream().collect(Collectors.toMap(Function.identity(), this::rules)));
    }

    private Answer<Rules> rules(String name) {
      return services.then(
          there ->
              here(there, name)
                  .then(_ -> buckets.allowed(there, name, declared.namespace()))
                  .then(bucket -> rules(there, bucket)));
    }

    private static Answer<Rules> rules(Services there, Bucket bucket) {
      return there.s3().objects().lifecycle(bucket).map(rules -> new Rules(bucket, rules));
    }

    /** Whether it is said to be where we work; what nobody says is taken to be. */
    private Answer<String> here(Services there, String bucket) {
      return declared.places().stream()
          .filter(it -> it.bucket().equals(bucket) && !it.region().equals(there.region()))
          .findFirst()
          .map(it -> ObjectBuckets.<String>elsewhere(it.field(), it.region(), there.region()))
          .orElseGet(() -> Answer.known(bucket));
    }

    /** Without the digests of what is declared no more. */
    Map<String, String> still(FoundRules seen, Map<String, String> applied) {
      List<String> names = settings(seen, applied).stream().map(Setting::name).toList();
      return applied.entrySet().stream()
          .filter(it -> names.contains(it.getKey()))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<ObjectRule> status(FoundRules seen) {
      return Stream.concat(
              declared.endings().stream().map(it -> rule(it, seen).status()),
              left(seen).flatMap(LeftRules::status))
          .toList();
    }

    private PrefixRule rule(Ending ending, FoundRules seen) {
      return new PrefixRule(ending, seen.of(ending.bucket()), declared.policies());
    }

    private Stream<LeftRules> left(FoundRules seen) {
      return declared.buckets().stream()
          .map(it -> new LeftRules(it, declared.owner(), declared.endings(), seen.of(it)));
    }

    @Override
    public FoundRules again(FoundRules before) {
      return read();
    }

    @Override
    public List<Setting<RuleWrite>> settings(FoundRules seen, Map<String, String> applied) {
      return RuleWrite.together(
          Stream.concat(
                  declared.endings().stream().flatMap(it -> rule(it, seen).settings()),
                  left(seen).flatMap(LeftRules::settings))
              .toList());
    }

    @Override
    public Answer<?> write(FoundRules seen, RuleWrite change) {
      return written.computeIfAbsent(
          change,
          it -> services.then(there -> there.s3().objects().putRules(it.bucket(), it.rules())));
    }
  }
}
