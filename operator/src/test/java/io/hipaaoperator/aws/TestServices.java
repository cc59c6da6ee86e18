package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.lang.reflect.Proxy;

/** Services of which a test has some; asked, the others fail the test. */
public final class TestServices {
  private TestServices() {}

  /** Keys, and nothing else. */
  public static Services of(Account account, Kms kms) {
    return of(account, kms, none(LogGroups.class), none(LogEvents.class));
  }

  /** Log groups and events, and nothing else. */
  public static Services of(LogGroups groups, LogEvents events) {
    return of(none(Account.class), none(Kms.class), groups, events);
  }

  private static Services of(Account account, Kms kms, LogGroups groups, LogEvents events) {
    var logs = new Logs(groups, none(LogQueries.class), none(LogMetrics.class), events);
    var s3 = new S3(none(Buckets.class), none(ObjectRules.class));
    return new Services(
        "us-east-1", account, kms, logs, none(Alarms.class), s3, none(Volumes.class));
  }

  private static <T> T none(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new AssertionError("this test has no " + method);
            }));
  }
}
