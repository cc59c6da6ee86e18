package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.DataKeyMakingTest.WANTED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static io.hipaaoperator.encryption.KeptKeys.withDataKeys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.DataKeySpec;
import io.hipaaoperator.api.DeletionPolicy;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a data key once it is there: whatever happens, it is neither lost nor another.
 */
class DataKeyKeepingTest {
  private static final String CIPHERTEXT = "KMS_DATA_KEY";
  private static final String OTHER = "b3Ro".repeat(40);

  /** A key of 256 bits in plain text. */
  private static final String PLAIN = Base64.getEncoder().encodeToString(new byte[32]);

  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(withDataKeys(WANTED));
  private DataKey made = new DataKey("", "", "", "", "", "", null);

  @BeforeEach
  void isMade() {
    kept.cluster.namespaces.add("clinic");
    made = kept.pass(stored).dataKeys().getFirst();
  }

  /** Applications rely on each word, and nothing collects it. */
  @Test
  void theConfigMapHasWhatDecryptsItAndNoOwner() {
    ConfigMap map = kept.cluster.map("clinic");

    assertThat(map.getData())
        .isEqualTo(
            Map.of(
                CIPHERTEXT,
                made.ciphertext(),
                "KMS_DATA_KEY_SPEC",
                "AES_256",
                "KMS_DATA_KEY_ARN",
                "arn:aws:kms:us-east-1:1:key/key-0",
                "KMS_DATA_KEY_REGION",
                "us-east-1",
                "KMS_DATA_KEY_CONTEXT",
                "{\"hipaa-operator.io/encryption-key\":\"clinic-0\",\"hipaa-operator.io/namespace\":\"clinic\"}"));
    assertThat(map.getImmutable()).isTrue();
    assertThat(map.getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void oneThatIsDeletedIsPutBackAsItWas() {
    kept.cluster.maps.clear();
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    DriftStatus drift = status.drift().getFirst();
    assertThat(drift.name()).isEqualTo("clinic/clinic-0-datakey");
    assertThat(drift.type()).isEqualTo("Deleted");
    assertThat(drift.action()).isEqualTo("Reverted");
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 1);
  }

  /** Something may have been encrypted with it meanwhile. */
  @Test
  void oneThatIsReplacedIsPutBackAndTheOtherCiphertextIsKept() {
    kept.cluster.put(replaced(OTHER));
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(status.dataKeys().getFirst().ciphertext()).isEqualTo(made.ciphertext());
    assertThat(status.dataKeys().getFirst().replaced()).containsExactly(OTHER);
    DriftStatus drift = status.drift().getFirst();
    assertThat(drift.path()).isEqualTo("data.KMS_DATA_KEY");
    assertThat(drift.manager()).isEqualTo("night-shift");
    assertThat(drift.weakens()).isTrue();

    kept.cluster.put(replaced(OTHER));
    assertThat(kept.pass(stored).dataKeys().getFirst().replaced()).containsExactly(OTHER);
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
  }

  /** So that nobody fills the status, and nothing is thrown away either. */
  @Test
  void afterTenOthersNoMoreAreReplaced() {
    for (int i = 0; i < DataKeyPlan.REPLACED; i++) {
      kept.now = kept.now.plusSeconds(600);
      kept.cluster.put(replaced(OTHER + "AAA" + (char) ('A' + i)));
      kept.pass(stored);
    }
    kept.cluster.put(replaced(OTHER));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("NameConflict");
    assertThat(ciphertext()).isEqualTo(OTHER);
  }

  @Test
  void whatTheOtherDataSayIsPutBackWithTheSameCiphertext() {
    kept.cluster.put(edited(Map.of(CIPHERTEXT, made.ciphertext(), "KMS_DATA_KEY_CONTEXT", "{}")));
    kept.pass(stored);

    assertThat(kept.cluster.map("clinic").getData())
        .containsEntry("KMS_DATA_KEY_CONTEXT", made.context());
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(kept.cluster.map("clinic").getImmutable()).isTrue();
  }

  @Test
  void anEmptyOneIsFilledAgain() {
    kept.cluster.put(edited(Map.of()));
    kept.pass(stored);

    assertThat(ciphertext()).isEqualTo(made.ciphertext());
  }

  @Test
  void whatSomebodyElseKeepsThereIsLeftAloneAndNamed() {
    ConfigMap theirs =
        new ConfigMapBuilder(edited(Map.of(CIPHERTEXT, OTHER)))
            .editMetadata()
            .withLabels(Map.of())
            .endMetadata()
            .build();
    kept.cluster.put(theirs);
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ready(status).getReason()).isEqualTo("NameConflict");
    assertThat(ready(status).getMessage()).contains("clinic/clinic-0-datakey");
    assertThat(condition(status, "DataKeys").getReason()).isEqualTo("NameConflict");
    assertThat(ciphertext()).isEqualTo(OTHER);
    assertThat(status.dataKeys()).containsExactly(made);
  }

