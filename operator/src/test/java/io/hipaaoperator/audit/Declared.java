package io.hipaaoperator.audit;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.audit.DeclaredSink.Past;
import java.time.Instant;
import java.util.Optional;

/** Sinks as they are declared, for tests of what is pure. */
public final class Declared {
  /** The log group of each. */
  public static final String GROUP = "/phi/clinic";

  private Declared() {}

  /** A sink called clinic for audit logs, with more of its spec as YAML. */
  public static DeclaredSink audit(String... more) {
    return sink("audit", GROUP, more);
  }

  /** A sink called clinic for operational logs, with more of its spec as YAML. */
  public static DeclaredSink operational(String group, String... more) {
    return sink("operational", group, more);
  }

  /** That the built-in queries and all else were reviewed on a day, and these alarms tried. */
  public static String reviewed(String date, String... alarms) {
    return """
        reviews: {done: [{date: '%s', by: the privacy officer, anomalies: true, lockout: true,
          queries: [phi-access-by-user, phi-access-by-date, phi-access-by-resource],
          alarms: [%s], evidenceSha256: '%s'}]}
        """
        .formatted(date, String.join(", ", alarms), "a".repeat(64));
  }

  private static DeclaredSink sink(String logClass, String group, String... more) {
    String yaml = "class: %s\nlogGroup: {name: %s}\n".formatted(logClass, group);
    AuditSinkSpec spec =
        Serialization.unmarshal(yaml + String.join("\n", more), AuditSinkSpec.class);
    return new DeclaredSink(
        "clinic",
        "uid",
        spec,
        Optional.empty(),
        Optional.empty(),
        Past.NONE,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
