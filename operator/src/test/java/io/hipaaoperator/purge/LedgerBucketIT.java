package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import io.hipaaoperator.retention.RenderedLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** A log in a bucket with Object Lock, signed by a key of KMS. */
@ExtendWith(PostgresExtension.class)
class LedgerBucketIT {
  @AutoClose private final S3Client s3 = Emulator.s3();
  @AutoClose private final KmsClient kms = Emulator.kms();
  private final String bucket = "it-" + UUID.randomUUID();
  private final Clinic clinic;
  private final PublishedLog log;

  LedgerBucketIT(TestDatabase database) {
    this.clinic = Clinic.with(database, 300, 10);
    this.log = PublishedLog.of(database);
  }

  @Test
  void whatIsPublishedThereCanBeVerified() throws IOException {
    lockedBucket();
    String key = signingKey();
    clinic.purge();

    PurgeRun first = publish(key);
    assertThat(first.code()).as(first.err()).isZero();
    clinic.visits(1000, 1099, "now() - interval '9 years'");
    clinic.purge();
    PurgeRun second = publish(key);

    assertThat(second.code()).as(second.err()).isZero();
    Path copy = download();
    Path publicKey = Files.writeString(Files.createTempFile("log", ".pub"), second.text("key"));
    Path kept = Files.createTempFile("kept", ".checkpoint");
    Files.write(kept, Files.readAllBytes(copy.resolve("checkpoint")));
    PurgeRun verified =
        PublishedLog.verify(copy, publicKey, "--trusted-checkpoint", kept.toString());
    assertThat(verified.text("result")).as(verified.out()).isEqualTo("pass");
  }

  /** The database is the writer's; the bucket is not only his. */
  @Test
  void whatIsThereIsNotWrittenOver() {
    lockedBucket();
    s3.putObject(
        r -> r.bucket(bucket).key("clinic/tile/entries/000"), RequestBody.fromString("theirs"));
    clinic.purge();

    PurgeRun refused = publish(signingKey());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("tile/entries/000 is published with another content");
  }

  /** What nobody can take away again is looked for before anything is signed. */
  @Test
  void aCheckpointThatIsNoneOfTheDatabasesIsNotForked() {
    lockedBucket();
    String key = signingKey();
    clinic.purge();
    assertThat(publish(key).code()).isZero();
    s3.putObject(
        r -> r.bucket(bucket).key("clinic/checkpoints/000000999999"),
        RequestBody.fromString("theirs"));
    clinic.visits(1000, 1099, "now() - interval '9 years'");
    clinic.purge();

    PurgeRun refused = publish(key);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("checkpoints/000000999999 is published and none of");
    assertThat(clinic.count("hipaa.ledger_checkpoint")).isEqualTo(1);
  }

  /** The container's own arguments, its files in other places. */
  @Test
  void whatTheOperatorRendersRuns() throws IOException {
    lockedBucket();
    clinic.purge();
    Login login = log.login();
    var rendered = RenderedLedger.of(login, bucket, Emulator.location().endpoint().orElseThrow());
    Path result = Files.createTempFile("result", ".json");

    PurgeRun run =
        PurgeRun.of(rendered.arguments(login, Path.of(log.key()), result).toArray(String[]::new));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("size")).isEqualTo(clinic.count("hipaa.purge_outbox"));
    assertThat(rendered.condition(Files.readString(result))).isEqualTo("True Published");
    assertThat(rendered.condition(run.out())).isEqualTo("True Published");
  }

  @Test
  void aBucketThatIsMissingIsSaidAndTheNextRunGoesOn() {
    String key = signingKey();
    clinic.purge();

    PurgeRun nowhere = publish(key);
    assertThat(nowhere.code()).isEqualTo(3);
    assertThat(nowhere.err()).contains("s3://" + bucket + "/clinic/checkpoint", "NoSuchBucket");

    lockedBucket();
    assertThat(publish(key).number("size")).isEqualTo(clinic.count("hipaa.purge_outbox"));
  }

  @Test
  void aKeyThatIsMissingIsSaid() {
    PurgeRun keyless = publish("alias/none-of-this-name");

    assertThat(keyless.code()).isEqualTo(3);
    assertThat(keyless.err()).contains("kms:GetPublicKey", "NotFoundException");
  }

  private void lockedBucket() {
    s3.createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(true));
    s3.putObjectLockConfiguration(
        r ->
            r.bucket(bucket)
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(
                                rule ->
                                    rule.defaultRetention(
                                        it ->
                                            it.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
  }

  private String signingKey() {
    return kms.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
        .keyMetadata()
        .arn();
  }

  private PurgeRun publish(String key) {
    URI endpoint = Emulator.location().endpoint().orElseThrow();
    List<String> all = new ArrayList<>(log.writer());
    all.addAll(List.of("--kms-key", key, "--origin", PublishedLog.ORIGIN));
    all.addAll(List.of("--region", "us-east-1", "--aws-endpoint", endpoint.toString()));
    all.addAll(List.of("--to", "s3://" + bucket + "/clinic"));
    return PurgeRun.of(all.toArray(String[]::new));
  }

  private Path download() throws IOException {
    Path folder = Files.createTempDirectory("hipaa-ledger");
    for (var object : s3.listObjectsV2(r -> r.bucket(bucket).prefix("clinic/")).contents()) {
      Path file = folder.resolve(object.key().substring("clinic/".length()));
      Files.createDirectories(file.getParent());
      Files.write(file, s3.getObjectAsBytes(r -> r.bucket(bucket).key(object.key())).asByteArray());
    }
    return folder;
  }
}
