package io.hipaaoperator.api;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the statuses of all kinds have that are kept true outside Kubernetes, as in AWS. */
public interface ExternalStatus {

  /** One line for people. */
  @Nullable String summary();

  /** Ready, Compliant, Drifted and more. */
  List<Condition> conditions();

  /** Objects made for the resource. */
  List<Child> inventory();

  /** Digest of each setting that was seen to hold, by its name. */
  Map<String, String> applied();

  /** The newest drifts, newest first. */
  List<DriftStatus> drift();

  /** How many drifts were ever found; absent means none. */
  @Nullable Integer driftTotal();
}
