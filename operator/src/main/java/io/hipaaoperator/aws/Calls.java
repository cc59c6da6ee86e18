package io.hipaaoperator.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Makes calls to AWS: within the quotas, counted, and every failure a value. */
public final class Calls {
  private static final int SERVER_ERROR = 500;

  /** How the SDK begins its long complaint that it found no credentials. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  private final Quotas quotas;
  private final MeterRegistry meters;

  /** Calls as fast as these quotas let it, and counts into this registry. */
  Calls(Quotas quotas, MeterRegistry meters) {
    this.quotas = quotas;
    this.meters = meters;
  }

  /** Makes one call. */
  <T> Answer<T> run(Action action, Supplier<T> call) {
    if (!quotas.take(action)) {
      return new Answer.Unreachable<>("throttled here: too many calls of " + action.iam(), true);
    }
    Timer.Sample start = Timer.start(meters);
    Answer<T> answer = answer(action, call);
    start.stop(timer(action, answer));
    return answer;
  }

  /** Makes one call that answers nothing. */
  Answer<Done> perform(Action action, Runnable call) {
    return run(
        action,
        () -> {
          call.run();
          return Done.DONE;
        });
  }

  private static <T> Answer<T> answer(Action action, Supplier<T> call) {
    try {
      return Answer.known(call.get());
    } catch (AwsServiceException e) {
      return refusal(action, e);
    } catch (SdkClientException e) {
      return new Answer.Unreachable<>(action.iam() + ": " + words(e));
    }
  }

  private static <T> Answer<T> refusal(Action action, AwsServiceException e) {
    if (e.isThrottlingException()) {
      return new Answer.Unreachable<>(action.iam() + ": throttled by AWS", true);
    }
    if (e.statusCode() >= SERVER_ERROR) {
      return new Answer.Unreachable<>(action.iam() + ": AWS answered " + e.statusCode());
    }
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return new Answer.Refused<>(
        code == null ? "Refused" : code, action.iam() + ": " + (message == null ? "no" : message));
  }

  private static String words(SdkClientException e) {
    return String.valueOf(e.getMessage()).startsWith(NO_CREDENTIALS)
        ? "no AWS credentials: none of the default providers has any"
        : Reason.of(e);
  }

  private Timer timer(Action action, Answer<?> answer) {
    return Timer.builder("hipaa.aws.calls")
        .description("Calls to AWS")
        .tag("call", action.iam())
        .tag("answer", answer.getClass().getSimpleName())
        .register(meters);
  }
}
