package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log group of CloudWatch.
 *
 * @param name its name
 * @param discover how it is found instead
 * @param retentionDays how long events are kept at least; absent means the least that the class
 *     allows
 * @param keyRef the EncryptionKey that its events are encrypted with
 * @param deletionProtection whether nobody may delete it; absent means that of the class
 * @param dataProtection what is masked in its events
 * @param adopt whether a group of this name that exists is taken over
 * @param adoptFrom uid of an AuditSink that is gone, whose group of this name is taken over
 * @param subscribers ARNs of what events may be sent to; absent means that of the class
 * @param acknowledgeLoweredRetention lets a retention that is longer than declared be lowered
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">Retention</a>
 */
@ValidationRule(
    value =
        "!has(self.retentionDays) || self.retentionDays in [1, 3, 5, 7, 14, 30, 60, 90, 120, 150,"
            + " 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
    message =
        "retentionDays is one of those that CloudWatch takes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150,"
            + " 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    fieldPath = ".retentionDays")
@ValidationRule(
    value = "has(self.name) != has(self.discover)",
    message = "logGroup is exactly one of: name, discover")
@ValidationRule(
    value = "!has(self.discover) || has(self.adopt) && self.adopt",
    message = "discover needs adopt: true, since what is found was not made for this resource",
    fieldPath = ".discover")
@ValidationRule(
    value = "!has(self.name) || !self.name.startsWith('aws/')",
    message = "name must not begin with aws/, which is for the log groups of AWS itself",
    fieldPath = ".name")
@ValidationRule(
    value = "!has(oldSelf.name) || has(self.name) && self.name == oldSelf.name",
    message = "name can't be changed: what is in the log group would be left behind",
    fieldPath = ".name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkLogGroup(
    @Size(min = 1, max = 512)
        @Pattern("^[.\\-_/#A-Za-z0-9]+$")
        @JsonPropertyDescription("Its name, for example /phi/clinic. Either this or discover.")
        @Nullable String name,
    @JsonPropertyDescription(
            "How a group of class operational is found that somebody else makes. If exactly one"
                + " matches it is taken over, and kept whatever matches later. If several do"
                + " nothing is done, and name says which. If none does none is made.")
        @Nullable LogGroupDiscovery discover,
    @Min(1)
        @Max(3653)
        @JsonPropertyDescription(
            "How many days events are kept at least. Default 2192 for class audit, 90 for class"
                + " operational. A group that keeps them longer is left so.")
        @Nullable Integer retentionDays,
    @JsonPropertyDescription(
            "The EncryptionKey that its events are encrypted with. A group that is encrypted is"
                + " never decrypted.")
        @Nullable KeyReference keyRef,
    @JsonPropertyDescription(
            "Whether nobody may delete it. Default true for class audit, else what AWS has is left"
                + " alone.")
        @Nullable Boolean deletionProtection,
    @JsonPropertyDescription("What is masked in its events.")
        @Nullable DataProtection dataProtection,
    @JsonPropertyDescription(
            "Whether a log group of this name that exists, and is no other AuditSink's, is taken"
                + " over. Default false.")
        @Nullable Boolean adopt,
    @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z0-9-]+$")
        @JsonPropertyDescription(
            "Uid of an AuditSink that is gone, as after a cluster was restored: a log group of this"
                + " name that was made for it is taken over. Ready tells the uid, which is in the"
                + " group's tag hipaa-operator.io/uid.")
        @Nullable String adoptFrom,
    @Size(max = 16)
        @JsonPropertyDescription(
            "ARNs of the streams, functions and destinations that events may be sent to as they"
                + " come. A subscription to another one is told as drift, and left: the operator"
                + " makes none and deletes none. Default none for class audit, else what AWS has"
                + " is left alone.")
        @Nullable List<@Size(max = 512) @Pattern(SUBSCRIBER) String> subscribers,
    @JsonPropertyDescription(
            "Lets a retention that is longer than declared be lowered, which deletes events.")
        @Nullable LoweredRetention acknowledgeLoweredRetention) {

  private static final String SUBSCRIBER =
      "^arn:aws[a-z-]*:(kinesis|firehose|lambda|logs):[a-z0-9-]+:[0-9]{12}:.+$";

  public SinkLogGroup {
    subscribers = subscribers == null ? null : List.copyOf(subscribers);
  }

  /** Its name; with a star at the end, which no name has, while it is not known. */
  @Override
  public String name() {
    return name == null ? discovery().map(LogGroupDiscovery::beginning).orElse("") + "*" : name;
  }

  /** Never null. */
  @Override
  public List<String> subscribers() {
    return subscribers == null ? List.of() : subscribers;
  }

  /** Whether it was declared what events may be sent to. */
  boolean declaresSubscribers() {
    return subscribers != null;
  }

  /** How it is found, where its name is not declared. */
  public Optional<LogGroupDiscovery> discovery() {
    return Optional.ofNullable(discover);
  }

  /** The same, whose name is known. */
  public SinkLogGroup named(String found) {
    return new SinkLogGroup(
        found,
        discover,
        retentionDays,
        keyRef,
        deletionProtection,
        dataProtection,
        adopt,
        adoptFrom,
        subscribers,
        acknowledgeLoweredRetention);
  }

  /** What the class says where nothing was declared. */
  @Override
  public DataProtection dataProtection() {
    return dataProtection == null ? DataProtection.NOTHING_SAID : dataProtection;
  }

  /** The EncryptionKey's name. */
  public Optional<String> key() {
    return Optional.ofNullable(keyRef).map(KeyReference::name);
  }

  /** Whether a group that exists is taken over. */
  public boolean adopts() {
    return Boolean.TRUE.equals(adopt);
  }

  /** The AuditSink that is gone, and whose group is taken over. */
  public Optional<String> predecessor() {
    return Optional.ofNullable(adoptFrom);
  }

  /** The acknowledgement. */
  public Optional<LoweredRetention> lowering() {
    return Optional.ofNullable(acknowledgeLoweredRetention);
  }

  /**
   * What is masked.
   *
   * @param enabled whether anything is; absent means that of the class
   * @param identifiers what
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DataProtection(
      @JsonPropertyDescription(
              "Whether identifiers are masked. Default true for class audit, else what AWS has is"
                  + " left alone.")
          @Nullable Boolean enabled,
      @Size(min = 1, max = 18)
          @JsonPropertyDescription(
              "What is masked, by AWS's names. Default: DEA and HCPCS numbers, HICN, MBI, NDC, NPI"
                  + " and SSN. What is masked beyond that is left so.")
          @Nullable List<HealthIdentifier> identifiers) {
    /** Nothing was declared. */
    static final DataProtection NOTHING_SAID = new DataProtection(null, null);

    public DataProtection {
      identifiers = identifiers == null ? null : List.copyOf(identifiers);
    }

    /** Those of American health care where none were declared. */
    @Override
    public List<HealthIdentifier> identifiers() {
      return identifiers == null ? HealthIdentifier.DEFAULT : identifiers;
    }
  }

  /**
   * Somebody's word that events may be deleted.
   *
   * @param until the last day that it is good for, in UTC, as in {@code 2026-01-31}
   * @param reason why
   */
  public record LoweredRetention(
      @Required
          @Pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
          @JsonPropertyDescription("The last day that it is good for, in UTC, as in 2026-01-31.")
          String until,
      @Required
          @Size(min = 10, max = 512)
          @JsonPropertyDescription("Why the events may be deleted.")
          String reason) {}
}