  /** The status went with it, the ConfigMap did not. */
  @Test
  void aResourceThatIsMadeAnewGoesOnWithTheDataKeyThatIsThere() {
    EncryptionKeyStatus again = anew(withDataKeys(WANTED));

    assertThat(again.dataKeys()).extracting(DataKey::ciphertext).containsExactly(made.ciphertext());
    assertThat(ready(again).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 1);
  }

  @Test
  void aDataKeyOfAnotherKeyIsLeftAlone() {
    kept.kms.aliases.clear();
    EncryptionKeyStatus again = anew(withDataKeys(WANTED));

    assertThat(condition(again, "DataKeys").getReason()).isEqualTo("NameConflict");
    assertThat(ready(again).getReason()).isEqualTo("NameConflict");
    assertThat(again.dataKeys()).isEmpty();
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
  }

  /** Whoever may write ConfigMaps does not fill the status with anything. */
  @Test
  void whatIsNoDataKeyIsNotTakenForOne() {
    for (Map<String, String> data :
        List.of(
            Map.of(CIPHERTEXT, "AAAA".repeat(257)),
            Map.of(CIPHERTEXT, "no base64!"),
            Map.of(CIPHERTEXT, PLAIN),
            Map.of("KMS_DATA_KEY_SPEC", "x".repeat(5000)),
            Map.of("KMS_DATA_KEY_CONTEXT", "{}"))) {
      Map<String, String> all = new HashMap<>(kept.cluster.map("clinic").getData());
      all.putAll(data);
      kept.cluster.put(edited(all));
      EncryptionKeyStatus status = anew(withDataKeys(WANTED));

      assertThat(status.dataKeys()).as(data.keySet().toString()).isEmpty();
      assertThat(ready(status).getReason()).isEqualTo("NameConflict");
      assertThat(status.toString()).doesNotContain(PLAIN);
      kept.cluster.maps.clear();
      stored.annotate(DataKeyMaking.ACCEPT, "arn:aws:kms:us-east-1:1:key/key-0");
      made = kept.pass(stored).dataKeys().getFirst();
    }
  }

  /** As after an EncryptionKey was deleted and declared again: the status knows nothing. */
  private EncryptionKeyStatus anew(EncryptionKeySpec spec) {
    stored.write(stored.get(), EncryptionKeyStatus.NONE);
    stored.declare(spec);
    return kept.pass(stored);
  }

  @Test
  void aNamespaceThatIsNotAllowedAnyMoreKeepsItsOwn() {
    kept.cluster.namespaces.clear();
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(status.dataKeys()).containsExactly(made);
    assertThat(condition(status, "DataKeys").getReason()).isEqualTo("KeptUnallowed");
    assertThat(condition(status, "DataKeys").getMessage()).contains("clinic");
    assertThat(ready(status).getReason()).isEqualTo("Converged");
    assertThat(status.userTotal()).isEqualTo(1);
  }

  @Test
  void whereNoMoreAreDeclaredThoseThatThereAreArePutBack() {
    stored.declare(own());
    assertThat(kept.pass(stored).dataKeys()).containsExactly(made);
    stored.declare(withDataKeys(new DataKeySpec(false, null, null)));
    kept.cluster.namespaces.add("ward");
    kept.cluster.maps.clear();
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(status.dataKeys()).containsExactly(made);
  }

  /** Somebody may take it back, also when its ConfigMap is gone. */
  @Test
  void oneThatIsReleasedIsNoUserAndIsKept() {
    EncryptionKeyStatus released = kept.pass(release(DeletionPolicy.Retain));

    assertThat(released.dataKeys()).containsExactly(made);
    assertThat(released.userTotal()).isZero();
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(kept.pass(stored)).as("steady").isEqualTo(released);
    kept.cluster.maps.clear();
    assertThat(kept.pass(stored).dataKeys()).containsExactly(made);
    assertThat(kept.cluster.maps).isEmpty();
  }

