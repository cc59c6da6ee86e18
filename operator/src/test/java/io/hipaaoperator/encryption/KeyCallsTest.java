package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look asks of AWS while nothing changes, and what it asks for all that. */
class KeyCallsTest {
  private static final String ROTATED = "2026-01-01T06:00:00Z";

  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());

  @BeforeEach
  void settle() {
    kept.pass(stored);
    kept.pass(stored);
    kept.kms.calls.clear();
  }

  private EncryptionKeyStatus passAfter(Duration pause) {
    kept.now = kept.now.plus(pause);
    return kept.pass(stored);
  }

  private static EncryptionKeyStatus.Rotation rotation(EncryptionKeyStatus status) {
    return Objects.requireNonNull(status.rotation());
  }

  @Test
  void theKeyIsDescribedOnceByItsAliasAndNoListIsRead() {
    EncryptionKeyStatus before = stored.get().getStatus();

    assertThat(passAfter(Duration.ofMinutes(5))).isEqualTo(before);

    assertThat(kept.kms.calls).containsEntry("describe", 1).doesNotContainKey("rotations");
  }

  /** Its key is known, and stays the one whoever moves the alias. */
  @Test
  void anAliasThatWasMovedIsFoundAndBroughtBack() {
    MemoryKms.Stored ours = kept.kms.behind(ALIAS);
    kept.kms.aliases.put(ALIAS, kept.kms.foreign().id);

    EncryptionKeyStatus after = passAfter(Duration.ofMinutes(5));

    assertThat(after.lastDrift()).contains("alias");
    assertThat(after.arn()).isEqualTo(ours.arn());
    assertThat(kept.kms.behind(ALIAS)).isSameAs(ours);
    assertThat(kept.kms.writes).containsOnlyOnce("create");
  }

  @Test
  void anAliasThatWasDeletedIsFoundAndMadeAnew() {
    MemoryKms.Stored ours = kept.kms.behind(ALIAS);
    kept.kms.aliases.clear();

    assertThat(passAfter(Duration.ofMinutes(5)).lastDrift()).contains("alias");

    assertThat(kept.kms.behind(ALIAS)).isSameAs(ours);
    assertThat(kept.kms.keys).hasSize(1);
  }

  @Test
  void rotationsAreReadOnceADayAndWhenTheyWereIsSaid() {
    kept.kms.behind(ALIAS).rotations = List.of(Instant.parse(ROTATED));

    assertThat(rotation(passAfter(Duration.ofHours(19))).last()).isNull();
    EncryptionKeyStatus after = passAfter(Duration.ofHours(5));

    assertThat(rotation(after).last()).isEqualTo(ROTATED);
    assertThat(rotation(after).asOf()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(kept.kms.calls).containsEntry("rotations", 1);
    assertThat(after.controls().toString()).contains("as of 2026-01-02T00:00:00Z");
  }

  @Test
  void rotationsAreReadWhenTheRotationIsAnother() {
    kept.kms.behind(ALIAS).rotation = MemoryKms.every(90);

    assertThat(rotation(passAfter(Duration.ofMinutes(5))).asOf()).isEqualTo("2026-01-01T00:05:00Z");

    assertThat(kept.kms.calls).containsEntry("rotations", 1);
  }

  /** What is too old is no evidence. */
  @Test
  void rotationsThatCouldNotBeReadAreUndetermined() {
    kept.kms.fail("rotations", THROTTLED);

    assertThat(condition(passAfter(Duration.ofHours(19)), "Compliant").getStatus())
        .isEqualTo("True");
    assertThat(condition(passAfter(Duration.ofHours(5)), "Compliant").getStatus())
        .isEqualTo("Unknown");
    kept.kms.failing.clear();
    assertThat(condition(passAfter(Duration.ofMinutes(5)), "Compliant").getStatus())
        .isEqualTo("True");
  }
}
