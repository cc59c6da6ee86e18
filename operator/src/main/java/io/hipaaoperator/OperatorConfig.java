package io.hipaaoperator;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Aws;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the operator runs. Filled from flags and environment by the command line, and read nowhere
 * else.
 *
 * @param most the most that it may do; Observe writes nothing but status and events
 * @param dryRun write nothing at all, only log
 * @param namespaces namespaces whose PhiWorkloads are reconciled; empty means all
 * @param leaderElection whether only the holder of a lease reconciles
 * @param leaseNamespace where the lease is
 * @param leaseName its name
 * @param identity name in the lease, the pod's
 * @param httpPort port of health and metrics; 0 for any free one
 * @param resync longest time between two looks at a resource
 * @param threads reconciles at a time
 * @param aws where AWS is
 * @param secrets the Secrets of EncryptionKeys that it may read and watch, each NAMESPACE/NAME
 * @param purgeImage the operator's own image, which runs the purges of RetentionPolicies
 * @param sealedSecrets Service of the sealed-secrets controller, NAMESPACE/NAME, by which Secrets
 *     of PhiWorkloads are sealed
 * @param objects whether it ends and holds objects of buckets
 */
public record OperatorConfig(
    Enforcement most,
    boolean dryRun,
    List<String> namespaces,
    boolean leaderElection,
    String leaseNamespace,
    String leaseName,
    String identity,
    int httpPort,
    Duration resync,
    int threads,
    Aws.Location aws,
    List<String> secrets,
    Optional<String> purgeImage,
    Optional<String> sealedSecrets,
    boolean objects) {

  public OperatorConfig {
    namespaces = List.copyOf(namespaces);
    secrets = List.copyOf(secrets);
  }

  /** Whether the resources of this namespace are reconciled. */
  boolean covers(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }

  /** The most that a pass may do: a dry run only observes. */
  Enforcement enforcement() {
    return dryRun ? Enforcement.Observe : most;
  }
}
