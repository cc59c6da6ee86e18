package io.hipaaoperator.secret;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.children.ChildPass;
import java.util.List;
import java.util.Optional;

/** Keeps the Secrets that workloads declare. */
public interface WorkloadSecrets {
  /**
   * Whose Secrets.
   *
   * @param namespace of the workload
   * @param name its name
   * @param uid its uid
   * @param declared what it declares
   */
  record Of(String namespace, String name, String uid, List<WorkloadSecret> declared) {
    public Of {
      declared = List.copyOf(declared);
    }
  }

  /**
   * What was known when the status was last written.
   *
   * @param children that were there
   * @param secrets what it said of the Secrets
   */
  record Before(List<Child> children, List<SecretStatus> secrets) {
    public Before {
      children = List.copyOf(children);
      secrets = List.copyOf(secrets);
    }

    /** What a status says. */
    public static Before of(PhiWorkloadStatus status) {
      return new Before(status.inventory(), status.secrets());
    }

    Optional<SecretStatus> secret(String name) {
      return secrets.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Before withChildren(List<Child> others) {
      return new Before(others, secrets);
    }
  }

  /**
   * One pass: looks, makes what was never made, seals it, and puts back what was changed.
   *
   * @param before what was known when the status was last written
   */
  SecretsPass keep(Of workload, Enforcement enforcement, Before before);

  /** Where the operator has not the rights for it. */
  static WorkloadSecrets disabled() {
    return (workload, _, before) ->
        new SecretsPass(
            workload.declared().stream()
                .map(declared -> disabled(declared, before.secret(declared.name())))
                .toList(),
            ChildPass.NONE);
  }

  private static SecretState disabled(WorkloadSecret declared, Optional<SecretStatus> before) {
    return new SecretState(
        declared,
        Optional.empty(),
        before,
        false,
        SealedSecret.Synced.UNKNOWN,
        Optional.empty(),
        Optional.of(
            new SecretProblem(
                "SecretsNotEnabled",
                "the operator does not seal: secrets.enabled of its chart is not set",
                SecretProblem.Kind.LASTING)));
  }
}
