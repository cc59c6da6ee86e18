package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ready;
import static io.hipaaoperator.encryption.KeptKeys.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One look at the tags of all keys serves all resources, for a minute. */
class TaggedKeysTest {
  private final KeptKeys kept = new KeptKeys();
  private final TaggedKeys tagged = new TaggedKeys(() -> kept.now);

  /** 200 keys are read once; of each new one its own tags, when it is seen. */
  @Test
  void aHundredNewResourcesLookAtTwoHundredKeysOnce() {
    IntStream.range(0, 200).forEach(_ -> kept.kms.foreign());
    List<Stored> resources =
        IntStream.range(0, 100)
            .mapToObj(i -> kept.declare(spec("alias/phi/" + i, null, null, null)))
            .toList();

    for (Stored resource : resources) {
      assertThat(ready(kept.pass(resource)).getReason()).isEqualTo("Converged");
    }

    assertThat(kept.kms.keys).hasSize(300);
    assertThat(kept.kms.calls).containsEntry("keys", 1).containsEntry("tags", 200 + 2 * 100);
  }

  @Test
  void whoComesAtTheSameTimeSharesALook() {
    kept.kms.foreign();

    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.runAsync(this::look))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(kept.kms.calls).containsEntry("keys", 1);
  }

  private TaggedKeys.Look look() {
    return tagged.after(Instant.MIN, kept.kms);
  }

  @Test
  void aLookIsGoodForAMinute() {
    look();
    kept.now = kept.now.plusSeconds(60);
    look();
    assertThat(kept.kms.calls).containsEntry("keys", 1);

    kept.now = kept.now.plusSeconds(1);
    look();
    assertThat(kept.kms.calls).containsEntry("keys", 2);
  }

  @Test
  void aLookThatIsOlderThanAClaimIsNotGoodForIt() {
    Instant claimed = look().time();

    assertThat(tagged.after(claimed.minusMillis(1), kept.kms).time()).isEqualTo(claimed);
    tagged.after(claimed, kept.kms);

    assertThat(kept.kms.calls).containsEntry("keys", 2);
  }

  @Test
  void whereTheFirstKeysHideTheirTagsNoMoreAreAsked() {
    IntStream.range(0, 200).forEach(_ -> kept.kms.foreign().hidden = true);

    assertThat(look().doubt(false)).isPresent();
    assertThat(kept.kms.calls).containsEntry("tags", 10);
  }

  @Test
  void aKeyThatHidesItsTagsIsADoubtOnlyWhereOneMayHaveBeenMade() {
    kept.kms.foreign();
    kept.kms.foreign().hidden = true;

    assertThat(look().doubt(false)).isEmpty();
    assertThat(look().doubt(true)).isPresent();
  }
}
