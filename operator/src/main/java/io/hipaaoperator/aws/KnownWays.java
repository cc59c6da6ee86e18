package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets.Bucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ways out as they were a while ago: AWS tells those of one thing at a time. Of few things they are
 * read at each poll, of many as often as a share of AWS's calls allows.
 */
public final class KnownWays implements WaysOut {
  /** Six things a minute: 24 at each look, also where that comes a fifth of five minutes early. */
  private static final Duration PER_THING = Duration.ofSeconds(10);

  /** A bucket may have the name of a log group. */
  private static final String GRANTS = "grants ";

  private static final String SUBSCRIPTIONS = "subscriptions ";
  private static final String REPLICAS = "replicas ";

  private final WaysOut aws;
  private final Remembered<List<Way>> known;

  private KnownWays(WaysOut aws, InstantSource clock, Duration poll) {
    this.aws = aws;
    this.known = new Remembered<>(clock, poll.dividedBy(2), PER_THING);
  }

  /**
   * Services whose ways out are known to all who ask through these.
   *
   * @param poll how often each thing is asked for
   */
  public static Supplier<Answer<Services>> shared(
      Supplier<Answer<Services>> aws, InstantSource clock, Duration poll) {
    return Services.by(aws, services -> services.with(new KnownWays(services.ways(), clock, poll)));
  }

  @Override
  public Answer<List<Way>> grants(String key) {
    return known(GRANTS + key, () -> aws.grants(key));
  }

  @Override
  public Answer<List<Way>> subscriptions(String group) {
    return known(SUBSCRIPTIONS + group, () -> aws.subscriptions(group));
  }

  @Override
  public Answer<List<Way>> replicas(Bucket bucket) {
    return known(REPLICAS + bucket.name(), () -> aws.replicas(bucket));
  }

  private Answer<List<Way>> known(String thing, Supplier<Answer<List<Way>>> read) {
    return known.get(thing, "", read);
  }

  @Override
  public void forget(String thing) {
    List.of(GRANTS, SUBSCRIPTIONS, REPLICAS).forEach(kind -> known.forget(kind + thing));
  }
}
