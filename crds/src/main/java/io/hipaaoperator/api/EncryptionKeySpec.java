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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform declares of a key.
 *
 * @param enforcement whether deviations are repaired or only reported
 * @param alias the name under which AWS and everybody else finds the key
 * @param description the key's description in AWS; absent means that of AWS is left alone
 * @param rotationPeriodDays the longest time between two rotations
 * @param principals who may do what with the key
 * @param multiRegion whether the key can be replicated into other regions
 * @param keyRef an existing key to adopt instead of creating one
 * @param managePolicy whether an adopted key is taken over, its policy above all
 * @param allowedNamespaces which namespaces may refer to the key; absent means none
 * @param storageClass a StorageClass whose volumes are encrypted with the key; absent means none
 * @param configMap a ConfigMap for each allowed namespace; absent means none
 * @param dataKey a data key for each allowed namespace; absent means none
 * @param deletionPolicy what becomes of the key when this resource is deleted
 * @param deletionWindowDays how long AWS waits before it deletes the key
 * @param acknowledgeDeletion the alias once more: somebody knows what is lost with the key
 * @param apiServerEncryption that the API server encrypts with the key what it stores; absent means
 *     nothing is said of it
 */
@ValidationRule(
    value = "!self.alias.startsWith('alias/aws/')",
    message = "alias must not begin with alias/aws/, which is for the keys of AWS itself",
    fieldPath = ".alias")
@ValidationRule(
    value = "self.alias == oldSelf.alias",
    message = "alias can't be changed: what refers to it would lose its key",
    fieldPath = ".alias")
@ValidationRule(
    value =
        "(has(self.multiRegion) && self.multiRegion)"
            + " == (has(oldSelf.multiRegion) && oldSelf.multiRegion)",
    message = "multiRegion can't be changed: AWS fixes it when the key is created")
@ValidationRule(
    value =
        "has(self.keyRef) == has(oldSelf.keyRef) && (!has(self.keyRef) || self.keyRef =="
            + " oldSelf.keyRef)",
    message = "keyRef can't be changed: data is encrypted with the key that it names")
@ValidationRule(
    value = "!has(self.managePolicy) || has(self.keyRef)",
    message = "managePolicy is only for an adopted key, which keyRef names",
    fieldPath = ".managePolicy")
@ValidationRule(
    value =
        "!has(self.principals) || !has(self.keyRef) || has(self.managePolicy) && self.managePolicy",
    message = "principals of an adopted key need managePolicy, else nothing is made of them",
    fieldPath = ".principals")
@ValidationRule(
    value = "!has(self.multiRegion) || !has(self.keyRef)",
    message = "multiRegion is only for a key that is created, not for one that keyRef names",
    fieldPath = ".multiRegion")
@ValidationRule(
    value = VolumeClass.NEEDS_DRIVER,
    message = VolumeClass.NEEDS_DRIVER_MESSAGE,
    fieldPath = ".storageClass")
@ValidationRule(
    value = KeyConfig.NEEDS_NAMESPACES,
    message = KeyConfig.NEEDS_NAMESPACES_MESSAGE,
    fieldPath = ".configMap")
@ValidationRule(
    value = DataKeySpec.NEEDS_NAMESPACES,
    message = DataKeySpec.NEEDS_NAMESPACES_MESSAGE,
    fieldPath = ".dataKey")
@ValidationRule(
    value = DeletionPolicy.ACKNOWLEDGED,
    message = DeletionPolicy.ACKNOWLEDGED_MESSAGE,
    fieldPath = ".acknowledgeDeletion")
@ValidationRule(
    value = DeletionPolicy.OF_OWN,
    message = DeletionPolicy.OF_OWN_MESSAGE,
    fieldPath = ".deletionPolicy")
