package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  /** As early as the next look comes. */
  private static final Duration EARLY = KeptKeys.POLL.multipliedBy(4).dividedBy(5);

  @Test
  void tagsAreReadOnceAnHourWhileTheIndexShowsNoChange() {
    kept.remembers = true;
    for (int look = 0; look < 15; look++) {
      assertThat(passAfter(EARLY).drift()).isEmpty();
    }

    assertThat(kept.kms.calls).containsEntry("tags", 1);
    assertThat(kept.kms.calls.values().stream().mapToInt(Integer::intValue).sum())
        .as("three at each look, and proofs once an hour")
        .isLessThan(15 * 3 + 10);
  }

  @Test
  void aTagThatSomebodyTookIsFoundWithTheNextLookAndPutBack() {
    kept.remembers = true;
    passAfter(EARLY);
    kept.kms.behind(ALIAS).tags.remove(OwnTags.UID);

    assertThat(passAfter(EARLY).lastDrift()).contains("tags");

    assertThat(kept.kms.behind(ALIAS).tags).containsKey(OwnTags.UID);
  }

  /** Without our tag the index does not show the key at all. */
  @Test
  void tagsThatSomebodyTookAllAreFoundWithTheNextLook() {
    kept.remembers = true;
    passAfter(EARLY);
    kept.kms.behind(ALIAS).tags.clear();

    assertThat(passAfter(EARLY).drift()).hasSize(3);
  }

  @Test
  void whereTheIndexIsRefusedTagsAreReadWithEachLook() {
    kept.remembers = true;
    kept.index.failing = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));
    passAfter(EARLY);
    passAfter(EARLY);
    assertThat(kept.kms.calls).containsEntry("tags", 2);

    kept.kms.behind(ALIAS).tags.remove(OwnTags.UID);
    assertThat(passAfter(EARLY).lastDrift()).contains("tags");
  }

  @Test
  void whoAsksForALookReadsTagsAnew() {
    kept.remembers = true;
    passAfter(EARLY);
    kept.index.stop();
    kept.kms.behind(ALIAS).tags.remove(OwnTags.UID);
    assertThat(passAfter(EARLY).drift()).isEmpty();

    kept.passes().forget(stored.get());
    assertThat(passAfter(EARLY).lastDrift()).contains("tags");
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
