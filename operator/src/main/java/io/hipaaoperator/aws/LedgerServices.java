package io.hipaaoperator.aws;

import io.hipaaoperator.ledger.NoteSigner;
import io.hipaaoperator.sequencer.LogStore;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What the writer of a log asks of AWS. */
public final class LedgerServices implements AutoCloseable {
  private final AwsConnection way;

  /**
   * In this region.
   *
   * @param endpoint another address than AWS's own
   */
  public LedgerServices(String region, Optional<URI> endpoint) {
    this.way =
        new AwsConnection(region, endpoint, new AttemptMetrics(new CompositeMeterRegistry()));
  }

  /**
   * A bucket to publish a log in.
   *
   * @param prefix before each path; empty, or ends in a slash
   */
  public LogStore bucket(String bucket, String prefix) {
    S3Client s3 = way.s3();
    return new S3LogStore(s3, bucket, prefix);
  }

  /**
   * A key of KMS that signs, of {@code ECC_NIST_P256}.
   *
   * @param name the log's origin
   * @param key ARN, id or alias
   * @throws io.hipaaoperator.sequencer.StoreFailure when KMS can't be asked
   */
  public NoteSigner signer(String name, String key) {
    KmsClient kms = way.kms();
    return KmsNoteSigner.of(kms, name, key);
  }

  @Override
  public void close() {
    way.close();
  }
}
