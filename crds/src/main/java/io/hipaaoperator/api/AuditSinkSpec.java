package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Where logs go.
 *
 * @param enforcement whether deviations are repaired or only reported
 * @param logClass what the logs are for
 * @param logGroup the log group of CloudWatch
 */
@ValidationRule(
    value =
        "self.class != 'audit' || !has(self.logGroup.retentionDays) ||"
            + " self.logGroup.retentionDays >= 2192",
    message =
        "logGroup.retentionDays of class audit is at least 2192: six years, 45 CFR"
            + " 164.316(b)(2)(i)",
    fieldPath = ".logGroup.retentionDays")
@ValidationRule(
    value =
        "self.class != 'operational' || !has(self.logGroup.retentionDays) ||"
            + " self.logGroup.retentionDays >= 90",
    message =
        "logGroup.retentionDays of class operational is at least 90, which the production checklist"
            + " asks for",
    fieldPath = ".logGroup.retentionDays")
@ValidationRule(
    value = "self.class == oldSelf.class",
    message = "class can't be changed: it says how long what is there must be kept",
    fieldPath = ".class")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditSinkSpec(
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce creates and repairs what makes the declaration true. Observe writes nothing to"
                + " AWS and only reports.")
        @Nullable Enforcement enforcement,
    @Required
        @JsonProperty("class")
        @JsonPropertyDescription(
            "What the logs are for. audit: who did what to PHI, kept for six years at least."
                + " operational: how programs ran, kept for 90 days.")
        LogClass logClass,
    @Required @JsonPropertyDescription("The log group of CloudWatch.") SinkLogGroup logGroup) {

  /** The mode, with the schema's default for objects that never passed an API server. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /** How long events are kept at least, in days. */
  public int retentionDays() {
    return logGroup.retentionDays() == null ? logClass.leastDays() : logGroup.retentionDays();
  }

  /** Whether nobody may delete the group. */
  public boolean protectsGroup() {
    return logGroup.deletionProtection() == null ? isAudit() : logGroup.deletionProtection();
  }

  /** Whether identifiers are masked. */
  public boolean masks() {
    Boolean enabled = logGroup.dataProtection().enabled();
    return enabled == null ? isAudit() : enabled;
  }

  private boolean isAudit() {
    return logClass == LogClass.AUDIT;
  }
}
