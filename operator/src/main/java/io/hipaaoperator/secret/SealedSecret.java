package io.hipaaoperator.secret;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A SealedSecret, of which its controller makes a Secret.
 *
 * @see <a href="https://github.com/bitnami-labs/sealed-secrets">sealed-secrets</a>
 */
@Group("bitnami.com")
@Version("v1alpha1")
public final class SealedSecret extends CustomResource<OpenFields, OpenFields>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
  private static final String ENCRYPTED = "encryptedData";
  private static final String OBSERVED = "observedGeneration";
  private static final FieldPath REVISION =
      FieldPath.ROOT.child("metadata").child("annotations").child(Api.SECRET_REVISION);

  /** What the controller says of the newest spec. */
  public record Synced(String status, String message) {
    static final Synced UNKNOWN = new Synced("Unknown", "");

    /** Whether it was opened into the Secret. */
    public boolean isTrue() {
      return status.equals("True");
    }

    /** Whether the controller could not, and will not try again by itself. */
    public boolean isFalse() {
      return status.equals("False");
    }
  }

  /** It has none before somebody gives it one. */
  @Override
  protected @Nullable OpenFields initSpec() {
    return null;
  }

  /** The controller's, not ours. */
  @Override
  protected @Nullable OpenFields initStatus() {
    return null;
  }

  /** The ciphertexts by key. */
  @JsonIgnore
  public Map<String, String> encryptedData() {
    Map<String, String> found = new TreeMap<>();
    texts(fields(getSpec()).get(ENCRYPTED)).forEach(found::put);
    return found;
  }

  private static Map<String, String> texts(@Nullable Object field) {
    Map<String, String> texts = new TreeMap<>();
    if (field instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }

  /**
   * Number of the revision whose ciphertexts we gave it; zero where that is not known. What others
   * wrote there counts for nothing.
   */
  @JsonIgnore
  long revision() {
    String number = annotations().getOrDefault(Api.SECRET_REVISION, "");
    return number.matches("[1-9]\\d{0,17}") && isOurs(REVISION) ? Long.parseLong(number) : 0;
  }

  /** Whether a ciphertext is as we gave it. */
  boolean hasOurs(String key) {
    return isOurs(FieldPath.ROOT.child("spec").child(ENCRYPTED).child(key));
  }

  private boolean isOurs(FieldPath path) {
    return Ownership.of(this, Api.MANAGER).ours(path);
  }

  /** Its annotations, never null. */
  @JsonIgnore
  Map<String, String> annotations() {
    return Objects.requireNonNullElse(getMetadata().getAnnotations(), Map.<String, String>of());
  }

  /** What the controller says; unknown while it speaks of an older spec. */
  @JsonIgnore
  public Synced synced() {
    Map<String, Object> status = fields(getStatus());
    return speaksOf(status.get(OBSERVED), getMetadata().getGeneration())
        ? conditions(status).flatMap(SealedSecret::synced).findFirst().orElse(Synced.UNKNOWN)
        : Synced.UNKNOWN;
  }

  private static boolean speaksOf(@Nullable Object observed, @Nullable Long generation) {
    return observed instanceof Number number
        && generation != null
        && number.longValue() == generation;
  }

  private static Stream<?> conditions(Map<String, Object> status) {
    return status.get("conditions") instanceof List<?> list ? list.stream() : Stream.empty();
  }

  private static Stream<Synced> synced(Object condition) {
    Map<String, String> fields = texts(condition);
    return "Synced".equals(fields.get("type"))
        ? Stream.of(
            new Synced(
                fields.getOrDefault("status", "Unknown"), fields.getOrDefault("message", "")))
        : Stream.empty();
  }

  private static Map<String, Object> fields(@Nullable OpenFields open) {
    return Optional.ofNullable(open).map(OpenFields::fields).orElseGet(Map::of);
  }

  /** Whether the labels of an object say so. */
  boolean isLabelled(String label, String value) {
    return value.equals(
        Objects.requireNonNullElse(getMetadata().getLabels(), Map.<String, String>of()).get(label));
  }
}
