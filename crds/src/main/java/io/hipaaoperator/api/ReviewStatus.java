package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a log group is reviewed, as AWS has it.
 *
 * @param queries names of declared queries that are saved
 * @param alarms names of declared alarms that are there
 * @param anomalyDetector ARN of the declared anomaly detector
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReviewStatus(
    @JsonPropertyDescription("Names of declared queries that are saved, in hipaa/SINK/.")
        @Nullable List<String> queries,
    @JsonPropertyDescription("Names of declared alarms that are there, in hipaa/SINK/.")
        @Nullable List<String> alarms,
    @JsonPropertyDescription("ARN of the declared anomaly detector.")
        @Nullable String anomalyDetector) {
  /** Nothing seen yet. */
  public static final ReviewStatus NONE = new ReviewStatus(null, null, null);

  public ReviewStatus {
    queries = queries == null ? List.of() : List.copyOf(queries);
    alarms = alarms == null ? List.of() : List.copyOf(alarms);
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
}
