package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tags as they were a while ago. The index is read once for all who ask within a fifth of a poll,
 * and nobody waits for it but who reads it. What it shows of a thing is no answer, but while it
 * stays the same the tags are not read again, for an hour. Of what it does not show, or where it
 * can't be read, tags are read as often as a share of AWS's calls allows. Tags that are not as
 * wanted are never remembered, so that nothing is reported or written that was not read just now.
 */
public final class KnownTags implements Tags {
  /** The index is a while behind, and may stay so. */
  private static final Duration ANYWAY = Duration.ofHours(1);

  /** Times that the index is read from one poll to the next. */
  private static final int READS = 5;

  /** Five reads of tags of log groups a minute: 300 groups in an hour. */
  private static final Duration PER_GROUP = Duration.ofSeconds(12);

  private static final String OF_LOGS = ":logs:";

  private final Tags aws;
  private final Duration least;
  private final Recent<Map<String, Map<String, String>>> shown;
  private final Latest<Map<String, Map<String, String>>> hints;
  private final Remembered<Map<String, String>> ofLogs;
  private final Remembered<Map<String, String>> ofOthers;

  /**
   * Nothing is known yet.
   *
   * @param poll how often each thing is asked for
   * @param ours what the index is asked for, so that it tells of changes
   */
  KnownTags(Tags aws, InstantSource clock, Duration poll, Query ours) {
    this.aws = aws;
    this.least = poll.dividedBy(2);
    this.shown = new Recent<>(poll.dividedBy(READS), clock);
    this.hints = new Latest<>(poll.dividedBy(READS), clock, () -> aws.shown(ours));
    this.ofLogs = new Remembered<>(clock, least, PER_GROUP);
    this.ofOthers = new Remembered<>(clock, least, Duration.ZERO);
  }

  /** Services whose tags are known to all who ask through these. */
  public static Supplier<Answer<Services>> shared(
      Supplier<Answer<Services>> aws, InstantSource clock, Duration poll, Query ours) {
    return Services.by(
        aws, services -> services.with(new KnownTags(services.tags(), clock, poll, ours)));
  }

  @Override
  public Answer<Map<String, Map<String, String>>> shown(Query query) {
    return shown.answer(query.toString(), () -> aws.shown(query));
  }

  @Override
  public Answer<Map<String, String>> of(Thing thing, Supplier<Answer<Map<String, String>>> read) {
    Optional<Map<String, String>> hint = hint(thing);
    Answer<Map<String, String>> tags =
        memory(thing.arn())
            .get(
                thing.arn(),
                List.of(thing.version(), hint),
                hint.isPresent() ? ANYWAY : least,
                read);
    if (!thing.isAsWanted(tags)) {
      forget(thing.arn());
    }
    return tags;
  }

  private Optional<Map<String, String>> hint(Thing thing) {
    return hints.answer().answered().flatMap(all -> Optional.ofNullable(all.get(thing.arn())));
  }

  @Override
  public void forget(String arn) {
    memory(arn).forget(arn);
  }

  /** CloudWatch Logs tells few tags a second, the others many. */
  private Remembered<Map<String, String>> memory(String arn) {
    return arn.contains(OF_LOGS) ? ofLogs : ofOthers;
  }
}
