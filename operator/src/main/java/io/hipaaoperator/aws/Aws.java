package io.hipaaoperator.aws;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.Lazy;

/**
 * AWS in one region. Its clients are made when somebody first asks, and not before: those of a
 * service with the first call to it.
 */
public final class Aws implements AutoCloseable {
  private final Location location;
  private final MeterRegistry meters;
  private @Nullable AwsConnection connection;
  private @Nullable Services services;

  /** Nothing is opened yet. */
  public Aws(Location location, MeterRegistry meters) {
    this.location = location;
    this.meters = meters;
  }

  /**
   * Where AWS is.
   *
   * @param region for example us-east-1; empty where none is configured
   * @param endpoint another address than AWS's own
   * @param callRate how many times the built-in calls a second are made at most
   */
  public record Location(Optional<String> region, Optional<URI> endpoint, int callRate) {
    private static final String NEEDED =
        "the operator needs --aws-region, which is aws.region of the chart";

    /** Nothing is configured. */
    public static final Location NONE = new Location(Optional.empty(), Optional.empty());

    /** Where the account has the quotas that AWS gives by default. */
    public Location(Optional<String> region, Optional<URI> endpoint) {
      this(region, endpoint, 1);
    }

    /**
     * Why nothing can be there; empty where something may be. Another address may call its region
     * as it likes.
     */
    Optional<String> lack() {
      if (region.isEmpty()) {
        return Optional.of("no AWS region: " + NEEDED);
      }
      return endpoint.isPresent() || isKnown(region.get())
          ? Optional.empty()
          : Optional.of(
              "no AWS region that this version knows: %s: %s".formatted(region.get(), NEEDED));
    }

    private static boolean isKnown(String region) {
      return Region.regions().stream()
          .filter(known -> !known.isGlobalRegion())
          .anyMatch(known -> known.id().equals(region));
    }
  }

  /**
   * The services.
   *
   * @param region where they are
   * @param account who we are
   * @param kms keys
   * @param logs log groups and what belongs to them
   * @param alarms alarms
   * @param s3 buckets
   * @param volumes EBS volumes
   * @param roles what roles may do
   * @param clusters clusters of EKS
   * @param tags tags of all of them
   * @param ways by which what is kept gets to others
   */
  public record Services(
      String region,
      Account account,
      Kms kms,
      Logs logs,
      Alarms alarms,
      S3 s3,
      Volumes volumes,
      Roles roles,
      Clusters clusters,
      Tags tags,
      WaysOut ways) {

    /**
     * Those by another way, which is made once for each.
     *
     * @param aws where they come from
     * @param way the same services by the other way
     */
    static Supplier<Answer<Services>> by(
        Supplier<Answer<Services>> aws, UnaryOperator<Services> way) {
      Map<Services, Services> made = Collections.synchronizedMap(new IdentityHashMap<>());
      return () -> aws.get().map(services -> made.computeIfAbsent(services, way));
    }

    /** The same with another way to the log groups. */
    Services with(LogGroups groups) {
      return new Services(
          region,
          account,
          kms,
          logs.with(groups),
          alarms,
          s3,
          volumes,
          roles,
          clusters,
          tags,
          ways);
    }

    /** The same with another way to the tags. */
    Services with(Tags other) {
      return new Services(
          region, account, kms, logs, alarms, s3, volumes, roles, clusters, other, ways);
    }

    /** The same with another way to the ways out. */
    Services with(WaysOut other) {
      return new Services(
          region, account, kms, logs, alarms, s3, volumes, roles, clusters, tags, other);
    }
  }

  /** The services; unreachable where no region is configured, or what is can't be used. */
  public synchronized Answer<Services> services() {
    Optional<String> lack = location.lack();
    if (lack.isPresent()) {
      return new Answer.Unreachable<>(lack.get());
    }
    try {
      if (services == null) {
        services = open(location.region().orElseThrow());
      }
      return Answer.known(services);
    } catch (SdkClientException e) {
      return new Answer.Unreachable<>(Reason.of(e));
    }
  }

  private Services open(String in) {
    var way = new AwsConnection(in, location.endpoint(), new AttemptMetrics(meters));
    connection = way;
    var calls = new Calls(new Quotas(location.callRate()), meters);
    return new Services(
        in,
        new SdkAccount(way.sts(), calls, InstantSource.system()),
        new SdkKms(way.kms(), way.kmsOnce(), calls),
        logs(way, calls),
        new SdkAlarms(new Lazy<>(way::cloudWatch), calls),
        s3(in, way, calls),
        new SdkVolumes(new Lazy<>(way::ec2), calls),
        new SdkRoles(new Lazy<>(way::iam), calls, InstantSource.system()),
        new SdkClusters(new Lazy<>(way::eks), calls),
        new SdkTags(new Lazy<>(way::tagging), calls),
        new SdkWaysOut(way.kms(), new Lazy<>(way::logs), new Lazy<>(way::s3), calls));
  }

  private static Logs logs(AwsConnection way, Calls calls) {
    var logs = new Lazy<>(way::logs);
    return new Logs(
        new SdkLogGroups(logs, calls),
        new SdkLogQueries(logs, calls),
        new SdkLogMetrics(logs, new Lazy<>(way::logsOnce), calls),
        new SdkLogEvents(logs, calls));
  }

  private static S3 s3(String region, AwsConnection way, Calls calls) {
    var s3 = new Lazy<>(way::s3);
    return new S3(
        new SdkBuckets(region, s3, calls),
        new SdkObjectRules(s3, calls),
        new SdkObjectHolds(s3, calls));
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
