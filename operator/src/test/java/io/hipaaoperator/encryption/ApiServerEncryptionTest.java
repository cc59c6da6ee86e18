package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.apiserver.HashedKey;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of what the API server tells, in the status of a key. */
class ApiServerEncryptionTest {
  private static final String WRITTEN =
      "apiserver_storage_transformation_operations_total{resource=\"%s\",status=\"OK\","
          + "transformation_type=\"to_storage\",transformer_prefix=\"k8s:enc:kms:v2:aws-kms:\"} 1\n";

  private final KeptKeys kept = new KeptKeys();
  private final Stored key = kept.declare(spec());

  @Test
  void whereNothingIsDeclaredNothingIsSaid() {
    Stored plain = kept.declare(KeptKeys.spec("alias/phi/plain", null, null, null));

    EncryptionKeyStatus status = kept.pass(plain);

    assertThat(status.apiServer()).isNull();
    assertThat(KeptKeys.find(status, "ApiServerEncrypted")).isEmpty();
    assertThat(status.controls()).extracting(one -> one.id()).containsExactly("A21");
  }

  /** That it is not installed yet is no drift, and the key is as declared all the same. */
  @Test
  void anApiServerThatDoesNotEncryptViolatesA4AndIsNoDrift() {
    kept.server.tells("apiserver_envelope_encryption_dek_cache_fill_percent 0");

    EncryptionKeyStatus status = kept.pass(key);

    assertThat(condition(status, "ApiServerEncrypted").getStatus()).isEqualTo("False");
    assertThat(condition(status, "ApiServerEncrypted").getReason()).isEqualTo("NotEncrypted");
    assertThat(condition(status, "Compliant").getMessage())
        .contains("A4: the API server has no KMS v2 provider aws-kms");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("False");
  }

  @Test
  void whatIsNotKnownIsNeverCompliant() {
    kept.server.metrics = new Fact.Unreachable<>("the right to get /metrics is missing", true);

    EncryptionKeyStatus status = kept.pass(key);

    assertThat(condition(status, "ApiServerEncrypted").getStatus()).isEqualTo("Unknown");
    assertThat(condition(status, "ApiServerEncrypted").getReason()).isEqualTo("Refused");
    assertThat(condition(status, "Compliant").getStatus()).isEqualTo("Unknown");
    assertThat(condition(status, "Drifted").getStatus()).isEqualTo("False");
  }

  @Test
  void anotherKeyThanBeforeIsADriftThatStands() {
    EncryptionKeyStatus encrypted = encrypted();
    assertThat(condition(encrypted, "ApiServerEncrypted").getStatus()).isEqualTo("True");
    assertThat(condition(encrypted, "Compliant").getStatus()).isEqualTo("True");

    kept.server.tells(metrics("arn:another"));
    EncryptionKeyStatus drifted = kept.pass(key);
    EncryptionKeyStatus still = kept.pass(key);

    assertThat(condition(drifted, "ApiServerEncrypted").getReason()).isEqualTo("AnotherKey");
    assertThat(condition(drifted, "Drifted").getStatus()).isEqualTo("True");
    assertThat(condition(drifted, "Ready").getStatus()).isEqualTo("True");
    assertThat(drifted.drift().getFirst().kind()).isEqualTo("APIServer");
    assertThat(drifted.drift().getFirst().path()).isEqualTo("apiServerEncryption");
    assertThat(drifted.drift().getFirst().weakens()).isTrue();
    assertThat(still.driftTotal()).isEqualTo(1);
    assertThat(still).isEqualTo(drifted);
  }

  @Test
  void whatCanNoLongerBeReadMayHaveDrifted() {
    encrypted();

    kept.server.metrics = new Fact.Unreachable<>("no answer");

    assertThat(condition(kept.pass(key), "Drifted").getStatus()).isEqualTo("Unknown");
  }

  /** It is a proof with a time, and an unchanged world gives an equal status. */
  @Test
  void whatIsSeenAgainIsRenewedOnceAnHour() {
    EncryptionKeyStatus first = encrypted();
    kept.now = kept.now.plus(Duration.ofMinutes(5));
    kept.server.tells(metrics(arn()));

    assertThat(kept.pass(key)).isEqualTo(first);

    kept.now = kept.now.plus(Duration.ofHours(1));
    kept.server.tells(metrics(arn()));
    assertThat(kept.pass(key).apiServer())
        .extracting(seen -> seen.time())
        .isEqualTo("2026-01-01T01:05:00Z");
  }

  /** All Secrets of the cluster would be lost with the key. */
  @Test
  void anApiServerUsesItsKeyAsLongAsItIsDeclared() {
    var users =
        KeyUsers.of(
            "clinic-0",
            Optional.of(key.get()),
            Stream.of(),
            Stream.of(),
            List.of(),
            Optional.empty());

    assertThat(users).hasToString("APIServer kube-apiserver");
  }

  private EncryptionKeyStatus encrypted() {
    kept.pass(key);
    kept.server.tells(metrics(arn()));
    return kept.pass(key);
  }

  private String arn() {
    return String.valueOf(key.get().getStatus().arn());
  }

  private String metrics(String arn) {
    String labels =
        "{apiserver_id_hash=\"sha256:1\",key_id_hash=\"%s\",provider_name=\"aws-kms\"}"
            .formatted(new HashedKey(arn).hash());
    return "apiserver_envelope_encryption_key_id_hash_status_last_timestamp_seconds%s %d\n"
            .formatted(labels, kept.now.getEpochSecond())
        + WRITTEN.formatted("secrets")
        + WRITTEN.formatted("configmaps");
  }

  private static EncryptionKeySpec spec() {
    return Serialization.unmarshal(
        "---\n{alias: %s, apiServerEncryption: {namespace: kube-system, image: plugin}}"
            .formatted(KeptKeys.ALIAS),
        EncryptionKeySpec.class);
  }
}
