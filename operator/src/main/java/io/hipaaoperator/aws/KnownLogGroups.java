package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Log groups as they were a while ago: AWS answers few calls a second, and those for tags and
 * masking for one group at a time. A list serves all who ask within a fifth of a poll. Masking and
 * tags of few groups are read at each poll, of many as often as a share of AWS's calls allows, and
 * masking also when the list shows that it was turned on or off. What we write ourselves is seen at
 * once.
 */
public final class KnownLogGroups implements LogGroups {
  /** Ten reads of masking a minute: 300 groups in half an hour. */
  private static final Duration PER_MASKING = Duration.ofSeconds(6);

  /** Five reads of tags a minute: 300 groups in an hour. */
  private static final Duration PER_TAGS = Duration.ofSeconds(12);

  private final LogGroups aws;
  private final LogGroupSnapshot snapshot;
  private final Remembered<Map<String, String>> tags;
  private final Remembered<Optional<String>> policies;

  /**
   * Nothing is known yet.
   *
   * @param poll how often each group is asked for
   */
  KnownLogGroups(LogGroups aws, InstantSource clock, Duration poll) {
    this.aws = aws;
    this.snapshot = new LogGroupSnapshot(aws, clock, poll);
    this.tags = new Remembered<>(clock, poll.dividedBy(2), PER_TAGS);
    this.policies = new Remembered<>(clock, poll.dividedBy(2), PER_MASKING);
  }

  /** Services whose log groups are known to all who ask through these. */
  public static Supplier<Answer<Services>> shared(
      Supplier<Answer<Services>> aws, InstantSource clock, Duration poll) {
    Map<Services, Services> shared = Collections.synchronizedMap(new IdentityHashMap<>());
    Function<Services, Services> share =
        services -> services.with(new KnownLogGroups(services.logs().groups(), clock, poll));
    return () -> aws.get().map(services -> shared.computeIfAbsent(services, share));
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
    return tags.get(arn, snapshot.last(name(arn)), () -> aws.tags(arn));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
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
    return wrote(name(arn), () -> aws.tag(arn, more));
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
    snapshot.last(name).ifPresent(group -> tags.forget(group.arn()));
    policies.forget(name);
    snapshot.doubt(name);
  }
}
