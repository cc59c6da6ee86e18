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
 * What people state of their reviews, which software can't see: that they read what the queries
 * tell, and that an alarm reached them.
 *
 * @param everyDays for how many days a statement counts
 * @param done the reviews
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkReviews(
    @Min(1)
        @Max(366)
        @JsonPropertyDescription(
            "For how many days a statement counts; then it is overdue, and the control is violated."
                + " Default 31.")
        @Nullable Integer everyDays,
    @Size(max = 12)
        @JsonPropertyDescription(
            "What was reviewed and tried. Of each query and alarm the newest counts. Statements are"
                + " reported as stated, not as proven.")
        @Nullable List<Review> done) {
  private static final int A_MONTH = 31;

  /** Nothing was declared. */
  static final SinkReviews NOTHING_SAID = new SinkReviews(null, null);

  public SinkReviews {
    done = done == null ? null : List.copyOf(done);
  }

  /** Never null. */
  @Override
  public Integer everyDays() {
    return everyDays == null ? A_MONTH : everyDays;
  }

  /** Never null. */
  @Override
  public List<Review> done() {
    return done == null ? List.of() : done;
  }

  /**
   * What somebody did on a day.
   *
   * @param date the day
   * @param by who did it
   * @param queries names of saved queries whose results he read
   * @param alarms names of alarms that he set off, and that reached who has to know
   * @param anomalies whether he looked at what the anomaly detector found
   * @param lockout whether he saw an account locked after log-ins that failed
   * @param evidenceSha256 digest of the record of it
   */
  @ValidationRule(
      value =
          "(has(self.queries) && size(self.queries) > 0) || (has(self.alarms) && size(self.alarms)"
              + " > 0) || (has(self.anomalies) && self.anomalies) || (has(self.lockout) &&"
              + " self.lockout)",
      message = "a review says what was reviewed: queries, alarms, anomalies or lockout")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Review(
      @Required
          @Pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
          @JsonPropertyDescription("The day, as in 2026-01-31.")
          String date,
      @Required
          @Size(min = 2, max = 256)
          @JsonPropertyDescription("Who did it: name and role. It is shown in the status.")
          String by,
      @Size(max = 30) @JsonPropertyDescription("Names of saved queries whose results were read.")
          @Nullable List<@Size(min = 1, max = 63) String> queries,
      @Size(max = 10)
          @JsonPropertyDescription(
              "Names of alarms, such as failed-logins, that were set off (aws cloudwatch"
                  + " set-alarm-state, or what they are for), and reached who has to know.")
          @Nullable List<@Size(min = 1, max = 63) String> alarms,
      @JsonPropertyDescription("Whether what the anomaly detector found was looked at.")
          @Nullable Boolean anomalies,
      @JsonPropertyDescription(
              "Whether an account was seen to be locked after log-ins that failed.")
          @Nullable Boolean lockout,
      @Required
          @Pattern("^[0-9a-f]{64}$")
          @JsonPropertyDescription(
              "SHA-256 of the record of it, which is kept where auditors find it. The operator does"
                  + " not see the record.")
          String evidenceSha256) {
    public Review {
      queries = queries == null ? null : List.copyOf(queries);
      alarms = alarms == null ? null : List.copyOf(alarms);
    }

    /** Never null. */
    @Override
    public List<String> queries() {
      return queries == null ? List.of() : queries;
    }

    /** Never null. */
    @Override
    public List<String> alarms() {
      return alarms == null ? List.of() : alarms;
    }

    /** Whether what was found odd was looked at. */
    public boolean sawAnomalies() {
      return Boolean.TRUE.equals(anomalies);
    }

    /** Whether a lockout was seen. */
    public boolean sawLockout() {
      return Boolean.TRUE.equals(lockout);
    }
  }
}
