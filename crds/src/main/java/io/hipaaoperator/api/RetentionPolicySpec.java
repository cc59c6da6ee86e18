package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept how long, and when it is purged.
 *
 * @param enforcement whether deviations are repaired or only reported
 * @param legalBasis on which law or contract the periods rest
 * @param recordRetention how long records are kept
 * @param auditRetention how long documentation and audit trails are
 * @param acknowledgeShortening lets a period be shortened
 * @param databaseRef the database
 * @param targets what is purged, in this order
 * @param schedule when, as cron has it
 * @param timeZone time zone of the schedule, and of timestamps that say none
 * @param limits what is too much, and too long
 * @param dryRun whether nothing is to be deleted
 * @param approval who agreed to which plan; without it nothing is deleted
 * @param suspend whether no run is begun
 */
@ValidationRule(
    value =
        "(!has(self.auditRetention.years) || self.auditRetention.years >= 6)"
            + " && (!has(self.auditRetention.months) || self.auditRetention.months >= 72)"
            + " && (!has(self.auditRetention.days) || self.auditRetention.days >= 2192)",
    message =
        "auditRetention is at least six years (6 years, 72 months, 2192 days): 45 CFR"
            + " 164.316(b)(2)(i)",
    fieldPath = ".auditRetention")
@ValidationRule(
    value =
        RetentionPolicySpec.ACKNOWLEDGED
            + " || (has(oldSelf.recordRetention.days)"
            + " ? (has(self.recordRetention.days)"
            + " ? self.recordRetention.days >= oldSelf.recordRetention.days"
            + " : ((has(self.recordRetention.years) ? self.recordRetention.years * 12 : 0)"
            + " + (has(self.recordRetention.months) ? self.recordRetention.months : 0)) * 28"
            + " >= oldSelf.recordRetention.days)"
            + " : (has(self.recordRetention.days)"
            + " ? self.recordRetention.days"
            + " >= ((has(oldSelf.recordRetention.years) ? oldSelf.recordRetention.years * 12 : 0)"
            + " + (has(oldSelf.recordRetention.months) ? oldSelf.recordRetention.months : 0)) * 31"
            + " : (has(self.recordRetention.years) ? self.recordRetention.years * 12 : 0)"
            + " + (has(self.recordRetention.months) ? self.recordRetention.months : 0)"
            + " >= (has(oldSelf.recordRetention.years) ? oldSelf.recordRetention.years * 12 : 0)"
            + " + (has(oldSelf.recordRetention.months) ? oldSelf.recordRetention.months : 0)))",
    message =
        "recordRetention can't be shortened without a new acknowledgeShortening; where days become"
            + " months a month counts 28 days, and 31 the other way round",
    fieldPath = ".recordRetention")
@ValidationRule(
    value =
        RetentionPolicySpec.ACKNOWLEDGED
            + " || (has(oldSelf.auditRetention.days)"
            + " ? (has(self.auditRetention.days)"
            + " ? self.auditRetention.days >= oldSelf.auditRetention.days"
            + " : ((has(self.auditRetention.years) ? self.auditRetention.years * 12 : 0)"
            + " + (has(self.auditRetention.months) ? self.auditRetention.months : 0)) * 28"
            + " >= oldSelf.auditRetention.days)"
            + " : (has(self.auditRetention.days)"
            + " ? self.auditRetention.days"
            + " >= ((has(oldSelf.auditRetention.years) ? oldSelf.auditRetention.years * 12 : 0)"
            + " + (has(oldSelf.auditRetention.months) ? oldSelf.auditRetention.months : 0)) * 31"
            + " : (has(self.auditRetention.years) ? self.auditRetention.years * 12 : 0)"
            + " + (has(self.auditRetention.months) ? self.auditRetention.months : 0)"
            + " >= (has(oldSelf.auditRetention.years) ? oldSelf.auditRetention.years * 12 : 0)"
            + " + (has(oldSelf.auditRetention.months) ? oldSelf.auditRetention.months : 0)))",
    message =
        "auditRetention can't be shortened without a new acknowledgeShortening; where days become"
            + " months a month counts 28 days, and 31 the other way round",
    fieldPath = ".auditRetention")
@ValidationRule(
    value =
        RetentionPolicySpec.ACKNOWLEDGED
            + " || oldSelf.targets.all(o, o.retention != 'audit' || self.targets.all(n,"
            + " n.retention == 'audit' || (has(o.s3) ? !has(n.s3) || n.s3.bucket != o.s3.bucket ||"
            + " !(n.s3.prefix.startsWith(o.s3.prefix) || o.s3.prefix.startsWith(n.s3.prefix)) :"
            + " has(n.s3) || n.schema != o.schema || n.table !="
            + " o.table)))",
    message =
        "targets[].retention can't go from audit to record without a new acknowledgeShortening",
    fieldPath = ".targets")
@ValidationRule(
    value =
        "self.targets.all(t, has(t.s3) || self.targets.exists_one(o, !has(o.s3) && o.schema =="
            + " t.schema && o.table == t.table && (has(o.tenant) ? o.tenant.value : '') =="
            + " (has(t.tenant) ? t.tenant.value : '')))",
    message = "targets has each table once, or once for each tenant",
    fieldPath = ".targets")
@ValidationRule(
    value =
        "self.targets.all(t, !has(t.s3) || self.targets.exists_one(o, has(o.s3) && o.s3.bucket =="
            + " t.s3.bucket && (o.s3.prefix.startsWith(t.s3.prefix) ||"
            + " t.s3.prefix.startsWith(o.s3.prefix))))",
    message =
        "targets[].s3.prefix has nothing in common with another of its bucket: of two rules S3"
            + " follows the one that ends objects first",
    fieldPath = ".targets")
