package io.hipaaoperator.aws;

import io.hipaaoperator.sequencer.StoreFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Calls of the log's writer: a failure ends its run. */
final class LedgerCalls {
  private LedgerCalls() {}

  /**
   * Makes one.
   *
   * @param what it is about
   * @param service whom it asks
   */
  static <T> T asked(String what, String service, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
      throw new StoreFailure("%s: %s answered %d%s".formatted(what, service, e.statusCode(), code));
    } catch (SdkClientException e) {
      throw new StoreFailure("%s: %s".formatted(what, Reason.of(e)));
    }
  }
}
