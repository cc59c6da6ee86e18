package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the pods declares.
 *
 * @param selector pods of this namespace that handle PHI; the empty selector means all of them
 * @param enforcement whether deviations are repaired or only reported
 * @param network who may reach the pods and whom they may reach; absent means nobody but DNS
 * @param encryption how the data of the pods is encrypted; absent means with any key
 * @param auditSinkRef where the logs of the pods go; absent means that nothing is said of them
 * @param secrets Secrets that are made and sealed for the pods
 */
@ValidationRule(
    value = WorkloadSecret.ONCE,
    message = WorkloadSecret.ONCE_MESSAGE,
    fieldPath = ".secrets")
public record PhiWorkloadSpec(
    @Required
        @JsonPropertyDescription(
            "Pods of this namespace that handle PHI. The empty selector {} selects all of them.")
        Selector selector,
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce creates and repairs what makes the declaration true. Observe writes nothing"
                + " and only reports.")
        @Nullable Enforcement enforcement,
    @JsonPropertyDescription(
            "Who may reach the pods and whom they may reach. Absent: nobody, and DNS only.")
        @Nullable Network network,
    @JsonPropertyDescription(
            "How the data of the pods is encrypted where it lies. Absent: with any key of KMS.")
        @Nullable DataEncryption encryption,
    @JsonPropertyDescription(
            "The AuditSink of class audit that the logs of the pods go to. Its allowedNamespaces"
                + " must select this namespace. Absent: nothing is said of their logs.")
        @Nullable SinkReference auditSinkRef,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Secrets of this namespace that are made, and sealed for the sealed-secrets controller."
                + " One that is taken away here stays, as does one whose PhiWorkload is deleted: its"
                + " values may be needed.")
        @Nullable List<WorkloadSecret> secrets) {

  public PhiWorkloadSpec {
    secrets = secrets == null ? null : List.copyOf(secrets);
  }

  /** Never null. */
  @Override
  public List<WorkloadSecret> secrets() {
    return secrets == null ? List.of() : secrets;
  }

  /** The mode, with the schema's default for objects that never passed an API server. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /** The network section, empty where none was declared. */
  @Override
  public Network network() {
    return network == null ? Network.CLOSED : network;
  }

  /** Name of the EncryptionKey that the data is to be encrypted with. */
  public Optional<String> keyName() {
    return Optional.ofNullable(encryption).map(declared -> declared.keyRef().name());
  }

  /** Name of the AuditSink that the logs go to. */
  public Optional<String> sinkName() {
    return Optional.ofNullable(auditSinkRef).map(SinkReference::name);
  }
}
