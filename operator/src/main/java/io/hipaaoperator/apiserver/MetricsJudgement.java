package io.hipaaoperator.apiserver;

import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.apiserver.ApiServer.Providers;
import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.apiserver.EncryptionMetrics.Way;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether an API server encrypts with a key, from its metrics.
 *
 * @param owner name of the EncryptionKey
 * @param declared what it is to encrypt, and through which provider
 * @param key the key
 * @param now when it was looked at
 */
public record MetricsJudgement(
    String owner, ApiServerEncryption declared, HashedKey key, Instant now) {
  /** A provider is asked every minute for its key. */
  private static final Duration ASKED = Duration.ofMinutes(10);

  private static final String AGAIN =
      " since it was started: write all of it anew, then restart it, so that it counts anew";

  /** What is concluded of its metrics, and of the health of its providers. */
  public EncryptionLook of(Fact<EncryptionMetrics> metrics, Fact<Providers> providers) {
    return switch (metrics) {
      case Fact.Known<EncryptionMetrics>(EncryptionMetrics read) -> of(read, providers);
      case Fact.Unreachable<EncryptionMetrics> unread -> unread(unread);
    };
  }

  private static EncryptionLook unread(Fact.Unreachable<?> unread) {
    return EncryptionLook.of(unread.refused() ? State.Refused : State.NotReadable, unread.why());
  }

  private EncryptionLook of(EncryptionMetrics metrics, Fact<Providers> providers) {
    if (!metrics.tell()) {
      return EncryptionLook.of(State.NotReadable, "its metrics say nothing of encryption");
    }
    Stream<EncryptionLook> found =
        metrics.know(provider())
            ? Stream.of(
                    health(providers),
                    key(metrics),
                    declared.encrypted().stream().map(one -> resource(one, metrics)))
                .flatMap(all -> all)
            : Stream.of(absent(providers));
    return EncryptionLook.worst(found.toList()).saying(this::encrypted).at(metrics.server());
  }

  private String encrypted() {
    return "the API server that answered encrypts %s with the key; of others nothing is known"
        .formatted(String.join(", ", declared.encrypted()));
  }

  private String provider() {
    return declared.providerName();
  }

  /** A provider that never answered is in no metric. */
  private EncryptionLook absent(Fact<Providers> providers) {
    return providers instanceof Fact.Known<Providers>(Providers state) && state == Providers.UNWELL
        ? EncryptionLook.of(State.PluginUnwell, "a KMS provider of the API server is not well")
        : EncryptionLook.of(
            State.NotEncrypted, "the API server has no KMS v2 provider " + provider());
  }

  private static Stream<EncryptionLook> health(Fact<Providers> providers) {
    return switch (providers) {
      case Fact.Unreachable<Providers> unread -> Stream.of(unread(unread));
      case Fact.Known<Providers>(Providers state) ->
          switch (state) {
            case WELL -> Stream.empty();
            case UNWELL ->
                Stream.of(
                    EncryptionLook.of(
                        State.PluginUnwell, "a KMS provider of the API server is not well"));
            case NONE ->
                Stream.of(
                    EncryptionLook.of(
                        State.NotReadable,
                        "the API server that was asked for its health has no KMS provider, another may have answered"));
          };
    };
  }

  private Stream<EncryptionLook> key(EncryptionMetrics metrics) {
    return Stream.of(told(metrics), stale(metrics), used(metrics)).flatMap(Optional::stream);
  }

  /** The key that it uses from now on. */
  private Optional<EncryptionLook> told(EncryptionMetrics metrics) {
    return metrics
        .key(provider())
        .filter(hash -> !hash.equals(key.hash()))
        .map(
            hash ->
                EncryptionLook.of(
                    State.AnotherKey,
                    "the API server encrypts with another key: %s, that of %s is %s"
                        .formatted(hash, key.arn(), key.hash())));
  }

  /** A file that was read anew without it leaves its metrics as they are. */
  private Optional<EncryptionLook> stale(EncryptionMetrics metrics) {
    boolean isNew =
        metrics.age(provider(), now).filter(age -> age.compareTo(ASKED) < 0).isPresent();
    return isNew
        ? Optional.empty()
        : Optional.of(
            EncryptionLook.of(
                State.PluginUnwell,
                "provider %s has not told its key for %d minutes"
                    .formatted(provider(), ASKED.toMinutes())));
  }

  /** Keys that it used, which it may decrypt with still. */
  private Optional<EncryptionLook> used(EncryptionMetrics metrics) {
    return metrics.used(provider()).stream().allMatch(key.hash()::equals)
        ? Optional.empty()
        : Optional.of(EncryptionLook.of(State.AnotherKey, "another key was used" + AGAIN));
  }

  private EncryptionLook resource(String resource, EncryptionMetrics metrics) {
    return doubt(resource, metrics).orElseGet(() -> counted(resource, metrics));
  }

  /** Why the counts do not tell how a resource is stored. */
  private Optional<EncryptionLook> doubt(String resource, EncryptionMetrics metrics) {
    if (metrics.failedToRead(resource)) {
      return Optional.of(
          EncryptionLook.of(State.NotReadable, resource + ": some could not be read" + AGAIN));
    }
    return metrics.reloaded() && !isAsHandedOut(metrics)
        ? Optional.of(
            EncryptionLook.of(
                State.NotSeen,
                resource
                    + ": the file was read anew since the API server was started, and is not the one that was handed out"))
        : Optional.empty();
  }

  private EncryptionLook counted(String resource, EncryptionMetrics metrics) {
    Set<String> written = metrics.providers(resource, Way.WRITTEN);
    Set<String> all = new TreeSet<>(metrics.providers(resource, Way.READ));
    all.addAll(written);
    if (all.isEmpty()) {
      return EncryptionLook.of(
          State.NotSeen,
          resource + ": none went through a provider yet, or its file does not name them");
    }
    return written.isEmpty() || written.contains(prefix())
        ? stored(resource, all, !written.isEmpty() || isAsHandedOut(metrics))
        : EncryptionLook.of(
            State.NotEncrypted, "%s are written with %s".formatted(resource, words(written)));
  }

  /** With the file that was handed out it is known what it would write with. */
  private boolean isAsHandedOut(EncryptionMetrics metrics) {
    return metrics.configure(new EncryptionConfiguration(owner, declared).encrypting());
  }

  private EncryptionLook stored(String resource, Set<String> all, boolean isWrittenSo) {
    all.remove(prefix());
    if (all.isEmpty()) {
      return isWrittenSo
          ? EncryptionLook.of(State.Encrypted, resource)
          : EncryptionLook.of(
              State.NotSeen,
              resource
                  + ": none was written since it was started, and its file is not the one that was handed out");
    }
    return EncryptionLook.of(
        all.contains(EncryptionMetrics.IDENTITY) ? State.StoredInPlain : State.AnotherKey,
        "%s were stored with %s%s".formatted(resource, words(all), AGAIN));
  }

  /** What it writes in front of what it encrypts. */
  private String prefix() {
    return "k8s:enc:kms:v2:" + provider() + ":";
  }

  private static String words(Set<String> prefixes) {
    return String.join(" and ", List.copyOf(prefixes))
        .replace(EncryptionMetrics.IDENTITY, "no encryption");
  }
}
