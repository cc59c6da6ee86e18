package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks STS, once: credentials are renewed, but stay those of the same account. A failure is
 * remembered for a moment, so that where AWS does not answer not everybody waits in turn to learn
 * it.
 */
final class SdkAccount implements Account {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final StsClient sts;
  private final Calls calls;
  private final InstantSource clock;
  private @Nullable Answer<Identity> last;
  private Instant until = Instant.MIN;

  SdkAccount(StsClient sts, Calls calls, InstantSource clock) {
    this.sts = sts;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public synchronized Answer<Identity> identity() {
    if (last != null && (last instanceof Answer.Known || clock.instant().isBefore(until))) {
      return last;
    }
    last = calls.run(Action.GET_CALLER_IDENTITY, sts::getCallerIdentity).map(SdkAccount::identity);
    until = clock.instant().plus(REMEMBERED);
    return last;
  }

  private static Identity identity(GetCallerIdentityResponse caller) {
    return new Identity(caller.arn().split(":", -1)[1], caller.account());
  }
}
