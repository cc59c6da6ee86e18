package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Account;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.TestServices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A KMS in memory, which a test can make fail. What AWS checks of its input it does not. */
final class MemoryKms implements Kms {
  /** A key, as a test may change it. */
  static final class Stored {
    final String id;
    final Map<String, String> tags = new TreeMap<>();
    String state = Key.ENABLED;
    String description = "";
    String policy = "";
    Optional<Instant> deletion = Optional.empty();

    /** Whether its policy does not let us read its tags. */
    boolean hidden;

    Rotation rotation = new Rotation(false, Optional.empty(), Optional.empty());
    List<Instant> rotations = List.of();

    Stored(String id) {
      this.id = id;
    }

    private Stored copy() {
      var copy = new Stored(id);
      copy.tags.putAll(tags);
      copy.state = state;
      copy.description = description;
      copy.policy = policy;
      copy.deletion = deletion;
      copy.hidden = hidden;
      copy.rotation = rotation;
      copy.rotations = rotations;
      return copy;
    }

    String arn() {
      return "arn:aws:kms:us-east-1:1:key/" + id;
    }

    private Key key() {
      return new Key(id, arn(), state, description, deletion);
    }
  }

  final Map<String, Stored> keys = new TreeMap<>();
  final Map<String, String> aliases = new HashMap<>();
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Whether it decrypts without the right context. */
  boolean loose;

  final List<String> writes = new ArrayList<>();

  /** How often it was asked. */
  final Map<String, Integer> calls = new HashMap<>();

  /** What happens as soon as a key was made. */
  Runnable afterCreate = () -> {};

  /** What happens as soon as a data key was made. */
  Runnable afterGenerate = () -> {};

  /** This KMS as the services of an account. */
  Answer<Services> services() {
    Account account = () -> Answer.known(new Account.Identity("aws", "1"));
    return Answer.known(TestServices.of(account, this));
  }

  /** As it is now. */
  MemoryKms copy() {
    var copy = new MemoryKms();
    keys.forEach((id, key) -> copy.keys.put(id, key.copy()));
    copy.aliases.putAll(aliases);
    return copy;
  }

  /** A key that somebody made. */
  Stored foreign() {
    var key = new Stored("key-" + keys.size());
    keys.put(key.id, key);
    return key;
  }

  /** Calls of this name answer so. */
  void fail(String call, Answer<?> answer) {
    failing.put(call, answer);
  }

  /** The one key behind an alias. */
  Stored behind(String alias) {
    return java.util.Objects.requireNonNull(keys.get(aliases.get(alias)), alias);
  }

  @SuppressWarnings("unchecked") // a test knows what the call that it makes fail answers
  private <T> Answer<T> on(String call, String id, Function<Stored, T> act) {
    if (failing.get(call) instanceof Answer<?> failure) {
      return (Answer<T>) failure;
    }
    return stored(id)
        .<Answer<T>>map(key -> Answer.known(act.apply(key)))
        .orElseGet(() -> new Answer.Refused<>(NOT_FOUND, "no key " + id));
  }

  private Optional<Stored> stored(String id) {
    String name = id.startsWith("alias/") ? aliases.getOrDefault(id, "") : id;
    return Optional.ofNullable(keys.get(name.substring(name.indexOf('/') + 1)));
  }

  /** The plain bytes, the key and the context, one after another: no secret to a test. */
  @Override
  public Answer<Sealed> encrypt(String id, Sealed plain, Map<String, String> context) {
    return on("encrypt", id, key -> new Sealed(plain.base64() + "|" + key.id + context));
  }

  /** Each is another one. */
  @Override
  public Answer<Sealed> generateDataKey(String id, String keySpec, Map<String, String> context) {
    return on(
        "generateDataKey",
        id,
        key -> {
          String secret = keySpec + " " + calls.merge("generateDataKey", 1, Integer::sum);
          afterGenerate.run();
          return Sealed.of((secret + key.id + context).getBytes(StandardCharsets.UTF_8));
        });
  }

