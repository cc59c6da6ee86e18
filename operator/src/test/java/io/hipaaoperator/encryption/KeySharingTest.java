package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static io.hipaaoperator.encryption.KeptKeys.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.external.OwnTags;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several resources that lead to one key or alias, the oldest has it. */
class KeySharingTest {
  private final KeptKeys kept = new KeptKeys();
  private final Stored older = kept.declare(own());

  @Test
  void anAliasIsTheOlderOnes() {
    Stored younger = kept.declare(own());

    assertTaken(younger);
    assertThat(kept.kms.keys).isEmpty();
    assertThat(ready(kept.pass(older)).getReason()).isEqualTo("Converged");
    assertTaken(younger);
  }

  static Stream<KeyRef> waysToTheOldersKey() {
    return Stream.of(
        new KeyRef(null, ALIAS), new KeyRef("arn:aws:kms:us-east-1:1:key/key-0", null));
  }

  @ParameterizedTest
  @MethodSource("waysToTheOldersKey")
  void aKeyIsTheOlderOnes(KeyRef ref) {
    kept.pass(older);
    kept.kms.writes.clear();

    assertTaken(kept.declare(adopting(ref)));
    assertThat(kept.kms.writes).isEmpty();
  }

  /** Kubernetes tells ages by the second only. */
  @Test
  void aKeyIsItsMakersEvenIfTheOtherIsOlder() {
    Stored taker = kept.declare(adopting(new KeyRef("arn:aws:kms:us-east-1:1:key/key-0", null)));
    Stored maker = kept.declare(spec("alias/phi/maker", null, null, null));

    assertThat(ready(kept.pass(maker)).getReason()).isEqualTo("Converged");
    assertThat(ready(kept.pass(taker)).getReason()).isEqualTo("KeyTaken");
    assertThat(ready(kept.pass(maker)).getReason()).isEqualTo("Converged");
  }

  /** The alias leads to a key that another resource has by its ARN. */
  @Test
  void aKeyThatIsReachedInTwoWaysIsTheOlderOnes() {
    MemoryKms.Stored foreign = kept.kms.foreign();
    kept.kms.aliases.put("alias/legacy", foreign.id);
    Stored first = kept.declare(spec("alias/a", null, new KeyRef(foreign.arn(), null), true));
    Stored second = kept.declare(spec("alias/b", null, new KeyRef(null, "alias/legacy"), true));
    kept.pass(first);

    assertTaken(second);
    assertThat(kept.kms.aliases).doesNotContainKey("alias/b");
  }

  @Test
  void whenTheOlderOneIsGoneTheYoungerHasIt() {
    Stored younger = kept.declare(own());
    assertTaken(younger);
    kept.remove(older);

    assertThat(ready(kept.pass(younger)).getReason()).isEqualTo("Converged");
  }

  /** Its status may not say yet that it has a key. */
  @Test
  void aKeyThatCarriesTheUidOfALivingResourceIsNotTakenOver() {
    MemoryKms.Stored made = kept.kms.foreign();
    made.tags.put(OwnTags.UID, older.uid());
    Stored taker = kept.declare(adopting(new KeyRef(made.arn(), null)));

    assertThat(ready(kept.pass(taker)).getReason()).isEqualTo("KeyTaken");
    assertThat(kept.kms.writes).isEmpty();
  }

  private void assertTaken(Stored younger) {
    EncryptionKeyStatus status = kept.pass(younger);

    assertThat(ready(status).getReason()).isEqualTo("KeyTaken");
    assertThat(condition(status, "Stalled").getReason()).isEqualTo("KeyTaken");
    assertThat(ready(status).getMessage()).contains("EncryptionKey clinic-");
  }

  private static EncryptionKeySpec adopting(KeyRef ref) {
    return spec("alias/phi/taker", null, ref, true);
  }
}