  @Test
  void whoTakesAReleaseBackHasTheSameDataKey() {
    kept.pass(release(DeletionPolicy.Retain));
    kept.cluster.maps.clear();
    stored.declare(withDataKeys(WANTED));

    assertThat(kept.pass(stored).dataKeys()).containsExactly(made);
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 1);
  }

  /** A backup may have it: the namespace comes first, its ConfigMap later. */
  @Test
  void afterARestoreWithoutStatusNoneIsMadeUntilSomebodySaysSo() {
    kept.cluster.maps.clear();
    EncryptionKeyStatus again = anew(withDataKeys(WANTED));

    assertThat(condition(again, "DataKeys").getReason()).isEqualTo("DataKeysUnknown");
    assertThat(condition(again, "DataKeys").getMessage()).contains("clinic", DataKeyMaking.ACCEPT);
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 1);

    stored.annotate(DataKeyMaking.ACCEPT, "arn:aws:kms:us-east-1:1:key/key-0");
    assertThat(kept.pass(stored).dataKeys()).hasSize(1);
  }

  /** Whoever may write ConfigMaps there can't choose what the namespace encrypts with. */
  @Test
  void oneThatNobodyMadeIsNotTakenOverWhereTheStatusKnowsAll() {
    ConfigMap planted = edited(Map.of(CIPHERTEXT, OTHER));
    Map<String, String> said = new HashMap<>(saidOf(made));
    said.put(CIPHERTEXT, OTHER);
    said.replaceAll((_, word) -> word.replace("clinic\"", "ward\""));
    kept.cluster.namespaces.add("ward");
    kept.cluster.put(
        new ConfigMapBuilder(planted)
            .editMetadata()
            .withNamespace("ward")
            .endMetadata()
            .withData(said)
            .build());
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(status.dataKeys()).containsExactly(made);
    assertThat(condition(status, "DataKeys").getReason()).isEqualTo("NameConflict");
  }

  /** KMS needs exactly that context, and it is nowhere else. */
  @Test
  void oneThatIsBoundToAnotherContextIsLeftAlone() {
    kept.cluster.put(edited(Map.of(CIPHERTEXT, OTHER, "KMS_DATA_KEY_CONTEXT", "{}")));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("NameConflict");
    assertThat(ciphertext()).isEqualTo(OTHER);
  }

  @Test
  void whatStandsBesideTheCiphertextIsNotThrownAway() {
    Map<String, String> more = new HashMap<>(kept.cluster.map("clinic").getData());
    more.put("KMS_DATA_KEY_2025", OTHER);
    kept.cluster.put(edited(more));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("NameConflict");
    assertThat(kept.cluster.map("clinic").getData()).containsEntry("KMS_DATA_KEY_2025", OTHER);
  }

  /** Nothing but the status may have it. */
  @Test
  void aResourceThatKeepsItsKeyDoesNotGoBeforeItsDataKeysAreReleased() {
    stored.declare(withDataKeys(WANTED, DeletionPolicy.ScheduleDeletion));
    kept.pass(stored);
    stored.end();
    stored.declare(withDataKeys(WANTED, DeletionPolicy.Retain));
    EncryptionKeyStatus held = kept.pass(stored);

    assertThat(condition(held, "DeletionHeld").getReason()).isEqualTo("DataKeysKept");
    assertThat(condition(held, "DeletionHeld").getMessage()).contains("clinic", "released");
    assertThat(held.dataKeys()).containsExactly(made);
  }

  /** The acknowledgement is of the key: each data key has one of its own. */
  @Test
  void aKeyIsNotDeletedBeforeItsDataKeysAreReleased() {
    stored.declare(withDataKeys(WANTED, DeletionPolicy.ScheduleDeletion));
    kept.pass(stored);
    stored.end();
    EncryptionKeyStatus held = kept.pass(stored);

    assertThat(condition(held, "DeletionHeld").getReason()).isEqualTo("KeyInUse");
    assertThat(condition(held, "DeletionHeld").getMessage())
        .contains("DataKey clinic/clinic-0-datakey");
    assertThat(condition(held, "DataKeys").getReason()).isEqualTo("Kept");
    assertThat(kept.kms.writes).doesNotContain("scheduleDeletion");

    kept.pass(release(DeletionPolicy.ScheduleDeletion));
    assertThat(kept.kms.writes).contains("scheduleDeletion");
    assertThat(ciphertext()).isEqualTo(made.ciphertext());
  }

  @Test
  void whileTheResourceIsHeldWhatCouldNotBeLookedAtIsSaid() {
    stored.declare(withDataKeys(WANTED, DeletionPolicy.ScheduleDeletion));
    kept.pass(stored);
    stored.end();
    kept.cluster.doubt = Optional.of("ConfigMaps can't be read");

    assertThat(condition(kept.pass(stored), "DataKeys").getStatus()).isEqualTo("Unknown");
    kept.cluster.doubt = Optional.empty();
    assertThat(condition(kept.pass(stored), "DataKeys").getStatus()).isEqualTo("True");
  }

  private static Map<String, String> saidOf(DataKey one) {
    return Map.of(
        "KMS_DATA_KEY_SPEC",
        one.keySpec(),
        "KMS_DATA_KEY_ARN",
        one.keyArn(),
        "KMS_DATA_KEY_REGION",
        "us-east-1",
        "KMS_DATA_KEY_CONTEXT",
        one.context());
  }

  private Stored release(DeletionPolicy policy) {
    stored.declare(withDataKeys(new DataKeySpec(null, null, List.of("clinic")), policy));
    return stored;
  }

  private String ciphertext() {
    return Objects.requireNonNull(kept.cluster.map("clinic").getData().get(CIPHERTEXT));
  }

  /** The ConfigMap as somebody deletes it, and makes it anew out of an edited copy. */
  private ConfigMap replaced(String ciphertext) {
    Map<String, String> data = new HashMap<>(kept.cluster.map("clinic").getData());
    data.put(CIPHERTEXT, ciphertext);
    return edited(data);
  }

  private ConfigMap edited(Map<String, String> data) {
    ConfigMap copy = new ConfigMapBuilder(kept.cluster.map("clinic")).withData(data).build();
    kept.cluster.maps.clear();
    return copy;
  }
}
