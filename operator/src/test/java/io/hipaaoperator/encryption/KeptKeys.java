package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.DataKeySpec;
import io.hipaaoperator.api.DeletionPolicy;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.KnownTags;
import io.hipaaoperator.aws.MemoryTags;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.external.ExternalPasses.Outcome;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** EncryptionKeys that are looked after, on a KMS in memory that can be made to fail. */
final class KeptKeys implements Claims {
  static final Duration POLL = Duration.ofMinutes(5);
  static final String ALIAS = "alias/phi/clinic";
  static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");
  static final Answer<?> DENIED = new Answer.Refused<>("AccessDeniedException", "no");

  final MemoryKms kms;
  final MemoryCluster cluster = new MemoryCluster();
  KeyUsers users = new KeyUsers(List.of(), 0, Optional.empty());

  /** Why the cluster takes no finalizer. */
  Optional<Refusal> refusal = Optional.empty();

  /** The index of the tags of all keys. */
  final MemoryTags index = new MemoryTags(this::tags);

  /** Whether tags are known as by an operator that looks every five minutes. */
  boolean remembers;

  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** What the API server tells. */
  final ToldApiServer server = new ToldApiServer();

  private final List<Stored> resources = new ArrayList<>();
  private final KeyPasses usual;

  KeptKeys() {
    this(new MemoryKms());
  }

  KeptKeys(MemoryKms kms) {
    this.kms = kms;
    usual = passes(kms, this, cluster::write);
  }

  private Map<String, Map<String, String>> tags() {
    Map<String, Map<String, String>> all = new HashMap<>();
    kms.keys.values().forEach(key -> all.put(key.arn(), key.tags));
    return all;
  }

  /** Declares one more, which is younger than the others. */
  Stored declare(EncryptionKeySpec spec) {
    var resource = new Stored("clinic-" + resources.size(), spec);
    resources.add(resource);
    return resource;
  }

  /** It is deleted. */
  void remove(Stored resource) {
    resource.delete();
    resources.remove(resource);
  }

  /** The status after a pass with its report, as the reconciler makes one. */
  EncryptionKeyStatus pass(Stored resource) {
    return pass(usual, resource, this);
  }

  /** The same with other calls or another store. */
  EncryptionKeyStatus pass(Stored resource, Kms calls, Claims claims) {
    return pass(resource, calls, claims, cluster::write);
  }

  /** The same where another makes the writes of children. */
  EncryptionKeyStatus pass(Stored resource, Kms calls, Claims claims, MemoryCluster.Writer writer) {
    return pass(passes(calls, claims, writer), resource, claims);
  }

  private EncryptionKeyStatus pass(KeyPasses passes, Stored resource, Claims claims) {
    Outcome<EncryptionKey, EncryptionKeyStatus> outcome = passes.over(resource.get());
    var before = outcome.resource().getStatus();
    var history = outcome.pass().history(before, List.of(), now);
    claims.write(outcome.resource(), outcome.status().with(history, now));
    return resource.get().getStatus();
  }

  /** The passes themselves, without a report. */
  KeyPasses passes() {
    return usual;
  }

  private KeyPasses passes(Kms calls, Claims claims, MemoryCluster.Writer writer) {
    var known = ((Answer.Known<Services>) kms.services()).value();
    var services = TestServices.of(known.account(), calls);
    var indexed = TestServices.with(services, index);
    Supplier<Answer<Services>> tagged =
        KnownTags.shared(() -> Answer.known(indexed), () -> now, POLL, OwnTags.OURS);
    return new KeyPasses(
        Enforcement.Enforce,
        () -> remembers ? tagged.get() : Answer.known(services),
        claims,
        KeyOwners.of(this::named),
        cluster.kept(writer, () -> now),
        new Users(),
        server,
        new KeyFinalizer(this::written),
        Catalogue.KEY,
        () -> now);
  }

  /** The cluster's answer to a write of a finalizer. */
  private Applier.Outcome written(Write write) {
    return refusal
        .map(no -> new Applier.Outcome(Optional.empty(), Optional.of(no)))
        .orElseGet(() -> new Applier.Outcome(Optional.of(answer(write)), Optional.empty()));
  }

  private EncryptionKey answer(Write write) {
    var resource = (EncryptionKey) write.object();
    return switch (write) {
      case Write.Apply _ -> stored(resource).apply(resource);
      case Write.Remove remove -> stored(resource).remove(remove.pointers().getFirst());
      case Write.Create _, Write.Replace _, Write.Delete _ ->
          throw new IllegalArgumentException("no key is deleted");
    };
  }

  /** Who uses keys is the same to a cache and to the server. */
  private final class Users implements KeyUse {
    @Override
    public KeyUsers of(String key) {
      return users;
    }

    @Override
    public KeyUsers now(String key) {
      return users;
    }
  }

  private List<EncryptionKey> named(String name) {
    return resources.stream()
        .map(Stored::get)
        .filter(resource -> KeyOwners.names(resource).contains(name))
        .toList();
  }

  @Override
  public EncryptionKey newest(EncryptionKey cached) {
    return stored(cached).newest(cached);
  }

  @Override
  public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
    return stored(resource).write(resource, status);
  }

  private Stored stored(EncryptionKey resource) {
    return resources.stream()
        .filter(one -> one.uid().equals(resource.getMetadata().getUid()))
        .findFirst()
        .orElseThrow();
  }

  static Condition ready(EncryptionKeyStatus status) {
    return condition(status, "Ready");
  }

  static Condition condition(EncryptionKeyStatus status, String type) {
    return find(status, type).orElseThrow();
  }

  static Optional<Condition> find(EncryptionKeyStatus status, String type) {
    return status.conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** A key of our own. */
  static EncryptionKeySpec own() {
    return spec(ALIAS, "records", null, null);
  }

  /** A key that somebody made. */
  static EncryptionKeySpec adopting(KeyRef key) {
    return spec(ALIAS, null, key, null);
  }

  /** Any key that is declared by these alone. */
  static EncryptionKeySpec spec(
      String alias,
      @Nullable String description,
      @Nullable KeyRef adopted,
      @Nullable Boolean managed) {
    var more = new HashMap<String, Object>();
    more.put("description", description);
    more.put("keyRef", adopted);
    more.put("managePolicy", managed);
    more.values().removeIf(Objects::isNull);
    return KeySpecs.of(alias, more);
  }

  /** A key of our own with a data key for each namespace. */
  static EncryptionKeySpec withDataKeys(DataKeySpec declared) {
    return withDataKeys(declared, DeletionPolicy.Retain);
  }

  /** The same, and what becomes of it when its resource is deleted. */
  static EncryptionKeySpec withDataKeys(DataKeySpec declared, DeletionPolicy deletion) {
    return KeySpecs.of(
        ALIAS,
        Map.of(
            "description", "records",
            "allowedNamespaces", Selector.ALL,
            "dataKey", declared,
            "deletionPolicy", deletion,
            "acknowledgeDeletion", ALIAS));
  }

  /** A key of our own that is to be deleted with its resource. */
  static EncryptionKeySpec dying() {
    return KeySpecs.of(
        ALIAS,
        """
        description: records
        deletionPolicy: ScheduleDeletion
        deletionWindowDays: 7
        acknowledgeDeletion: %s
        """
            .formatted(ALIAS));
  }
}
