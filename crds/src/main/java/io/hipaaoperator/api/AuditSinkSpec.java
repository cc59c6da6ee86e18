package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where logs go.
 *
 * @param enforcement whether deviations are repaired or only reported
 * @param logClass what the logs are for
 * @param logGroup the log group of CloudWatch
 * @param events how the application writes what happened
 * @param queries saved queries by which people review the group
 * @param alarms what wakes somebody
 * @param anomalies whether CloudWatch looks for what is odd
 * @param reviews what people state of their reviews
 * @param archive the bucket of S3 beside it
 * @param writers IAM roles that write to it
 * @param allowedNamespaces which namespaces may refer to the sink; absent means none
 * @param shipper configuration of Fluent Bit for allowed namespaces; absent means none
 * @param auditPolicy audit policy of the API server for allowed namespaces; absent means none
 */
@ValidationRule(
    value = LogClass.SIX_YEARS,
    message = LogClass.SIX_YEARS_MESSAGE,
    fieldPath = ".logGroup.retentionDays")
@ValidationRule(
    value = LogClass.NINETY_DAYS,
    message = LogClass.NINETY_DAYS_MESSAGE,
    fieldPath = ".logGroup.retentionDays")
@ValidationRule(
    value = ObjectLock.SIX_YEARS,
    message = ObjectLock.SIX_YEARS_MESSAGE,
    fieldPath = ".archive.objectLock")
@ValidationRule(
    value = ObjectLock.NINETY_DAYS,
    message = ObjectLock.NINETY_DAYS_MESSAGE,
    fieldPath = ".archive.objectLock.days")
@ValidationRule(
    value = ArchiveLifecycle.NO_SOONER,
    message = ArchiveLifecycle.NO_SOONER_MESSAGE,
    fieldPath = ".archive.lifecycle.expireDays")
@ValidationRule(
    value = "self.class == oldSelf.class",
    message = "class can't be changed: it says how long what is there must be kept",
    fieldPath = ".class")
@ValidationRule(
    value = SinkAlarms.OF_AUDIT,
    message = SinkAlarms.OF_AUDIT_MESSAGE,
    fieldPath = ".alarms")
@ValidationRule(
    value = SinkAlarms.OF_OPERATION,
    message = SinkAlarms.OF_OPERATION_MESSAGE,
    fieldPath = ".alarms")
@ValidationRule(
    value = SinkAlarms.NEEDS_HOUR,
    message = SinkAlarms.NEEDS_HOUR_MESSAGE,
    fieldPath = ".alarms.offHours")
@ValidationRule(
    value = SinkAlarms.NEEDS_FUNCTION,
    message = SinkAlarms.NEEDS_FUNCTION_MESSAGE,
    fieldPath = ".alarms.lambda.function")
@ValidationRule(
    value = "!has(self.shipper) || !self.shipper.enabled || has(self.allowedNamespaces)",
    message = "shipper needs allowedNamespaces: without it there is no namespace for its ConfigMap",
    fieldPath = ".shipper")
@ValidationRule(
    value = "!has(self.auditPolicy) || has(self.allowedNamespaces)",
    message = "auditPolicy needs allowedNamespaces: it is about what is done in these",
    fieldPath = ".auditPolicy")
@ValidationRule(
    value = "!has(self.auditPolicy) || self.class == 'audit'",
    message = "auditPolicy asks who did what: it is of class audit",
    fieldPath = ".auditPolicy")
