package io.hipaaoperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many resources are in which state, as gauges with bounded labels. */
public final class StateCounts {
  private StateCounts() {}

  /** Each condition as the labels of the state that it says. */
  public static List<Tags> of(List<Condition> conditions) {
    return conditions.stream()
        .map(c -> Tags.of("type", c.getType(), "status", c.getStatus()))
        .toList();
  }

  /** Shows how often each state is there, and no longer those that are not. */
  public static void show(MultiGauge gauge, Stream<Tags> states) {
    List<Row<?>> rows =
        states
            .collect(Collectors.groupingBy(tags -> tags, Collectors.counting()))
            .entrySet()
            .stream()
            .<Row<?>>map(count -> Row.of(count.getKey(), count.getValue()))
            .toList();
    gauge.register(rows, true);
  }
}
