package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogMetrics.Filter;
import io.hipaaoperator.aws.LogMetrics.Metric;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each field of a metric filter changed: seen, with before and after, and ranked. */
class FilterComparisonTest {
  private static final Metric METRIC = Metric.count("hipaa-operator", "clinic/exports");
  private static final Filter WANTED = Filter.of("a", "{ $.action = \"export\" }", METRIC);

  @Test
  void oneThatIsAsDeclaredDoesNotDeviate() {
    assertThat(FilterComparison.between(WANTED, Optional.of(WANTED))).isEmpty();
    assertThat(FilterComparison.between(WANTED, Optional.empty()))
        .contains(Deviation.removed(WANTED.pattern(), true));
  }

  @Test
  void oneThatCountsOtherEventsWeakens() {
    assertThat(found(Filter.of("a", "NOTHING", METRIC)))
        .isEqualTo(
            Deviation.changed("pattern: { $.action = \"export\" }", "pattern: NOTHING", true));
    assertThat(found(events(Optional.of("@aws.account = \"1\""), List.of(), false)).weakens())
        .isTrue();
    assertThat(found(events(Optional.empty(), List.of("@aws.account"), false)).weakens()).isTrue();
    assertThat(found(events(Optional.empty(), List.of(), true)).found())
        .isEqualTo("on transformed events: true");
  }

  private static Filter events(
      Optional<String> selection, List<String> dimensions, boolean onTransformed) {
    return new Filter("a", WANTED.pattern(), METRIC, selection, dimensions, onTransformed);
  }

  @Test
  void oneThatCountsForAnotherMetricWeakens() {
    assertThat(found(metric("other", "clinic/exports", "1", Map.of())).weakens()).isTrue();
    assertThat(found(metric("hipaa-operator", "other", "1", Map.of())).found())
        .isEqualTo("metric: hipaa-operator other");
    assertThat(found(metric("hipaa-operator", "clinic/exports", "0", Map.of())).found())
        .isEqualTo("value: 0");
    assertThat(found(metric("hipaa-operator", "clinic/exports", "1", Map.of("u", "$.u"))).weakens())
        .isTrue();
  }

  private static Filter metric(
      String namespace, String name, String value, Map<String, String> dimensions) {
    return Filter.of(
        "a",
        WANTED.pattern(),
        new Metric(namespace, name, value, Optional.of(0.0), Metric.NO_UNIT, dimensions));
  }

  @Test
  void whatIsPublishedInSilenceOpensNothing() {
    var quiet =
        new Metric(METRIC.namespace(), METRIC.name(), "1", Optional.empty(), "Count", Map.of());

    Deviation found = found(Filter.of("a", WANTED.pattern(), quiet));
    assertThat(found.found()).isEqualTo("default: none; unit: Count");
    assertThat(found.weakens()).isFalse();
  }

  private static Deviation found(Filter filter) {
    return FilterComparison.between(WANTED, Optional.of(filter)).orElseThrow();
  }
}
