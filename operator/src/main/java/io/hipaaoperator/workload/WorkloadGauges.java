package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.status.StateCounts;
import io.hipaaoperator.workload.Peers.Key;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How many workloads are in which state, counted when somebody asks. */
public final class WorkloadGauges {
  private final Map<Key, State> states = new ConcurrentHashMap<>();
  private final MultiGauge conditions;
  private final MultiGauge controls;
  private final Predicate<Key> exists;

  /**
   * Gauges in this registry.
   *
   * @param exists whether there still is such a workload
   */
  public WorkloadGauges(MeterRegistry meters, Predicate<Key> exists) {
    this.exists = exists;
    conditions =
        MultiGauge.builder("hipaa.workload.conditions")
            .description("PhiWorkloads by status of each condition")
            .register(meters);
    controls =
        MultiGauge.builder("hipaa.controls")
            .description("PhiWorkloads by verdict of each control")
            .register(meters);
  }

  /** Each a label value pair: type and status of a condition, id and verdict of a control. */
  private record State(List<Tags> conditions, List<Tags> controls) {}

  /** Takes over the state of a workload. */
  void saw(Workload workload, PhiWorkloadStatus status) {
    states.put(
        new Key(workload.namespace(), workload.name()),
        new State(
            StateCounts.of(status.conditions()),
            status.controls().stream()
                .map(c -> Tags.of("control", c.id(), "verdict", c.verdict()))
                .toList()));
  }

  /** Counts anew; call before every scrape. */
  public void refresh() {
    states.keySet().removeIf(exists.negate());
    StateCounts.show(conditions, states.values().stream().flatMap(s -> s.conditions().stream()));
    StateCounts.show(controls, states.values().stream().flatMap(s -> s.controls().stream()));
  }
}
