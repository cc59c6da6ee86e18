package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.hipaaoperator.api.PhiDatabaseSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs a policy's purge. Each has a name of its own, so that a report is clear. */
final class PurgeChildren {
  /** Key of the plan in its ConfigMap. */
  static final String PLAN = "plan.json";

  private PurgeChildren() {}

  /**
   * What a run depends on: its account, plan and network.
   *
   * @param plan the document
   */
  static List<HasMetadata> conditions(
      DeclaredPolicy policy, PhiDatabaseSpec database, PlanDocument plan) {
    return List.of(account(policy), plan(policy, plan), PurgeNetwork.of(policy, database));
  }

  private static ServiceAccount account(DeclaredPolicy policy) {
    return account(policy.child(accountName(policy)));
  }

  private static ConfigMap plan(DeclaredPolicy policy, PlanDocument plan) {
    return plan(policy.child(planName(policy)), plan.text());
  }

  /** One that can do nothing in the cluster, and has no token. */
  static ServiceAccount account(ObjectMeta metadata) {
    return new ServiceAccountBuilder()
        .withMetadata(metadata)
        .withAutomountServiceAccountToken(false)
        .build();
  }

  static ConfigMap plan(ObjectMeta metadata, String document) {
    return new ConfigMapBuilder().withMetadata(metadata).withData(Map.of(PLAN, document)).build();
  }

  static String accountName(DeclaredPolicy policy) {
    return policy.name() + "-purger";
  }

  static String planName(DeclaredPolicy policy) {
    return policy.name() + "-purge-plan";
  }

  static String networkName(DeclaredPolicy policy) {
    return policy.name() + "-purge-network";
  }

  static String cronJobName(DeclaredPolicy policy) {
    return policy.name() + "-purge";
  }

  static RunNames names(DeclaredPolicy policy) {
    return new RunNames(
        accountName(policy),
        Optional.of(planName(policy)),
        networkName(policy),
        List.of(cronJobName(policy)));
  }
}
