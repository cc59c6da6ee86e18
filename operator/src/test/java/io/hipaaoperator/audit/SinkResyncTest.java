package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.WITH_KEY;
import static io.hipaaoperator.audit.KeptSinks.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With fifty sinks a changed tag, and masking, are found with the next look at their group. */
class SinkResyncTest {
  private static final int SINKS = 50;
  private static final Duration POLL = Duration.ofMinutes(5);

  /** As early as the next look comes. */
  private static final Duration EARLY = POLL.multipliedBy(4).dividedBy(5);

  private static final String LESS =
      """
      {"Name": "n", "Version": "2021-06-01", "Statement": []}
      """;

  private final KeptSinks kept = new KeptSinks();
  private final List<AuditSink> sinks =
      IntStream.range(0, SINKS)
          .mapToObj(number -> kept.declare(spec("audit", group(number), WITH_KEY)))
          .toList();

  private static String group(int number) {
    return "/phi/%03d".formatted(number);
  }

  @BeforeEach
  void settle() {
    kept.remember(POLL);
    looks();
    looks();
    kept.logs.calls.clear();
  }

  /** One look at each, after as short a pause as there is. */
  private void looks() {
    kept.later(EARLY);
    sinks.forEach(kept::pass);
  }

  private AuditSinkStatus last() {
    return sinks.getLast().getStatus();
  }

  private String arn() {
    return Objects.requireNonNull(kept.logs.groups.get(group(SINKS - 1))).arn();
  }

  private void untag() {
    Objects.requireNonNull(kept.logs.tags.get(arn())).remove(OwnTags.UID);
  }

  private void assertFound(String path) {
    assertThat(last().drift()).hasSize(1);
    assertThat(last().drift().getFirst().path()).isEqualTo(path);
    assertThat(last().drift().getFirst().action()).isEqualTo("Reverted");
  }

  @Test
  void tagsAreNotReadWhileTheyStay() {
    looks();

    assertThat(kept.logs.calls).doesNotContain("tags").contains("dataProtection");
    assertThat(last().drift()).isEmpty();
  }

  @Test
  void aTagThatIsGoneIsFoundWithTheNextLookAndPutBack() {
    untag();
    looks();

    assertFound("tags.[" + OwnTags.UID + "]");
    assertThat(kept.logs.tags.get(arn())).containsKey(OwnTags.UID);
    assertThat(kept.logs.calls.stream().filter("tags"::equals)).hasSizeLessThan(4);
  }

  /** The index shows nothing any more of a group without the tag that it is asked by. */
  @Test
  void allTagsThatAreGoneAreFoundToo() {
    Objects.requireNonNull(kept.logs.tags.get(arn())).clear();
    looks();

    assertThat(last().drift())
        .hasSize(3)
        .allMatch(drift -> Objects.requireNonNull(drift.path()).startsWith("tags."));
  }

  @Test
  void anIndexThatIsLateIsCaughtUpWith() {
    kept.index.stop();
    untag();
    looks();
    assertThat(last().drift()).isEmpty();

    kept.index.follow();
    looks();
    assertFound("tags.[" + OwnTags.UID + "]");
  }

  @Test
  void whereTheIndexIsRefusedTagsAreReadAsBefore() {
    kept.index.failing = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));
    looks();
    untag();
    looks();
    looks();
    looks();

    assertFound("tags.[" + OwnTags.UID + "]");
  }

  @Test
  void maskingThatWasNarrowedIsFoundWithTheNextLook() {
    kept.logs.policies.put(group(SINKS - 1), LESS);
    looks();

    assertFound("dataProtection");
  }
}
