package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.apiserver.ApiServer.Providers;
import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsJudgementTest {
  private static final Fact<Providers> WELL = new Fact.Known<>(Providers.WELL);

  @Test
  void aServerWithoutAProviderEncryptsNothing() {
    EncryptionLook look = look(Told.plain(), new Fact.Known<>(Providers.NONE));

    assertThat(look.state()).isEqualTo(State.NotEncrypted);
    assertThat(look.message()).isEqualTo("the API server has no KMS v2 provider aws-kms");
    assertThat(look.server()).isEmpty();
  }

  @Test
  void aProviderThatOnlyReadsEncryptsNothing() {
    EncryptionLook look = look(Told.reading(), WELL);

    assertThat(look.state()).isEqualTo(State.NotEncrypted);
    assertThat(look.message()).isEqualTo("secrets are written with no encryption");
    assertThat(look.server().orElseThrow()).startsWith("sha256:73095bbb");
  }

  @Test
  void whatWasStoredBeforeIsInPlainUntilItIsWrittenAnew() {
    EncryptionLook look = look(Told.encrypting(), WELL);

    assertThat(look.state()).isEqualTo(State.StoredInPlain);
    assertThat(look.message())
        .contains(
            "secrets were stored with no encryption since it was started",
            "configmaps were stored with no encryption since it was started");
  }

  @Test
  void afterThatItEncryptsWithTheKey() {
    EncryptionLook look = look(Told.encrypted(), WELL);

    assertThat(look.state()).isEqualTo(State.Encrypted);
    assertThat(look.message())
        .isEqualTo(
            "the API server that answered encrypts secrets, configmaps with the key; of others nothing is known");
  }

  /** Something else may be what it writes with by now. */
  @Test
  void whatIsNotWrittenIsKnownOnlyWithTheFileThatWasHandedOut() {
    EncryptionLook look = look(Told.encryptedByAnotherFile(), WELL);

    assertThat(look.state()).isEqualTo(State.NotSeen);
    assertThat(look.message())
        .isEqualTo(
            "configmaps: none was written since it was started, and its file is not the one that was handed out");
  }

  @Test
  void anotherKeyIsNoticed() {
    EncryptionLook look =
        new MetricsJudgement("records", Told.declared(""), new HashedKey("arn:other"), Told.NOW)
            .of(known(Told.encrypted()), WELL);

    assertThat(look.state()).isEqualTo(State.AnotherKey);
    assertThat(look.message())
        .contains(new HashedKey(Told.ARN).hash(), new HashedKey("arn:other").hash(), "arn:other");
  }

  /** What is stored under it may be read still, and would be lost with it. */
  @Test
  void anotherKeyThatWasUsedBeforeIsToo() {
    String before =
        "apiserver_envelope_encryption_key_id_hash_total{apiserver_id_hash=\"a\",key_id_hash=\"sha256:0\","
            + "provider_name=\"aws-kms\",transformation_type=\"from_storage\"} 1\n";

    EncryptionLook look = look(Told.encrypted() + before, WELL);

    assertThat(look.state()).isEqualTo(State.AnotherKey);
    assertThat(look.message()).contains("another key was used since it was started");
  }

  @Test
  void aProviderOfAnotherNameIsNone() {
    EncryptionLook look =
        new MetricsJudgement(
                "records", Told.declared("provider: other"), new HashedKey(Told.ARN), Told.NOW)
            .of(known(Told.encrypted()), WELL);

    assertThat(look.state()).isEqualTo(State.NotEncrypted);
    assertThat(look.message()).contains("other");
  }

  @Test
  void whatNeverWentThroughAProviderIsNotKnown() {
    EncryptionLook look =
        new MetricsJudgement(
                "records",
                Told.declared("resources: [secrets, phiworkloads.hipaa-operator.io]"),
                new HashedKey(Told.ARN),
                Told.NOW)
            .of(known(Told.encrypted()), WELL);

    assertThat(look.state()).isEqualTo(State.NotSeen);
    assertThat(look.message()).startsWith("phiworkloads.hipaa-operator.io: none went");
  }

  /** A file that is read anew without the provider leaves what it counted as it is. */
  @Test
  void aProviderThatIsNoLongerAskedIsNotKnownToBeThere() {
    EncryptionLook look = at(Told.NOW.plus(Duration.ofHours(1)), Told.encrypted(), WELL);

    assertThat(look.state()).isEqualTo(State.PluginUnwell);
    assertThat(look.message()).contains("has not told its key for 10 minutes");
  }

  @Test
  void aPluginThatIsNotWellIsNotKnownToEncrypt() {
    Fact<Providers> unwell = new Fact.Known<>(Providers.UNWELL);

    assertThat(look(Told.encrypted(), unwell).state()).isEqualTo(State.PluginUnwell);
    assertThat(look(Told.plain(), unwell).state()).isEqualTo(State.PluginUnwell);
  }

  @Test
  void whatCannotBeReadIsNotKnown() {
    Fact<Providers> none = new Fact.Unreachable<>("no right", true);
    var judgement =
        new MetricsJudgement("records", Told.declared(""), new HashedKey(Told.ARN), Told.NOW);

    assertThat(look(Told.encrypted(), none).state()).isEqualTo(State.Refused);
    assertThat(judgement.of(new Fact.Unreachable<>("no right", true), WELL).state())
        .isEqualTo(State.Refused);
    assertThat(judgement.of(new Fact.Unreachable<>("no answer"), WELL).state())
        .isEqualTo(State.NotReadable);
    assertThat(look("go_threads 12", WELL).state()).isEqualTo(State.NotReadable);
  }

  /** A balancer may lead one question to one API server, and the next to another. */
  @Test
  void answersThatContradictEachOtherAreNotKnown() {
    assertThat(look(Told.encrypted(), new Fact.Known<>(Providers.NONE)).state())
        .isEqualTo(State.NotReadable);
  }

  /** Of writes that failed nothing is stored. */
  @Test
  void whatFailedDoesNotCount() {
    String failed =
        "apiserver_storage_transformation_operations_total{resource=\"secrets\",status=\"Unavailable\","
            + "transformation_type=\"to_storage\",transformer_prefix=\"\"} 3\n";

    assertThat(look(Told.encrypted() + failed, WELL).state()).isEqualTo(State.Encrypted);
  }

  private static EncryptionLook look(String metrics, Fact<Providers> providers) {
    return at(Told.NOW, metrics, providers);
  }

  private static EncryptionLook at(Instant now, String metrics, Fact<Providers> providers) {
    return new MetricsJudgement("records", Told.declared(""), new HashedKey(Told.ARN), now)
        .of(known(metrics), providers);
  }

  private static Fact<EncryptionMetrics> known(String metrics) {
    return new Fact.Known<>(EncryptionMetrics.of(Stream.of(metrics).flatMap(String::lines)));
  }

  /** Somebody took identity out of the file too early, or another server has another key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=\"Unknown\",transformation_type=\"from_storage\",transformer_prefix=\"k8s:enc:kms:v2:aws-kms:\"",
        "status=\"unknown-non-grpc\",transformation_type=\"from_storage\",transformer_prefix=\"unknown\""
      })
  void whatCouldNotBeReadMayBeStoredInAnyWay(String labels) {
    String failed =
        "apiserver_storage_transformation_operations_total{resource=\"secrets\","
            + labels
            + "} 1\n";

    assertThat(look(Told.encrypted() + failed, WELL).state()).isEqualTo(State.NotReadable);
  }

  /** What was counted before stays. */
  @Test
  void countsSayNothingOfAFileThatWasReadAnew() {
    String reload =
        "apiserver_encryption_config_controller_automatic_reloads_total{apiserver_id_hash=\"a\",status=\"success\"} 1\n";

    assertThat(look(Told.encryptedByAnotherFile() + reload, WELL).state()).isEqualTo(State.NotSeen);
    assertThat(look(Told.encrypted() + reload, WELL).state()).isEqualTo(State.Encrypted);
  }
}
