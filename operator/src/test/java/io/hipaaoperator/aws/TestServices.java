package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.lang.reflect.Proxy;
import java.util.List;

/** Services of which a test has some; asked, the others fail the test. */
public final class TestServices {
  /** An index of tags that nobody may look at: they are read one by one. */
  public static final Tags NO_INDEX =
      _ -> new Answer.Refused<>("AccessDeniedException", "this test has no index of tags");

  /** Nothing gets out. */
  public static final WaysOut NOTHING_OUT =
      new WaysOut() {
        @Override
        public Answer<List<Way>> grants(String key) {
          return Answer.known(List.of());
        }

        @Override
        public Answer<List<Way>> subscriptions(String group) {
          return Answer.known(List.of());
        }

        @Override
        public Answer<List<Way>> replicas(Buckets.Bucket bucket) {
          return Answer.known(List.of());
        }
      };

  private TestServices() {}

  /** Nothing at all. */
  static Services none() {
    return of(none(Account.class), none(Kms.class));
  }

  /** Keys, and nothing else. */
  public static Services of(Account account, Kms kms) {
    var logs =
        new Logs(
            none(LogGroups.class),
            none(LogQueries.class),
            none(LogMetrics.class),
            none(LogEvents.class));
    return of(account, kms, logs, none(Alarms.class));
  }

  /** Log groups and all that belongs to them. */
  public static Services of(Logs logs, Alarms alarms) {
    return of(logs, alarms, none(Roles.class));
  }

  /** Log groups and all that belongs to them, and roles that may write to them. */
  public static Services of(Logs logs, Alarms alarms, Roles roles) {
    return of(
        none(Account.class),
        none(Kms.class),
        logs,
        alarms,
        new S3(none(Buckets.class), none(ObjectRules.class), none(ObjectHolds.class)),
        roles);
  }

  /** Log groups and all that belongs to them, buckets, and roles that may write to them. */
  public static Services of(Account account, Logs logs, Alarms alarms, S3 s3, Roles roles) {
    return of(account, none(Kms.class), logs, alarms, s3, roles);
  }

  private static Services of(Account account, Kms kms, Logs logs, Alarms alarms) {
    return of(
        account,
        kms,
        logs,
        alarms,
        new S3(none(Buckets.class), none(ObjectRules.class), none(ObjectHolds.class)));
  }

  private static Services of(Account account, Kms kms, Logs logs, Alarms alarms, S3 s3) {
    return of(account, kms, logs, alarms, s3, none(Roles.class));
  }

  private static Services of(
      Account account, Kms kms, Logs logs, Alarms alarms, S3 s3, Roles roles) {
    return new Services(
        "us-east-1",
        account,
        kms,
        logs,
        alarms,
        s3,
        none(Volumes.class),
        roles,
        none(Clusters.class),
        NO_INDEX,
        NOTHING_OUT);
  }

  /** Buckets whose objects nobody holds. */
  public static S3 s3(Buckets buckets, ObjectRules objects) {
    return new S3(buckets, objects, none(ObjectHolds.class));
  }

  /** S3, and nothing else. */
  public static Services of(Account account, S3 s3) {
    var logs =
        new Logs(
            none(LogGroups.class),
            none(LogQueries.class),
            none(LogMetrics.class),
            none(LogEvents.class));
    return of(account, none(Kms.class), logs, none(Alarms.class), s3);
  }

  /** The same with another way to the tags. */
  public static Services with(Services services, Tags tags) {
    return services.with(tags);
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
