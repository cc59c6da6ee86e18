package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept.
 *
 * @param years in years
 * @param months in months
 * @param days in days
 */
@ValidationRule(
    value =
        "(has(self.years) ? 1 : 0) + (has(self.months) ? 1 : 0) + (has(self.days) ? 1 : 0) == 1",
    message = "a retention is exactly one of: years, months, days")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionPeriod(
    @Min(1) @Max(200) @JsonPropertyDescription("In years.") @Nullable Integer years,
    @Min(1) @Max(2400) @JsonPropertyDescription("In months.") @Nullable Integer months,
    @Min(1) @Max(73000) @JsonPropertyDescription("In days.") @Nullable Integer days) {

  /** As java.time has it. */
  @JsonIgnore
  public Period asPeriod() {
    return Period.of(orZero(years), orZero(months), orZero(days));
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
