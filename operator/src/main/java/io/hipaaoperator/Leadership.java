package io.hipaaoperator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of several operators only the holder of a lease works. */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private Leadership() {}

  /**
   * The settings of the election. A leader that lost its lease ends at once, since another one
   * writes already.
   *
   * @param stopping whether the operator gives the lease back of its own accord
   */
  static LeaderElectionConfiguration of(OperatorConfig config, BooleanSupplier stopping) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.leaseName())
        .withLeaseNamespace(config.leaseNamespace())
        .withIdentity(config.identity())
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> LOG.info("leading"),
                () -> lost(stopping),
                leader -> LOG.atInfo().addKeyValue("leader", leader).log("leader")))
        .build();
  }

  /** {@code halt} because a shutdown hook would wait for this very thread. */
  private static void lost(BooleanSupplier stopping) {
    if (!stopping.getAsBoolean()) {
      LOG.error("lost the lease");
      Runtime.getRuntime().halt(1);
    }
  }
}
