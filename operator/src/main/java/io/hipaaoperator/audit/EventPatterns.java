package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditEvents;
import io.hipaaoperator.api.SinkAlarms.OffHours;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which events are counted, as patterns on JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
record EventPatterns(AuditEvents events) {

  /** Log-ins that were refused. */
  String failedLogins() {
    return "{ (%s) && (%s) }"
        .formatted(any(events.action(), events.logins()), any(events.outcome(), events.denials()));
  }

  /** Reads. */
  String reads() {
    return "{ " + any(events.action(), events.reads()) + " }";
  }

  /** Exports. */
  String exports() {
    return "{ " + any(events.action(), events.exports()) + " }";
  }

  /** Access to PHI between two hours, which may lie on two days. */
  String offHours(String hour, OffHours night) {
    String and = night.from() < night.to() ? "&&" : "||";
    return "{ ($.%s = *) && ($.%s >= %d %s $.%s < %d) }"
        .formatted(events.resource(), hour, night.from(), and, hour, night.to());
  }

  private static String any(String field, List<String> words) {
    return words.stream()
        .map(word -> "$." + field + " = \"" + word + "\"")
        .collect(Collectors.joining(" || "));
  }
}
