package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.find;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static io.hipaaoperator.encryption.KeptKeys.withDataKeys;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.DataKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How data keys are made: one a namespace, whatever becomes of operators and of AWS's answers. */
class DataKeyMakingTest {
  static final DataKeySpec WANTED = new DataKeySpec(null, null, null);

  private KeptKeys kept = new KeptKeys();
  private Stored stored = kept.declare(withDataKeys(WANTED));

  @BeforeEach
  void anew() {
    kept = new KeptKeys();
    stored = kept.declare(withDataKeys(WANTED));
    kept.cluster.namespaces.addAll(List.of("clinic", "ward"));
  }

  @Test
  void eachNamespaceHasOneAndThenNothingIsWritten() {
    EncryptionKeyStatus first = kept.pass(stored);

    assertThat(first.dataKeys()).extracting(DataKey::namespace).containsExactly("clinic", "ward");
    assertThat(first.dataKeys()).extracting(DataKey::ciphertext).doesNotHaveDuplicates();
    assertThat(kept.cluster.map("clinic").getData())
        .containsEntry("KMS_DATA_KEY", first.dataKeys().getFirst().ciphertext());
    assertThat(ready(first).getReason()).isEqualTo("Converged");
    assertThat(condition(first, "DataKeys").getMessage()).isEqualTo("2 data keys");
    assertThat(first.drift()).isEmpty();

    EncryptionKeyStatus second = kept.pass(stored);
    kept.cluster.writes.clear();
    assertThat(kept.pass(stored)).isEqualTo(second).isEqualTo(first);
    assertThat(kept.cluster.writes).isEmpty();
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 2);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallOfAwsLeavesOne(Moment moment) {
    int call = 1;
    while (dies(DyingKms.of(Kms.class, kept.kms, call, moment), kept, kept.cluster::write)) {
      recover();
      call++;
      anew();
    }
    assertThat(call).isGreaterThan(12);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAWriteOfTheStatusLeavesOne(Moment moment) {
    for (int write = 1; write <= 3; write++) {
      anew();
      Claims dying = DyingKms.of(Claims.class, stored, write, moment);
      assertThat(dies(kept.kms, dying, kept.cluster::write)).isTrue();
      recover();
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAConfigMapLeavesOne(Moment moment) {
    for (int write = 1; write <= 2; write++) {
      anew();
      var dying = DyingKms.of(MemoryCluster.Writer.class, kept.cluster::write, write, moment);
      assertThat(dies(kept.kms, kept, dying)).isTrue();
      recover();
      assertThat(kept.kms.calls).containsEntry("generateDataKey", 2);
    }
  }

  private boolean dies(Kms kms, Claims claims, MemoryCluster.Writer writer) {
    try {
      kept.pass(stored, kms, claims, writer);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  /** Whoever goes on uses what anybody may have used, and nothing else. */
  private void recover() {
    kept.pass(stored);
    kept.now = kept.now.plus(KeyCreation.SETTLED).plusSeconds(1);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.cluster.seen)
        .containsExactlyInAnyOrderElementsOf(
            stored.status().dataKeys().stream().map(DataKey::ciphertext).toList())
        .hasSize(2);
  }

  /** The slower one has made data keys as well, which nobody ever sees. */
  @Test
  void ofTwoOperatorsTheFasterOnesAreUsed() {
    kept.pass(stored);
    anewWithKey();
    kept.kms.afterGenerate =
        () -> {
          kept.kms.afterGenerate = () -> {};
          kept.pass(stored);
        };
    kept.pass(stored);
    List<DataKey> faster = stored.status().dataKeys();
    kept.pass(stored);

    assertThat(kept.kms.calls).containsEntry("generateDataKey", 4);
    assertThat(stored.status().dataKeys()).isEqualTo(faster).hasSize(2);
    assertThat(kept.cluster.seen)
        .containsExactlyInAnyOrderElementsOf(faster.stream().map(DataKey::ciphertext).toList());
  }

  private void anewWithKey() {
    anew();
    stored.declare(own());
    kept.pass(stored);
    stored.declare(withDataKeys(WANTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Disabled", "PendingDeletion", "PendingImport", "Unavailable"})
  void aKeyThatIsNotEnabledMakesNoneAndThoseThatThereAreStay(String state) {
    kept.pass(stored);
    List<DataKey> before = stored.status().dataKeys();
    kept.kms.behind(KeptKeys.ALIAS).state = state;
    kept.kms.fail("cancelDeletion", DENIED);
    kept.cluster.namespaces.add("lab");
    EncryptionKeyStatus waiting = kept.pass(stored);

    assertThat(condition(waiting, "DataKeys").getReason()).isEqualTo("DataKeyWaits");
    assertThat(condition(waiting, "DataKeys").getMessage()).contains("lab", state);
    assertThat(waiting.dataKeys()).isEqualTo(before);
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 2);

    kept.kms.failing.clear();
    kept.kms.behind(KeptKeys.ALIAS).state = Key.ENABLED;
    assertThat(kept.pass(stored).dataKeys()).hasSize(3).containsAll(before);
    assertThat(kept.kms.calls).containsEntry("generateDataKey", 3);
  }

  @Test
  void whatAwsRefusesIsSaidAndMadeLater() {
    kept.kms.fail("generateDataKey", DENIED);
    EncryptionKeyStatus refused = kept.pass(stored);

    assertThat(ready(refused).getStatus()).isEqualTo("False");
    assertThat(ready(refused).getReason()).isEqualTo("DataKeyRefused");
    assertThat(ready(refused).getMessage()).contains("AccessDeniedException", "clinic, ward");
    assertThat(find(refused, "Reconciling")).isPresent();
    assertThat(refused.dataKeys()).isEmpty();
    assertThat(kept.cluster.maps).isEmpty();

    kept.kms.failing.clear();
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.cluster.maps).hasSize(2);
  }

  /** What was made before AWS stopped is kept. */
  @Test
  void whatAwsMakesNoMoreOfIsMadeLaterAndTheRestIsKept() {
    kept.kms.afterGenerate = () -> kept.kms.fail("generateDataKey", THROTTLED);
    EncryptionKeyStatus half = kept.pass(stored);

    assertThat(ready(half).getReason()).isEqualTo("AwsUnreachable");
    assertThat(ready(half).getMessage()).contains("no data key yet for ward: throttled");
    assertThat(half.dataKeys()).extracting(DataKey::namespace).containsExactly("clinic");
    kept.kms.failing.clear();
    assertThat(kept.pass(stored).dataKeys()).startsWith(half.dataKeys().getFirst()).hasSize(2);
  }

  /** Another policy may not let it be used so. */
  @Test
  void noneIsMadeBeforeTheKeysPolicyIsInForce() {
    kept.pass(stored);
    kept.cluster.namespaces.add("lab");
    kept.kms.behind(KeptKeys.ALIAS).policy = "{\"Statement\": []}";
    kept.kms.fail("putPolicy", DENIED);

    assertThat(condition(kept.pass(stored), "DataKeys").getMessage())
        .isEqualTo("no data key yet for lab: the key's policy was not seen to be as declared");
    assertThat(stored.status().dataKeys()).hasSize(2);
  }

  /** The ConfigMaps are kept without AWS. */
  @Test
  void whileAwsIsAwayWhatIsThereIsPutBackAndNothingIsMade() {
    List<DataKey> before = kept.pass(stored).dataKeys();
    kept.cluster.maps.clear();
    kept.cluster.namespaces.add("lab");
    kept.kms.fail("describe", new Answer.Unreachable<>("no way there"));
    EncryptionKeyStatus away = kept.pass(stored);

    assertThat(away.dataKeys()).isEqualTo(before);
    assertThat(kept.cluster.maps).hasSize(2);
    assertThat(condition(away, "DataKeys").getMessage()).contains("no data key yet for lab");
    assertThat(kept.cluster.map("ward").getData())
        .containsEntry("KMS_DATA_KEY", before.getLast().ciphertext());
  }

  @Test
  void whileNamespacesCanNotBeWatchedNothingIsMadeOrForgotten() {
    List<DataKey> before = kept.pass(stored).dataKeys();
    kept.cluster.doubt = Optional.of("objects of kind ConfigMap");
    kept.cluster.namespaces.add("lab");
    EncryptionKeyStatus doubted = kept.pass(stored);

    assertThat(doubted.dataKeys()).isEqualTo(before);
    assertThat(condition(doubted, "DataKeys").getStatus()).isEqualTo("Unknown");
    assertThat(ready(doubted).getReason()).isEqualTo("NotReadable");
  }

  /** So that the status of a resource, with all its data keys, is one that the server takes. */
  @Test
  void moreThanTheStatusHasRoomForAreNotMade() {
    for (int i = 0; i < DataKeyMaking.MOST; i++) {
      kept.cluster.namespaces.add("n" + i);
    }
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(condition(status, "DataKeys").getReason()).isEqualTo("TooManyDataKeys");
    assertThat(condition(status, "Stalled").getReason()).isEqualTo("TooManyDataKeys");
    assertThat(condition(status, "DataKeys").getMessage()).contains("500", "502", " and ");
    assertThat(kept.kms.calls).doesNotContainKey("generateDataKey");
  }

  @Test
  void anotherSpecIsThatOfDataKeysToCome() {
    List<DataKey> before = kept.pass(stored).dataKeys();
    stored.declare(withDataKeys(new DataKeySpec(null, DataKeySpec.KeySpec.AES_128, null)));
    kept.cluster.namespaces.add("lab");
    List<DataKey> after = kept.pass(stored).dataKeys();

    assertThat(after.subList(0, 2)).isEqualTo(before);
    assertThat(Objects.requireNonNull(after.getLast()).keySpec()).isEqualTo("AES_128");
  }
}
