package io.hipaaoperator.apiserver;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the metrics of one API server say of how it encrypts. They count since it was started, and
 * are of stability level ALPHA: of a server that has none of them nothing is known.
 *
 * @see <a href="https://kubernetes.io/docs/reference/instrumentation/metrics/">Kubernetes
 *     metrics</a>
 */
public final class EncryptionMetrics {
  /** How what was written in plain is called where it is read. */
  static final String IDENTITY = "identity";

  private static final String ENVELOPE = "apiserver_envelope_encryption_";
  private static final String OPERATIONS = "apiserver_storage_transformation_operations_total";
  private static final String CONFIGURATION = "apiserver_encryption_config_controller_";
  private static final String FILE = CONFIGURATION + "last_config_info";
  private static final String RELOADS = CONFIGURATION + "automatic_reloads_total";
  private static final String STATUS = ENVELOPE + "key_id_hash_status_last_timestamp_seconds";
  private static final String USED = ENVELOPE + "key_id_hash_total";
  private static final String PROVIDER = "provider_name";
  private static final String KEY = "key_id_hash";
  private static final String SERVER = "apiserver_id_hash";

  private final List<Sample> samples;

  private EncryptionMetrics(List<Sample> samples) {
    this.samples = samples;
  }

  /** Which way something goes through a provider. */
  enum Way {
    READ("from_storage"),
    WRITTEN("to_storage");

    private final String label;

    Way(String label) {
      this.label = label;
    }
  }

  /** Those of an API server, in the text format; all others are passed over. */
  public static EncryptionMetrics of(Stream<String> lines) {
    return new EncryptionMetrics(
        lines
            .filter(EncryptionMetrics::isOfInterest)
            .map(Sample::of)
            .flatMap(Optional::stream)
            .toList());
  }

  private static boolean isOfInterest(String line) {
    return line.startsWith(ENVELOPE)
        || line.startsWith(OPERATIONS)
        || line.startsWith(CONFIGURATION);
  }

  /** Whether they say anything: a server that knows of them has one at least, encrypting or not. */
  boolean tell() {
    return !samples.isEmpty();
  }

  /** Hash of the server's identity; empty where it has no provider. */
  Optional<String> server() {
    return samples.stream()
        .map(one -> one.label(SERVER))
        .filter(hash -> !hash.isEmpty())
        .findFirst();
  }

  /** Whether the server's configuration is this text, to the letter. */
  boolean configure(String text) {
    String hash = HashedKey.sha256(text);
    return samples.stream().anyMatch(one -> one.name().equals(FILE) && one.has("hash", hash));
  }

  /** Whether a KMS provider of this name is or was loaded. */
  boolean know(String provider) {
    return samples.stream().anyMatch(one -> one.has(PROVIDER, provider));
  }

  /** Hash of the key that a provider said last to have; empty where it has said none. */
  Optional<String> key(String provider) {
    return newest(provider).map(one -> one.label(KEY));
  }

  /** How long ago that was. */
  Optional<Duration> age(String provider, Instant now) {
    return newest(provider)
        .map(one -> Duration.between(Instant.ofEpochSecond((long) one.value()), now).abs());
  }

  private Optional<Sample> newest(String provider) {
    return samples.stream()
        .filter(one -> one.name().equals(STATUS) && one.has(PROVIDER, provider))
        .max(Comparator.comparingDouble(Sample::value));
  }

  /** Hashes of the keys with which a provider encrypted or decrypted. */
  Set<String> used(String provider) {
    return samples.stream()
        .filter(one -> one.name().equals(USED) && one.has(PROVIDER, provider))
        .map(one -> one.label(KEY))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whether something of a resource was stored that could not be read: with a provider that the
   * server does not have, or a key that the plugin can't use. A plugin that is away is no sign.
   */
  boolean failedToRead(String resource) {
    return operations(resource, Way.READ)
        .anyMatch(one -> one.has("transformer_prefix", "unknown") || one.has("status", "Unknown"));
  }

  /** Whether the file was read anew since the server was started, which resets no count. */
  boolean reloaded() {
    return samples.stream()
        .anyMatch(
            one -> one.name().equals(RELOADS) && one.has("status", "success") && one.value() > 0);
  }

  private Stream<Sample> operations(String resource, Way way) {
    return samples.stream()
        .filter(one -> one.name().equals(OPERATIONS) && one.value() > 0)
        .filter(one -> one.has("resource", resource))
        .filter(one -> one.has("transformation_type", way.label));
  }

  /** Prefixes of the providers through which what is of a resource went without an error. */
  Set<String> providers(String resource, Way way) {
    return operations(resource, way)
        .filter(one -> one.has("status", "OK"))
        .map(one -> one.label("transformer_prefix"))
        .map(prefix -> prefix.isEmpty() ? IDENTITY : prefix)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
