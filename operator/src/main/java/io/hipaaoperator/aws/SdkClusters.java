package io.hipaaoperator.aws;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.Provider;
import software.amazon.awssdk.utils.Lazy;

/** Clusters of EKS through the SDK. */
final class SdkClusters implements Clusters {
  private final Lazy<EksClient> eks;
  private final Calls calls;

  SdkClusters(Lazy<EksClient> eks, Calls calls) {
    this.eks = eks;
    this.calls = calls;
  }

  @Override
  public Answer<Encryption> encryption(String cluster) {
    return calls
        .run(Action.DESCRIBE_CLUSTER, () -> eks.getValue().describeCluster(r -> r.name(cluster)))
        .map(answer -> encryption(answer.cluster()));
  }

  private static Encryption encryption(Cluster cluster) {
    return new Encryption(
        Objects.requireNonNullElse(cluster.statusAsString(), "not told"), key(cluster));
  }

  private static Optional<String> key(Cluster cluster) {
    return cluster.encryptionConfig().stream()
        .map(EncryptionConfig::provider)
        .filter(Objects::nonNull)
        .map(Provider::keyArn)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