  @Override
  public Answer<Sealed> decrypt(String id, Sealed sealed, Map<String, String> context) {
    return on("decrypt", id, key -> "|" + key.id + context)
        .then(
            ending ->
                loose || sealed.base64().endsWith(ending)
                    ? Answer.known(new Sealed(sealed.base64().split("\\|")[0]))
                    : new Answer.Refused<>(WRONG_CONTEXT, "another context"));
  }

  private Answer<Done> write(String call, String id, java.util.function.Consumer<Stored> act) {
    return on(
        call,
        id,
        key -> {
          writes.add(call);
          act.accept(key);
          return Done.DONE;
        });
  }

  @Override
  public Answer<Key> describe(String id) {
    calls.merge("describe", 1, Integer::sum);
    return on("describe", id, Stored::key);
  }

  @Override
  public Answer<List<String>> keys() {
    calls.merge("keys", 1, Integer::sum);
    return Answer.known(keys.values().stream().map(Stored::arn).toList());
  }

  @Override
  public Answer<Map<String, String>> tags(String id) {
    calls.merge("tags", 1, Integer::sum);
    return stored(id).filter(key -> key.hidden).isPresent()
        ? new Answer.Refused<>("AccessDeniedException", "not authorized")
        : on("tags", id, key -> Map.copyOf(key.tags));
  }

  @Override
  public Answer<String> policy(String id) {
    return on("policy", id, key -> key.policy);
  }

  @Override
  public Answer<Rotation> rotation(String id) {
    return on("rotation", id, key -> key.rotation);
  }

  @Override
  public Answer<List<Instant>> rotations(String id) {
    calls.merge("rotations", 1, Integer::sum);
    return on("rotations", id, key -> List.copyOf(key.rotations));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Answer<Key> create(NewKey wanted) {
    if (failing.get("create") instanceof Answer<?> failure) {
      return (Answer<Key>) failure;
    }
    Stored key = foreign();
    key.description = wanted.description();
    key.policy = wanted.policy();
    key.tags.putAll(wanted.tags());
    writes.add("create");
    afterCreate.run();
    return Answer.known(key.key());
  }

  @Override
  public Answer<Done> createAlias(String alias, String id) {
    if (aliases.containsKey(alias)) {
      return new Answer.Refused<>(EXISTS, alias);
    }
    return write("createAlias", id, key -> aliases.put(alias, key.id));
  }

  @Override
  public Answer<Done> moveAlias(String alias, String id) {
    return write("moveAlias", id, key -> aliases.put(alias, key.id));
  }

  @Override
  public Answer<Done> describe(String id, String description) {
    return write("description", id, key -> key.description = description);
  }

  @Override
  public Answer<Done> tag(String id, Map<String, String> tags) {
    return write("tag", id, key -> key.tags.putAll(tags));
  }

  @Override
  public Answer<Done> putPolicy(String id, String policy) {
    return write("putPolicy", id, key -> key.policy = policy);
  }

  @Override
  public Answer<Done> rotate(String id, int periodDays) {
    return write("rotate", id, key -> key.rotation = every(periodDays));
  }

  /** Rotation with this period. */
  static Rotation every(int periodDays) {
    return new Rotation(true, Optional.of(periodDays), Optional.empty());
  }

  @Override
  public Answer<Done> cancelDeletion(String id) {
    return write("cancelDeletion", id, key -> key.state = "Disabled");
  }

  /** AWS does not do it twice. */
  @Override
  public Answer<Done> scheduleDeletion(String id, int windowDays) {
    if (stored(id).filter(key -> key.key().isDying()).isPresent()) {
      return new Answer.Refused<>("KMSInvalidStateException", id + " is pending deletion");
    }
    return write(
        "scheduleDeletion",
        id,
        key -> {
          key.state = Key.PENDING_DELETION;
          key.deletion = Optional.of(Instant.EPOCH.plus(windowDays, ChronoUnit.DAYS));
        });
  }
}
