package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** How many resources are in which state. They are few: they are counted anew after every pass. */
final class ConditionGauges {
  private final Map<String, List<Tags>> byUid = new ConcurrentHashMap<>();
  private final MultiGauge conditions;

  ConditionGauges(MeterRegistry meters, String kind) {
    conditions =
        MultiGauge.builder("hipaa.external.conditions")
            .description("Resources held true outside Kubernetes, by status of each condition")
            .tag("kind", kind)
            .register(meters);
  }

  /** Takes over the state of a resource. */
  synchronized void saw(String uid, List<Condition> now) {
    byUid.put(
        uid, now.stream().map(c -> Tags.of("type", c.getType(), "status", c.getStatus())).toList());
    count();
  }

  /** Nobody is to count it any longer. */
  synchronized void gone(String uid) {
    byUid.remove(uid);
    count();
  }

  private void count() {
    List<Row<?>> rows =
        byUid.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(tags -> tags, Collectors.counting()))
            .entrySet()
            .stream()
            .<Row<?>>map(count -> Row.of(count.getKey(), count.getValue()))
            .toList();
    conditions.register(rows, true);
  }
}
