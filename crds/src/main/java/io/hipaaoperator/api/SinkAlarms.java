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
import org.jspecify.annotations.Nullable;

/**
 * What wakes somebody. Each alarm that is named is made; those on audit events count events, those
 * on a function or an API look at metrics that AWS has of them.
 *
 * @param actions whom they tell
 * @param failedLogins log-ins that were refused
 * @param bulkReads reads, those of all users together
 * @param exports exports
 * @param offHours access to PHI at night
 * @param lambda a Lambda function
 * @param api an API of API Gateway
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkAlarms(
    @Size(max = 5)
        @JsonPropertyDescription(
            "ARNs of SNS topics that are told. An alarm that tells nobody is made, and violates B12"
                + " or B18. What else an alarm tells stays.")
        @Nullable List<@Size(max = 320) @Pattern(TOPIC) String> actions,
    @JsonPropertyDescription(
            "Log-ins that were refused: actions of events.logins with an outcome of events.denials."
                + " Default 10 in 5 minutes.")
        @Nullable Limit failedLogins,
    @JsonPropertyDescription(
            "Actions of events.reads, those of all users together. Default 500 in 5 minutes.")
        @Nullable Limit bulkReads,
    @JsonPropertyDescription("Actions of events.exports. Default 1 in 5 minutes.")
        @Nullable Limit exports,
    @JsonPropertyDescription(
            "Access to PHI at night, by the field events.hour, without which there is no such"
                + " alarm. Default 1 in 60 minutes.")
        @Nullable OffHours offHours,
    @JsonPropertyDescription("A Lambda function. Of class operational alone.")
        @Nullable Lambda lambda,
    @JsonPropertyDescription("An API of API Gateway. Of class operational alone.")
        @Nullable Api api) {
  /** Of the spec of a sink: the time of an event has to be told. */
  static final String NEEDS_HOUR =
      "!has(self.alarms) || !has(self.alarms.offHours) || (has(self.events) &&"
          + " has(self.events.hour))";

  static final String NEEDS_HOUR_MESSAGE =
      "alarms.offHours needs events.hour: a filter of CloudWatch can't tell the time of an event";

  /** Of the spec of a sink: a function is known by its log group, or named. */
  static final String NEEDS_FUNCTION =
      "!has(self.alarms) || !has(self.alarms.lambda) || has(self.alarms.lambda.function) ||"
          + " (has(self.logGroup.name) ? self.logGroup.name : has(self.logGroup.discover)"
          + " && has(self.logGroup.discover.prefix) ? self.logGroup.discover.prefix :"
          + " '').startsWith('/aws/lambda/')";

  static final String NEEDS_FUNCTION_MESSAGE =
      "alarms.lambda.function is needed, since logGroup.name is not that of a function,"
          + " /aws/lambda/NAME";

  /** Of the spec of a sink: what alarms on programs are of. */
  static final String OF_OPERATION =
      "self.class == 'operational' || !has(self.alarms) || !(has(self.alarms.lambda) ||"
          + " has(self.alarms.api))";

  static final String OF_OPERATION_MESSAGE =
      "alarms.lambda and alarms.api look at how programs run: they are of class operational";

  /** Of the spec of a sink: what alarms on events are of. */
  static final String OF_AUDIT =
      "self.class == 'audit' || !has(self.alarms) || !(has(self.alarms.failedLogins) ||"
          + " has(self.alarms.bulkReads) || has(self.alarms.exports) ||"
          + " has(self.alarms.offHours))";

  static final String OF_AUDIT_MESSAGE =
      "alarms.failedLogins, bulkReads, exports and offHours count audit events: they are of class"
          + " audit";

  private static final String TOPIC =
      "^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$";

  /** Nothing was declared. */
  static final SinkAlarms NOTHING_SAID = new SinkAlarms(null, null, null, null, null, null, null);

  public SinkAlarms {
    actions = actions == null ? List.of() : List.copyOf(actions);
  }

  /** Never null. */
  @Override
  public List<String> actions() {
    return actions == null ? List.of() : actions;
  }

  /** Whether one counts events of the log group. */
  public boolean countEvents() {
    return failedLogins != null || bulkReads != null || exports != null || offHours != null;
  }

  /** Whether there is any at all. */
  public boolean areAny() {
    return countEvents() || lambda != null || api != null;
  }

  /**
   * How many are too many.
   *
   * @param threshold so many
   * @param periodMinutes in so many minutes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limit(
      @Min(1) @Max(1000000) @JsonPropertyDescription("It goes off at so many.")
          @Nullable Integer threshold,
      @Min(1) @Max(1440) @JsonPropertyDescription("In so many minutes.")
          @Nullable Integer periodMinutes) {
    /** Nothing was declared. */
    public static final Limit NOTHING_SAID = new Limit(null, null);

    /** The same, with these where nothing was declared. */
    public Limit or(int count, int minutes) {
      return new Limit(
          threshold == null ? count : threshold, periodMinutes == null ? minutes : periodMinutes);
    }
  }

  /**
   * The night, and how many accesses are too many in it.
   *
   * @param from the hour with which it begins
   * @param to the hour with which it is over
   * @param threshold so many accesses
   * @param periodMinutes in so many minutes
   */
  @ValidationRule(
      value = "self.from != self.to",
      message = "from and to must differ: all day is no night",
      fieldPath = ".to")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OffHours(
      @Required
          @Min(0)
          @Max(23)
          @JsonPropertyDescription("The hour with which it begins, as events.hour counts.")
          Integer from,
      @Required @Min(0) @Max(23) @JsonPropertyDescription("The hour with which it is over.")
          Integer to,
      @Min(1) @Max(1000000) @JsonPropertyDescription("It goes off at so many accesses.")
          @Nullable Integer threshold,
      @Min(1) @Max(1440) @JsonPropertyDescription("In so many minutes.")
          @Nullable Integer periodMinutes) {}

  /**
   * A Lambda function.
   *
   * @param function its name
   * @param errors invocations that failed
   * @param duration the longest invocation
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Lambda(
      @Size(min = 1, max = 140)
          @Pattern("^[a-zA-Z0-9-_]+$")
          @JsonPropertyDescription("Its name. Default that of the log group /aws/lambda/NAME.")
          @Nullable String function,
      @JsonPropertyDescription("Invocations that failed. Default 1 in 5 minutes.")
          @Nullable Limit errors,
      @JsonPropertyDescription("The longest invocation, to be seen before it times out.")
          @Nullable Duration duration) {}

  /**
   * How long is too long.
   *
   * @param milliseconds so long
   * @param periodMinutes in so many minutes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Duration(
      @Required
          @Min(1)
          @Max(900000)
          @JsonPropertyDescription("It goes off at so many milliseconds.")
          Integer milliseconds,
      @Min(1) @Max(1440) @JsonPropertyDescription("In so many minutes. Default 5.")
          @Nullable Integer periodMinutes) {}

  /**
   * An API of API Gateway.
   *
   * @param restApi name of a REST API
   * @param httpApi id of an HTTP API
   * @param stage its stage; all of them where absent
   * @param clientErrors answers of 4xx
   * @param serverErrors answers of 5xx
   */
  @ValidationRule(
      value = "has(self.restApi) != has(self.httpApi)",
      message = "exactly one of restApi and httpApi says which API",
      fieldPath = ".restApi")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Api(
      @Size(min = 1, max = 255) @JsonPropertyDescription("Name of a REST API.")
          @Nullable String restApi,
      @Size(min = 1, max = 64)
          @Pattern("^[a-z0-9]+$")
          @JsonPropertyDescription("Id of an HTTP API.")
          @Nullable String httpApi,
      @Size(min = 1, max = 128)
          @Pattern("^[A-Za-z0-9_$-]+$")
          @JsonPropertyDescription("Its stage. Default all.")
          @Nullable String stage,
      @JsonPropertyDescription("Answers of 4xx. Default 50 in 5 minutes.")
          @Nullable Limit clientErrors,
      @JsonPropertyDescription("Answers of 5xx. Default 5 in 5 minutes.")
          @Nullable Limit serverErrors) {}
}
