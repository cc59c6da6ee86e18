package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.status.StateCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    byUid.put(uid, StateCounts.of(now));
    count();
  }

  /** Nobody is to count it any longer. */
  synchronized void gone(String uid) {
    byUid.remove(uid);
    count();
  }

  private void count() {
    StateCounts.show(conditions, byUid.values().stream().flatMap(List::stream));
  }
}
