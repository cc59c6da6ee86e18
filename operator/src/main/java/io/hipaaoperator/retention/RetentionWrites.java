package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.kube.RecentWrites;

/**
 * What the API server answered to our own writes of policies' children, until the watches have
 * caught up.
 */
public record RetentionWrites(
    RecentWrites<ServiceAccount> accounts,
    RecentWrites<ConfigMap> maps,
    RecentWrites<NetworkPolicy> policies,
    RecentWrites<CronJob> cronJobs) {
  /** None yet. */
  public RetentionWrites() {
    this(new RecentWrites<>(), new RecentWrites<>(), new RecentWrites<>(), new RecentWrites<>());
  }

  /** Keeps the answer to a write. */
  public void wrote(HasMetadata answer) {
    switch (answer) {
      case ServiceAccount account -> accounts.wrote(account);
      case ConfigMap map -> maps.wrote(map);
      case NetworkPolicy policy -> policies.wrote(policy);
      case CronJob cronJob -> cronJobs.wrote(cronJob);
      default -> throw new IllegalArgumentException("no child of a policy: " + answer.getKind());
    }
  }
}
