package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Log groups as they were a while ago: AWS answers few calls a second, and those for masking for
 * one group at a time. A list serves all who ask within a fifth of a poll. Masking of few groups is
 * read at each poll, of many as often as a share of AWS's calls allows, and also when the list
 * shows that it was turned on or off. What we write ourselves is seen at once. Tags are not known
 * here.
 */
public final class KnownLogGroups implements LogGroups {
  /**
   * Fifteen reads of masking a minute: 300 groups in twenty minutes, and 60 at each look, also
   * where that comes a fifth of five minutes early.
   */
  private static final Duration PER_MASKING = Duration.ofSeconds(4);

  private final LogGroups aws;
  private final LogGroupSnapshot snapshot;
  private final Remembered<Optional<String>> policies;

  /**
   * Nothing is known yet.
   *
   * @param poll how often each group is asked for
   */
  KnownLogGroups(LogGroups aws, InstantSource clock, Duration poll) {
    this.aws = aws;
    this.snapshot = new LogGroupSnapshot(aws, clock, poll);
    this.policies = new Remembered<>(clock, poll.dividedBy(2), PER_MASKING);
  }

  /** Services whose log groups are known to all who ask through these. */
  public static Supplier<Answer<Services>> shared(
      Supplier<Answer<Services>> aws, InstantSource clock, Duration poll) {
    return Services.by(
        aws, services -> services.with(new KnownLogGroups(services.logs().groups(), clock, poll)));
  }

  @Override
  public LogGroups asOfNow() {
    return aws;
  }

  @Override
  public Answer<Optional<Group>> find(String name) {
    return snapshot.find(name);
  }

  @Override
  public Answer<List<Group>> list(String prefix) {
    return aws.list(prefix);
  }

  @Override
  public Answer<Map<String, String>> tags(String arn) {
    return aws.tags(arn);
  }

  @Override
  public Answer<Optional<String>> dataProtection(String name) {
    return policies.get(name, snapshot.last(name), () -> aws.dataProtection(name));
  }

  @Override
  public Answer<Done> create(NewGroup group) {
    return wrote(group.name(), () -> aws.create(group));
  }

  @Override
  public Answer<Done> retain(String name, int days) {
    return wrote(name, () -> aws.retain(name, days));
  }

  @Override
  public Answer<Done> encrypt(String name, String key) {
    return wrote(name, () -> aws.encrypt(name, key));
  }

  @Override
  public Answer<Done> protect(String name) {
    return wrote(name, () -> aws.protect(name));
  }

  @Override
  public Answer<Done> tag(String arn, Map<String, String> more) {
    return wrote(LogGroups.name(arn), () -> aws.tag(arn, more));
  }

  @Override
  public Answer<Done> putDataProtection(String name, String policy) {
    return wrote(name, () -> aws.putDataProtection(name, policy));
  }

  /** Whatever became of it, nothing that was known of the group counts any more. */
  private Answer<Done> wrote(String name, Supplier<Answer<Done>> write) {
    try {
      return write.get();
    } finally {
      forget(name);
    }
  }

  @Override
  public void forget(String name) {
    policies.forget(name);
    snapshot.doubt(name);
  }
}
