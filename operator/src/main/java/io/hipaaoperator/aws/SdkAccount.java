package io.hipaaoperator.aws;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks STS, once: credentials are renewed, but stay those of the same account. */
final class SdkAccount implements Account {
  private final StsClient sts;
  private final Calls calls;
  private final AtomicReference<@Nullable Identity> known = new AtomicReference<>();

  SdkAccount(StsClient sts, Calls calls) {
    this.sts = sts;
    this.calls = calls;
  }

  @Override
  public Answer<Identity> identity() {
    Identity identity = known.get();
    if (identity != null) {
      return Answer.known(identity);
    }
    Answer<Identity> answer =
        calls.run(Action.GET_CALLER_IDENTITY, sts::getCallerIdentity).map(SdkAccount::identity);
    if (answer instanceof Answer.Known<Identity>(Identity found)) {
      known.set(found);
    }
    return answer;
  }

  private static Identity identity(GetCallerIdentityResponse caller) {
    return new Identity(caller.arn().split(":", -1)[1], caller.account());
  }
}