@ValidationRule(
    value = DeletionPolicy.WINDOW,
    message = DeletionPolicy.WINDOW_MESSAGE,
    fieldPath = ".deletionWindowDays")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EncryptionKeySpec(
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce creates and repairs what makes the declaration true. Observe writes nothing to"
                + " AWS and only reports.")
        @Nullable Enforcement enforcement,
    @Required
        @Size(min = 7, max = 256)
        @Pattern("^alias/[a-zA-Z0-9/_-]+$")
        @JsonPropertyDescription(
            "Name under which AWS and everybody else finds the key, for example alias/phi/clinic.")
        String alias,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "The key's description in AWS. Absent: what AWS has is left alone.")
        @Nullable String description,
    @Min(90)
        @Max(2560)
        @JsonPropertyDescription(
            "Longest time between two rotations, 365 by default. A key that rotates more often is"
                + " left so. Absent for an adopted key: its rotation is judged and left alone.")
        @Nullable Integer rotationPeriodDays,
    @JsonPropertyDescription(
            "Who may do what with the key. The generated policy lets nobody else use it.")
        @Nullable KeyPrincipals principals,
    @JsonPropertyDescription("Whether the key can be replicated into other regions. Default false.")
        @Nullable Boolean multiRegion,
    @JsonPropertyDescription("An existing key to adopt instead of creating one.")
        @Nullable KeyRef keyRef,
    @JsonPropertyDescription(
            "Whether an adopted key is taken over, with its policy, tags and rotation, as if it had"
                + " been created. Default false: a change of its policy is reported, and left"
                + " alone.")
        @Nullable Boolean managePolicy,
    @JsonPropertyDescription(
            "Namespaces whose resources may refer to the key, by their labels. Absent: none may."
                + " The empty selector {} lets all of them.")
        @Nullable Selector allowedNamespaces,
    @JsonPropertyDescription(
            "A StorageClass whose EBS volumes are encrypted with the key. Its name, which is in the"
                + " status, carries a digest, since what it says can't be changed. Absent: none.")
        @Nullable VolumeClass storageClass,
    @JsonPropertyDescription(
            "A ConfigMap in each allowed namespace, called as the EncryptionKey with the ending"
                + " -key, with what an application needs to use the key. Absent: none.")
        @Nullable KeyConfig configMap,
    @JsonPropertyDescription(
            "A data key for each allowed namespace, encrypted by KMS and bound to an encryption"
                + " context, in an immutable ConfigMap called as the EncryptionKey with the ending"
                + " -datakey. It stays for ever, also without this EncryptionKey. Absent: none is"
                + " made.")
        @Nullable DataKeySpec dataKey,
    @Default("Retain")
        @JsonPropertyDescription(
            "What becomes of the key when this resource is deleted. Retain, the default: nothing."
                + " ScheduleDeletion: AWS is told to delete it after deletionWindowDays, once"
                + " nothing in the cluster uses it.")
        @Nullable DeletionPolicy deletionPolicy,
    @Min(7)
        @Max(30)
        @JsonPropertyDescription(
            "How many days AWS waits before it deletes the key, 30 by default. Until then a person"
                + " can take it back.")
        @Nullable Integer deletionWindowDays,
    @Size(min = 7, max = 256)
        @JsonPropertyDescription(
            "The alias once more, without which no key is deleted: somebody knows that nobody can"
                + " read what it encrypts afterwards.")
        @Nullable String acknowledgeDeletion,
    @JsonPropertyDescription(
            "That the API server encrypts with the key what it stores. What has to be installed for"
                + " it is put into a Secret for whoever runs the control plane, and whether it"
                + " works is read from the API server's metrics. Of EKS the cluster's own"
                + " setting is read. Absent: neither.")
        @Nullable ApiServerEncryption apiServerEncryption) {
  private static final int YEARLY = 365;
  private static final int LONGEST_WINDOW = 30;

  /** The mode, with the schema's default for objects that never passed an API server. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /** Whether the time between two rotations is declared, and not only the default. */
  public boolean declaresRotation() {
    return rotationPeriodDays != null;
  }

  /** Days; a year where none were declared. */
  @Override
  public Integer rotationPeriodDays() {
    return rotationPeriodDays == null ? YEARLY : rotationPeriodDays;
  }

  /** Whether AWS is to delete the key with this resource: never one that somebody else made. */
  public boolean deletesKey() {
    return deletionPolicy == DeletionPolicy.ScheduleDeletion
        && alias.equals(acknowledgeDeletion)
        && keyRef == null;
  }

  /** Days; the longest that AWS takes where none were declared. */
  @Override
  public Integer deletionWindowDays() {
    return deletionWindowDays == null ? LONGEST_WINDOW : deletionWindowDays;
  }

  /** Nobody where none were declared. */
  @Override
  public KeyPrincipals principals() {
    return principals == null ? KeyPrincipals.NOBODY : principals;
  }

  /** The key to adopt. */
  public Optional<KeyRef> adopts() {
    return Optional.ofNullable(keyRef);
  }

  /** The StorageClass, where one is wanted. */
  public Optional<VolumeClass> volumes() {
    return Optional.ofNullable(storageClass).filter(VolumeClass::isEnabled);
  }

  /** Whether there is a ConfigMap in each allowed namespace. */
  public boolean tellsNamespaces() {
    return configMap != null && configMap.isEnabled();
  }

  /** Whether there is anything of it in each allowed namespace. */
  public boolean reachesNamespaces() {
    return tellsNamespaces() || dataKey != null;
  }

  /** What is declared of data keys, where one is made for each allowed namespace. */
  public Optional<DataKeySpec> dataKeys() {
    return Optional.ofNullable(dataKey).filter(DataKeySpec::isEnabled);
  }

  /** Whether nobody needs the data key of a namespace any more. */
  public boolean releases(String namespace) {
    return dataKey != null && dataKey.released().contains(namespace);
  }

  /** That the API server is to encrypt with the key, where it is. */
  public Optional<ApiServerEncryption> apiServer() {
    return Optional.ofNullable(apiServerEncryption);
  }

  /** Whether a key is made that can be replicated. */
  public boolean replicates() {
    return Boolean.TRUE.equals(multiRegion);
  }

  /** Whether the key is ours: one that is created or taken over. */
  public boolean ownsPolicy() {
    return keyRef == null || Boolean.TRUE.equals(managePolicy);
  }
}