@ValidationRule(
    value = "self.class == 'operational' || !has(self.logGroup.discover)",
    message = "logGroup.discover is of class operational: a group for audit logs has a name",
    fieldPath = ".logGroup.discover")
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
    @Required @JsonPropertyDescription("The log group of CloudWatch.") SinkLogGroup logGroup,
    @JsonPropertyDescription(
            "How the application writes what happened: fields and words of its events, of which"
                + " queries and alarms are made.")
        @Nullable AuditEvents events,
    @JsonPropertyDescription("Saved queries by which people review the group.")
        @Nullable SinkQueries queries,
    @JsonPropertyDescription("What wakes somebody. Default nothing.") @Nullable SinkAlarms alarms,
    @JsonPropertyDescription(
            "Whether CloudWatch looks for what is odd in the group, which AWS charges for. Default"
                + " no.")
        @Nullable SinkAnomalies anomalies,
    @JsonPropertyDescription("What people state of their reviews of the group. Default nothing.")
        @Nullable SinkReviews reviews,
    @JsonPropertyDescription(
            "A bucket of S3 for logs that nobody can delete before their time. What writes to it is"
                + " yours to set up: the operator moves no events.")
        @Nullable SinkArchive archive,
    @Size(max = 20)
        @JsonPropertyDescription(
            "ARNs of IAM roles that write to the log group, such as a shipper's. IAM is asked what"
                + " their policies let them do: they must be able to write, and must neither delete"
                + " nor edit the group, its events or the archive. They are never changed.")
        @Nullable List<@Size(max = 640) @Pattern(ROLE) String> writers,
    @JsonPropertyDescription(
            "Namespaces whose PhiWorkloads may name the sink, by their labels. Absent: none may."
                + " The empty selector {} lets all of them.")
        @Nullable Selector allowedNamespaces,
    @JsonPropertyDescription(
            "A ConfigMap in allowed namespaces, called as the AuditSink with the ending"
                + " -fluent-bit: configuration of Fluent Bit that sends the logs of the namespace's"
                + " containers to the log group. What runs Fluent Bit is yours to set up. Absent:"
                + " none.")
        @Nullable SinkShipper shipper,
    @JsonPropertyDescription(
            "A ConfigMap called as the AuditSink with the ending -audit-policy: what the API server"
                + " is to write to its audit log of the allowed namespaces. Whoever runs the"
                + " control plane gives it to the API server. Absent: none.")
        @Nullable SinkAuditPolicy auditPolicy) {
  private static final String ROLE = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[a-zA-Z0-9+=,.@_/-]+$";

  public AuditSinkSpec {
    writers = writers == null ? List.of() : writers.stream().distinct().toList();
  }

  /** Each once; never null. */
  @Override
  public List<String> writers() {
    return writers == null ? List.of() : writers;
  }

  /** The mode, with the schema's default for objects that never passed an API server. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /** The same, of a log group whose name is known. */
  public AuditSinkSpec of(String group) {
    return new AuditSinkSpec(
        enforcement,
        logClass,
        logGroup.named(group),
        events,
        queries,
        alarms,
        anomalies,
        reviews,
        archive,
        writers,
        allowedNamespaces,
        shipper,
        auditPolicy);
  }

  /** How long events are kept at least, in days. */
  public int retentionDays() {
    return logGroup.retentionDays() == null ? logClass.leastDays() : logGroup.retentionDays();
  }

  /** Whether nobody may delete the group. */
  public boolean protectsGroup() {
    return logGroup.deletionProtection() == null ? isAudit() : logGroup.deletionProtection();
  }

  /** Whether events may be sent only to what is declared. */
  public boolean boundsSubscribers() {
    return isAudit() || logGroup.declaresSubscribers();
  }

  /** Whether identifiers are masked. */
  public boolean masks() {
    Boolean enabled = logGroup.dataProtection().enabled();
    return enabled == null ? isAudit() : enabled;
  }

  /** Never null. */
  @Override
  public AuditEvents events() {
    return events == null ? AuditEvents.NOTHING_SAID : events;
  }

  /** Never null. */
  @Override
  public SinkQueries queries() {
    return queries == null ? SinkQueries.NOTHING_SAID : queries;
  }

  /** Never null. */
  @Override
  public SinkAlarms alarms() {
    return alarms == null ? SinkAlarms.NOTHING_SAID : alarms;
  }

  /** Never null. */
  @Override
  public SinkAnomalies anomalies() {
    return anomalies == null ? SinkAnomalies.OFF : anomalies;
  }

  /** Never null. */
  @Override
  public SinkReviews reviews() {
    return reviews == null ? SinkReviews.NOTHING_SAID : reviews;
  }

  /** The archive; empty where there is none. */
  public Optional<SinkArchive> archived() {
    return Optional.ofNullable(archive);
  }

  /** How logs are shipped, where they are. */
  public Optional<SinkShipper> shipping() {
    return Optional.ofNullable(shipper).filter(SinkShipper::isEnabled);
  }

  /** The audit policy of the API server, where one is wanted. */
  public Optional<SinkAuditPolicy> auditing() {
    return Optional.ofNullable(auditPolicy);
  }

  /** The EncryptionKeys that it names. */
  public List<String> keys() {
    return Stream.concat(logGroup.key().stream(), archived().flatMap(SinkArchive::key).stream())
        .distinct()
        .toList();
  }

  private boolean isAudit() {
    return logClass == LogClass.AUDIT;
  }
}
