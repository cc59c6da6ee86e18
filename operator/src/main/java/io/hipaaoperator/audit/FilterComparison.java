package io.hipaaoperator.audit;

import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.aws.LogMetrics.Metric;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How a metric filter is other than declared. One that counts something else weakens. */
final class FilterComparison {
  private FilterComparison() {}

  /** The deviation of the one that was found, if any was. */
  static Optional<Deviation> between(Filter wanted, Optional<Filter> found) {
    return found
        .map(filter -> FieldDifference.deviation(differences(wanted, filter).toList()))
        .orElseGet(() -> Optional.of(Deviation.removed(wanted.pattern(), true)));
  }

  private static Stream<FieldDifference> differences(Filter wanted, Filter found) {
    return Stream.of(
            FieldDifference.of("pattern", wanted.pattern(), found.pattern(), true),
            metric(wanted.metric(), found.metric()),
            FieldDifference.of("selection", wanted.selection(), found.selection(), true),
            FieldDifference.of(
                "system dimensions", wanted.systemDimensions(), found.systemDimensions(), true),
            FieldDifference.of(
                "on transformed events", wanted.onTransformed(), found.onTransformed(), true))
        .flatMap(Function.identity());
  }

  private static Stream<FieldDifference> metric(Metric wanted, Metric found) {
    return Stream.of(
            FieldDifference.of("metric", name(wanted), name(found), true),
            FieldDifference.of("value", wanted.value(), found.value(), true),
            FieldDifference.of("default", wanted.otherwise(), found.otherwise(), false),
            FieldDifference.of("unit", wanted.unit(), found.unit(), false),
            FieldDifference.of("dimensions", wanted.dimensions(), found.dimensions(), true))
        .flatMap(Function.identity());
  }

  private static String name(Metric metric) {
    return metric.namespace() + " " + metric.name();
  }
}
