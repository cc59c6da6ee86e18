package io.hipaaoperator.retention;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names of what runs {@code hipaa} for a resource.
 *
 * @param account ServiceAccount
 * @param plan ConfigMap; empty where a run needs no plan
 * @param network NetworkPolicy
 * @param cronJobs CronJobs
 */
record RunNames(String account, Optional<String> plan, String network, List<String> cronJobs) {
  RunNames {
    cronJobs = List.copyOf(cronJobs);
  }

  List<String> all() {
    return Stream.of(Stream.of(account), plan.stream(), Stream.of(network), cronJobs.stream())
        .flatMap(names -> names)
        .toList();
  }
}