@ValidationRule(
    value =
        "self.targets.exists(t, !has(t.s3)) == has(self.databaseRef) && has(self.databaseRef) =="
            + " has(self.schedule)",
    message = "databaseRef and schedule are needed where targets has a table, and only there")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionPolicySpec(
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce creates and repairs what runs the purge. Observe writes nothing and only"
                + " reports.")
        @Nullable Enforcement enforcement,
    @Required
        @Size(min = 10, max = 1024)
        @JsonPropertyDescription(
            "On which law or contract the periods rest, for example: Cal. Health & Safety Code"
                + " 123145.")
        String legalBasis,
    @Required
        @JsonPropertyDescription(
            "How long records of patients are kept, which is the law of the state.")
        RetentionPeriod recordRetention,
    @Required
        @JsonPropertyDescription(
            "How long documentation and audit trails are kept: six years at least, 45 CFR"
                + " 164.316(b)(2)(i).")
        RetentionPeriod auditRetention,
    @JsonPropertyDescription(
            "Lets this change shorten a period, when it was not there before or is another one. The"
                + " new plan needs an approval, too.")
        @Nullable Shortening acknowledgeShortening,
    @JsonPropertyDescription("The PhiDatabase that the records of tables are in.")
        @Nullable DatabaseReference databaseRef,
    @Required @Size(min = 1, max = 12) @JsonPropertyDescription("What is purged, in this order.")
        List<RetentionTarget> targets,
    @Size(min = 9, max = 100)
        @Pattern(CRON)
        @JsonPropertyDescription(
            "When tables are purged, in the five fields of cron, in numbers: 30 3 * * * is every"
                + " night at half past three.")
        @Nullable String schedule,
    @Default("UTC")
        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z]+([_/+-][A-Za-z0-9]+)*$")
        @JsonPropertyDescription(
            "Time zone of the schedule, and of timestamps in the database that say none, such as"
                + " America/New_York.")
        @Nullable String timeZone,
    @JsonPropertyDescription("What of a purge is too much, and too long.")
        @Nullable PurgeLimits limits,
    @JsonPropertyDescription(
            "Whether runs only count what they would delete, approval or not. Default false.")
        @Nullable Boolean dryRun,
    @JsonPropertyDescription(
            "Who agreed to which plan. Nothing is deleted until its planHash is that of"
                + " status.planHash; a change of what would be deleted needs a new one.")
        @Nullable Approval approval,
    @JsonPropertyDescription("Whether no run is begun. Default false.") @Nullable Boolean suspend) {
  /** The five fields of cron, in numbers. */
  static final String CRON = "^[0-9*,/-]+( [0-9*,/-]+){4}$";

  /** An acknowledgement that was not there before. */
  static final String ACKNOWLEDGED =
      "has(self.acknowledgeShortening) && (!has(oldSelf.acknowledgeShortening) ||"
          + " self.acknowledgeShortening != oldSelf.acknowledgeShortening)";

  public RetentionPolicySpec {
    targets = List.copyOf(targets);
  }

  /** The mode, with the schema's default for objects that never passed an API server. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /** The zone, with the schema's default. */
  @Override
  public String timeZone() {
    return timeZone == null ? "UTC" : timeZone;
  }

  /** Never null. */
  @Override
  public PurgeLimits limits() {
    return limits == null ? PurgeLimits.DEFAULT : limits;
  }

  /** Whether nothing is to be deleted, as declared. */
  public boolean deletesNothing() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** Whether no run is begun. */
  public boolean runsNothing() {
    return Boolean.TRUE.equals(suspend);
  }

  /** The hash of the plan that somebody agreed to. */
  public Optional<String> approvedHash() {
    return Optional.ofNullable(approval).map(Approval::planHash);
  }

  /** Never null; a policy of tables has one. */
  @Override
  public String schedule() {
    return schedule == null ? "" : schedule;
  }

  /** Name of the database; empty where there is none, and so no table. */
  public Optional<String> database() {
    return Optional.ofNullable(databaseRef).map(DatabaseReference::name);
  }

  /** The targets that are tables. */
  public List<RetentionTarget> tables() {
    return targets.stream().filter(target -> target.objects().isEmpty()).toList();
  }

  /** How long records of a class are kept. */
  public RetentionPeriod period(RetentionClass of) {
    return switch (of) {
      case RECORD -> recordRetention;
      case AUDIT -> auditRetention;
    };
  }

  /**
   * A database by its name.
   *
   * @param name that of a PhiDatabase
   */
  public record DatabaseReference(
      @Required
          @Size(min = 1, max = 253)
          @Pattern(ObjectKey.OBJECT)
          @JsonPropertyDescription("Name of a PhiDatabase of this namespace.")
          String name) {}

  /**
   * That a plan may delete.
   *
   * @param planHash which plan
   * @param by who agreed
   * @param at on which day
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Approval(
      @Required
          @Pattern("^[0-9a-f]{64}$")
          @JsonPropertyDescription("The status.planHash that was looked at.")
          String planHash,
      @Required @Size(min = 2, max = 256) @JsonPropertyDescription("Who agreed.") String by,
      @Pattern(DAY) @JsonPropertyDescription("On which day, as in 2026-01-31.")
          @Nullable String at) {}

  /**
   * That a period may be shortened.
   *
   * @param date on which day that was decided
   * @param by who decided
   * @param reason why
   */
  public record Shortening(
      @Required
          @Pattern(DAY)
          @JsonPropertyDescription("On which day that was decided, as in 2026-01-31.")
          String date,
      @Required @Size(min = 2, max = 256) @JsonPropertyDescription("Who decided.") String by,
      @Required
          @Size(min = 10, max = 512)
          @JsonPropertyDescription("Why the records may go earlier.")
          String reason) {}

  private static final String DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
}
