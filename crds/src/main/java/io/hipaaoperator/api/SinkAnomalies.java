package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * Whether CloudWatch looks for what is odd in a log group.
 *
 * @param enabled whether it does
 * @param frequency how often
 * @param visibilityDays for how many days an anomaly is shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkAnomalies(
    @JsonPropertyDescription("Whether it looks. Default true. A detector that is there stays.")
        @Nullable Boolean enabled,
    @JsonPropertyDescription("How often it looks, as AWS says it. Default FIFTEEN_MIN.")
        @Nullable Frequency frequency,
    @Min(7)
        @Max(90)
        @JsonPropertyDescription(
            "For how many days it shows an anomaly; then that counts as normal. Default 21.")
        @Nullable Integer visibilityDays) {
  private static final int THREE_WEEKS = 21;

  /** Nothing was declared. */
  static final SinkAnomalies OFF = new SinkAnomalies(false, null, null);

  /** AWS's words. */
  public enum Frequency {
    @JsonProperty("ONE_MIN")
    ONE_MIN,
    @JsonProperty("FIVE_MIN")
    FIVE_MIN,
    @JsonProperty("TEN_MIN")
    TEN_MIN,
    @JsonProperty("FIFTEEN_MIN")
    FIFTEEN_MIN,
    @JsonProperty("THIRTY_MIN")
    THIRTY_MIN,
    @JsonProperty("ONE_HOUR")
    ONE_HOUR
  }

  /** Whether it looks. */
  public boolean looks() {
    return !Boolean.FALSE.equals(enabled);
  }

  /** Never null. */
  @Override
  public Frequency frequency() {
    return frequency == null ? Frequency.FIFTEEN_MIN : frequency;
  }

  /** Never null. */
  @Override
  public Integer visibilityDays() {
    return visibilityDays == null ? THREE_WEEKS : visibilityDays;
  }
}
