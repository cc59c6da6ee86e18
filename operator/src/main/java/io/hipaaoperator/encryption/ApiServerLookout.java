package io.hipaaoperator.encryption;

import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.apiserver.ApiServer;
import io.hipaaoperator.apiserver.EksJudgement;
import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.apiserver.HashedKey;
import io.hipaaoperator.apiserver.MetricsJudgement;
import io.hipaaoperator.aws.Clusters;
import java.time.Instant;

/**
 * Looks whether an API server encrypts with a key. Nothing is changed at it, nor at a cluster of
 * EKS: what is associated with one can't be taken away again.
 *
 * @param server the API server that the operator talks to
 * @param clusters clusters of EKS in the key's account and region
 */
record ApiServerLookout(ApiServer server, Clusters clusters) {

  /**
   * What there is to see now.
   *
   * @param owner name of the EncryptionKey
   * @param arn ARN of the key
   */
  EncryptionLook at(String owner, ApiServerEncryption declared, String arn, Instant now) {
    return declared
        .eks()
        .map(cluster -> new EksJudgement(cluster, arn).of(clusters.encryption(cluster).fact()))
        .orElseGet(
            () ->
                new MetricsJudgement(owner, declared, new HashedKey(arn), now)
                    .of(server.metrics(), server.providers()));
  }
}
