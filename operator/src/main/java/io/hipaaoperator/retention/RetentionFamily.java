package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Family;
import io.hipaaoperator.network.Weakening;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs {@code hipaa} for a resource.
 *
 * @param uid that of the resource
 * @param names of its children
 */
record RetentionFamily(String uid, List<String> names) implements Family {
  RetentionFamily {
    names = List.copyOf(names);
  }

  /** What runs a policy's purge. */
  RetentionFamily(DeclaredPolicy policy) {
    this(policy.uid(), PurgeChildren.names(policy).all());
  }

  /** Whether something among this bears the name of one that is wanted, and is not ours. */
  boolean hasForeign(List<HasMetadata> wanted, List<HasMetadata> there, List<Child> inventory) {
    return there.stream()
        .filter(object -> wanted.stream().anyMatch(one -> isNamesake(one, object)))
        .anyMatch(object -> !isOurs(object, inventory));
  }

  private static boolean isNamesake(HasMetadata one, HasMetadata other) {
    return one.getKind().equals(other.getKind())
        && one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return names.contains(object.getMetadata().getName());
  }

  /**
   * Others may be reached, something else may run with the role's password, or other records may
   * go. Of what is gone nothing runs.
   */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return switch (desired) {
      case NetworkPolicy wanted ->
          Weakening.weakens(Optional.of(wanted), live.map(NetworkPolicy.class::cast));
      case ConfigMap wanted ->
          live.filter(it -> !wanted.getData().equals(((ConfigMap) it).getData())).isPresent();
      case CronJob wanted -> live.filter(it -> runsElse(wanted, (CronJob) it)).isPresent();
      case ServiceAccount wanted ->
          live.filter(it -> mayDoMore(wanted, (ServiceAccount) it)).isPresent();
      default -> false;
    };
  }

  private static boolean mayDoMore(ServiceAccount desired, ServiceAccount live) {
    return !Boolean.FALSE.equals(live.getAutomountServiceAccountToken())
        || !role(desired).equals(role(live));
  }

  private static Optional<String> role(ServiceAccount account) {
    return Optional.ofNullable(account.getMetadata().getAnnotations())
        .map(them -> them.get(LedgerChildren.ROLE));
  }

  private static boolean runsElse(CronJob desired, CronJob live) {
    PodSpec wanted = pod(desired);
    PodSpec there = pod(live);
    return !wanted.getContainers().equals(there.getContainers())
        || !wanted.getVolumes().equals(there.getVolumes())
        || !there.getInitContainers().isEmpty()
        || !Objects.equals(wanted.getServiceAccountName(), there.getServiceAccountName())
        || !Objects.equals(wanted.getSecurityContext(), there.getSecurityContext())
        || Boolean.TRUE.equals(there.getHostNetwork())
        || Boolean.TRUE.equals(there.getHostPID())
        || Boolean.TRUE.equals(there.getHostIPC());
  }

  private static PodSpec pod(CronJob cronJob) {
    return cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
  }
}
