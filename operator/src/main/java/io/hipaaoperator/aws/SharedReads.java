package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Aws.Services;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Services whose lists of a whole region are read once for all who ask at about the same time.
 * Whoever writes reads anew. Roles are asked about one by one, the less often the more there are.
 */
public final class SharedReads {
  /** Five roles a minute: 300 in an hour. */
  private static final Duration PER_ROLE = Duration.ofSeconds(12);

  /** Times that a list is read from one poll to the next. */
  private static final int READS = 5;

  private final Recent<List<LogQueries.Saved>> queries;
  private final Recent<List<Alarms.Alarm>> alarms;
  private final ListedByGroup<LogMetrics.Filter> filters;
  private final ListedByGroup<LogMetrics.Detector> detectors;
  private final Remembered<Roles.Simulation> roles;

  /**
   * Shares what was read not longer ago than a fifth of this.
   *
   * @param poll how often each sink is looked at
   */
  public SharedReads(Duration poll, InstantSource clock) {
    Duration kept = poll.dividedBy(READS);
    this.queries = new Recent<>(kept, clock);
    this.alarms = new Recent<>(kept, clock);
    this.filters = new ListedByGroup<>(clock, poll, LogMetrics::filters, LogMetrics::filters);
    this.detectors = new ListedByGroup<>(clock, poll, LogMetrics::detectors, LogMetrics::detectors);
    this.roles = new Remembered<>(clock, kept, PER_ROLE);
  }

  /** The same services, with reads that are shared. */
  public Services of(Services services) {
    Logs logs = services.logs();
    return new Services(
        services.region(),
        services.account(),
        services.kms(),
        new Logs(
            logs.groups(),
            new SharedQueries(logs.queries(), queries),
            new SharedMetrics(logs.metrics(), filters, detectors),
            logs.events()),
        new SharedAlarms(services.alarms(), alarms),
        services.s3(),
        services.volumes(),
        new SharedRoles(services.roles(), roles),
        services.clusters(),
        services.tags(),
        services.ways());
  }

  private record SharedRoles(Roles to, Remembered<Simulation> read) implements Roles {
    @Override
    public Answer<Simulation> simulate(String role, List<String> actions, List<String> resources) {
      return read.get(role + " " + resources, actions, () -> to.simulate(role, actions, resources));
    }

    @Override
    public void forget(String role) {
      read.forgetAll(role + " ");
    }
  }

  private record SharedAlarms(Alarms to, Recent<List<Alarm>> recent) implements Alarms {
    @Override
    public Answer<List<Alarm>> list(String prefix) {
      return recent.answer(prefix, () -> to.list(prefix));
    }

    @Override
    public void forget() {
      recent.forget();
    }

    @Override
    public Answer<Done> put(Alarm alarm, Map<String, String> tags) {
      return recent.written(() -> to.put(alarm, tags));
    }
  }

  private record SharedQueries(LogQueries to, Recent<List<Saved>> recent) implements LogQueries {
    @Override
    public Answer<List<Saved>> list(String prefix) {
      return recent.answer(prefix, () -> to.list(prefix));
    }

    @Override
    public void forget() {
      recent.forget();
    }

    @Override
    public Answer<String> create(Query query, String token) {
      return recent.written(() -> to.create(query, token));
    }

    @Override
    public Answer<Done> replace(String id, Query query) {
      return recent.written(() -> to.replace(id, query));
    }
  }
}
