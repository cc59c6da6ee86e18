package io.hipaaoperator.secret;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
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
   * One pass: looks, makes what was never made, seals it, and puts back what was changed.
   *
   * @param before children that were there when the status was last written
   */
  SecretsPass keep(Of workload, Enforcement enforcement, List<Child> before);

  /** Where the operator has not the rights for it. */
  static WorkloadSecrets disabled() {
    return (workload, _, _) ->
        new SecretsPass(
            workload.declared().stream().map(WorkloadSecrets::disabled).toList(), ChildPass.NONE);
  }

  private static SecretState disabled(WorkloadSecret declared) {
    return new SecretState(
        declared,
        Optional.empty(),
        SealedSecret.Synced.UNKNOWN,
        Optional.empty(),
        Optional.of(
            new SecretProblem(
                "SecretsNotEnabled",
                "the operator does not seal: secrets.enabled of its chart is not set",
                SecretProblem.Kind.LASTING)));
  }
}
