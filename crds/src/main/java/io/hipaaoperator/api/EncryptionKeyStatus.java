package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a key.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Compliant, Drifted and, while they hold, Reconciling and Stalled
 * @param controls the verdict on each control
 * @param keyId the key's id
 * @param arn the key's ARN
 * @param alias its alias
 * @param region where it is
 * @param rotation how it is rotated
 * @param proof the last test of whether the key works
 * @param claim the creation that is under way, or was last
 * @param applied digest of each setting that was seen to hold
 * @param storageClass name of the StorageClass whose volumes are encrypted with the key
 * @param inventory objects made for this key
 * @param dataKeys the data keys of namespaces
 * @param apiServer how the API server encrypts what it stores
 * @param users who uses the key in the cluster, by kind and name
 * @param userTotal how many do
 * @param deletion when AWS deletes the key, which was scheduled as the spec says
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EncryptionKeyStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (the key is as declared), Compliant (the controls pass), Drifted, KeyUsable (the"
                + " last proof), DataKeys (whether each allowed namespace has its own), InUse (who"
                + " uses it), ApiServerEncrypted (where asked for), and, while they hold,"
                + " DeletionHeld, Reconciling and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The verdict on each control.") @Nullable List<ControlStatus> controls,
    @JsonPropertyDescription("The key's id.") @Nullable String keyId,
    @JsonPropertyDescription("The key's ARN.") @Nullable String arn,
    @JsonPropertyDescription("Its alias.") @Nullable String alias,
    @JsonPropertyDescription("Region it is in.") @Nullable String region,
    @JsonPropertyDescription("How it is rotated.") @Nullable Rotation rotation,
    @JsonPropertyDescription("The last test of whether the key works; none in Observe mode.")
        @Nullable Proof proof,
    @JsonPropertyDescription("The creation that is under way, or was last.") @Nullable Claim claim,
    @JsonPropertyDescription("Digest of each setting that was seen to hold.")
        @Nullable Map<String, String> applied,
    @JsonPropertyDescription("StorageClass whose volumes are encrypted with the key.")
        @Nullable String storageClass,
    @JsonPropertyDescription("Objects made for this key.") @Nullable List<Child> inventory,
    @JsonPropertyDescription(
            "The data key of each namespace, as KMS encrypted it. A ConfigMap that is gone is made"
                + " again from here; while there is one, the EncryptionKey can't be deleted.")
        @Nullable List<DataKey> dataKeys,
    @JsonPropertyDescription(
            "How the API server encrypts what it stores, where apiServerEncryption asks for it.")
        @Nullable ApiServerStatus apiServer,
    @JsonPropertyDescription(
            "Who uses the key in the cluster, at most 20: while there is anybody, the EncryptionKey"
                + " can't be deleted.")
        @Nullable List<User> users,
    @JsonPropertyDescription("How many use the key.") @Nullable Integer userTotal,
    @JsonPropertyDescription(
            "When AWS deletes the key, since this resource was deleted with ScheduleDeletion.")
        @Nullable String deletion,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift)
    implements ExternalStatus {

  /** Nothing seen yet. */
  public static final EncryptionKeyStatus NONE =
      new EncryptionKeyStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null, null);

  public EncryptionKeyStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    controls = controls == null ? List.of() : List.copyOf(controls);
    applied = applied == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(applied));
    inventory = inventory == null ? List.of() : List.copyOf(inventory);
    dataKeys = dataKeys == null ? List.of() : List.copyOf(dataKeys);
    users = users == null ? List.of() : List.copyOf(users);
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

  /** Never null. */
  @Override
  public List<Condition> conditions() {
    return conditions == null ? List.of() : conditions;
  }

  /** Never null. */
  @Override
  public List<ControlStatus> controls() {
    return controls == null ? List.of() : controls;
  }

  /** Never null. */
  @Override
  public Map<String, String> applied() {
    return applied == null ? Map.of() : applied;
  }

  /** Never null. */
  @Override
  public List<Child> inventory() {
    return inventory == null ? List.of() : inventory;
  }

  /** Never null. */
  @Override
  public List<DataKey> dataKeys() {
    return dataKeys == null ? List.of() : dataKeys;
  }

  /** Never null. */
  @Override
  public List<User> users() {
    return users == null ? List.of() : users;
  }

  /** Never null. */
  @Override
  public List<DriftStatus> drift() {
    return drift == null ? List.of() : drift;
  }

  /** The same with another claim. */
  public EncryptionKeyStatus claimed(@Nullable Claim next) {
    return with(next, dataKeys());
  }

  /** The same with other data keys. */
  public EncryptionKeyStatus keeping(List<DataKey> next) {
    return with(claim, next);
  }

  private EncryptionKeyStatus with(@Nullable Claim claimed, List<DataKey> kept) {
    return new EncryptionKeyStatus(
        observedGeneration,
        summary,
        conditions,
        controls,
        keyId,
        arn,
        alias,
        region,
        rotation,
        proof,
        claimed,
        applied,
        storageClass,
        inventory,
        kept,
        apiServer,
        users,
        userTotal,
        deletion,
        lastDrift,
        driftTotal,
        drift);
  }

  /**
   * Something that uses a key.
   *
   * @param kind PhiWorkload, AuditSink, DataKey, StorageClass where there are volumes of one, or
   *     APIServer where it is declared to encrypt with the key
   * @param namespace its namespace; null for what is in none
   * @param name its name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record User(
      @JsonPropertyDescription(
              "PhiWorkload, AuditSink, DataKey, StorageClass that has volumes, or APIServer.")
          String kind,
      @JsonPropertyDescription("Its namespace; absent for what is in none.")
          @Nullable String namespace,
      @JsonPropertyDescription("Its name.") String name) {

    /** For people, for example {@code PhiWorkload clinic/records}. */
    @Override
    public String toString() {
      return kind + " " + (namespace == null ? name : namespace + "/" + name);
    }
  }

  /**
   * A creation: written here before AWS is asked, so that no second key is ever made.
   *
   * @param token tag of the key that is created under this claim
   * @param time when it was made
   */
  public record Claim(
      @JsonPropertyDescription("Tag of the key that is created under this claim.") String token,
      @JsonPropertyDescription("When it was made.") String time) {}

  /**
   * A test of whether a key works: something was encrypted with it, bound to an encryption context,
   * and decrypted again.
   *
   * @param time when
   * @param usable whether it works
   * @param message what was seen
   */
  public record Proof(
      @JsonPropertyDescription("When.") String time,
      @JsonPropertyDescription("Whether the key works.") boolean usable,
      @JsonPropertyDescription("What was seen.") String message) {}

  /**
   * How a key is rotated, as AWS says.
   *
   * @param enabled whether it is rotated at all
   * @param periodDays days between two rotations
   * @param next when it will be
   * @param last when it last was
   * @param asOf when AWS was asked for last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rotation(
      @JsonPropertyDescription("Whether it is rotated at all.") boolean enabled,
      @JsonPropertyDescription("Days between two rotations.") @Nullable Integer periodDays,
      @JsonPropertyDescription("When it will be.") @Nullable String next,
      @JsonPropertyDescription("When it last was; absent where it never was.")
          @Nullable String last,
      @JsonPropertyDescription(
              "When AWS was asked when it last was: once a day, and when anything else here changes.")
          @Nullable String asOf) {}
}
