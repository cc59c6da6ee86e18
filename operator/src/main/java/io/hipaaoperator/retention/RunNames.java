package io.hipaaoperator.retention;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names of what runs {@code hipaa} for a resource.
 *
 * @param account ServiceAccount
 * @param plan ConfigMap
 * @param network NetworkPolicy
 * @param cronJobs CronJobs
 */
record RunNames(String account, String plan, String network, List<String> cronJobs) {
  RunNames {
    cronJobs = List.copyOf(cronJobs);
  }

  List<String> all() {
    return Stream.concat(Stream.of(account, plan, network), cronJobs.stream()).toList();
  }
}
