package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Secret of the namespace that is made of a SealedSecret.
 *
 * @param name name of the Secret, and of the SealedSecret
 * @param type type of the Secret
 * @param keys what is in it
 * @param owner who answers for it
 * @param maxAgeDays how old what is in it may become
 */
@ValidationRule(
    value = "self.keys.all(k, self.keys.exists_one(l, l.name == k.name))",
    message = "keys has each name once",
    fieldPath = ".keys")
@ValidationRule(
    value =
        "!has(self.type) || !(self.type in ['kubernetes.io/service-account-token',"
            + " 'bootstrap.kubernetes.io/token'])",
    message = "type is one that Kubernetes itself fills: it would be a way to act as others",
    fieldPath = ".type")
@ValidationRule(
    value =
        "!has(self.type) || !self.type.contains('kubernetes.io/') || self.type =="
            + " 'kubernetes.io/basic-auth'",
    message =
        "type of Kubernetes is one whose values can be random: Opaque, kubernetes.io/basic-auth",
    fieldPath = ".type")
@ValidationRule(
    value =
        "!has(self.type) || self.type != 'kubernetes.io/basic-auth' || self.keys.exists(k, k.name"
            + " in ['username', 'password'])",
    message = "type kubernetes.io/basic-auth has a key username or password",
    fieldPath = ".keys")
@ValidationRule(
    value = "self.type == oldSelf.type",
    message = WorkloadSecret.TYPE_MESSAGE,
    fieldPath = ".type")
@ValidationRule(
    value =
        "!has(self.maxAgeDays) || self.keys.all(k, !has(k.rotation) || !has(k.rotation.everyDays)"
            + " || k.rotation.everyDays <= self.maxAgeDays)",
    message = "maxAgeDays is no less than rotation.everyDays of any of the keys",
    fieldPath = ".maxAgeDays")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkloadSecret(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the Secret, and of the SealedSecret that it is made of.")
        String name,
    @Default("Opaque")
        @Size(min = 1, max = 253)
        @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("Type of the Secret.")
        @Nullable String type,
    @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription("What is in it. A key that is taken away here leaves the Secret.")
        List<SecretKey> keys,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription("Who answers for it: a team, or how it is reached.")
        @Nullable String owner,
    @Min(1)
        @Max(3650)
        @JsonPropertyDescription(
            "How many days old a value may become before it is said to be too old. Absent: nothing"
                + " is said of its age.")
        @Nullable Integer maxAgeDays) {
  /** What a Secret is unless told otherwise. */
  public static final String OPAQUE = "Opaque";

  static final String TYPE_MESSAGE =
      "type cannot change: Kubernetes lets nobody change that of a Secret";

  /** Of the spec: two declarations of one Secret would contend for it. */
  static final String ONCE =
      "!has(self.secrets) || self.secrets.all(s, self.secrets.exists_one(t, t.name == s.name))";

  static final String ONCE_MESSAGE = "secrets has each name once";

  public WorkloadSecret {
    keys = List.copyOf(keys);
  }

  /** The type, with the schema's default for objects that never passed an API server. */
  @Override
  public String type() {
    return type == null ? OPAQUE : type;
  }

  /** How old what is in it may become, if that is said. */
  public Optional<Integer> oldest() {
    return Optional.ofNullable(maxAgeDays);
  }
}
