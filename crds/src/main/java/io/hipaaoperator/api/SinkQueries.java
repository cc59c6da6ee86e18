package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Saved queries of Logs Insights, by which people review a log group.
 *
 * @param builtIn whether those on access to PHI are saved; absent means that of the class
 * @param own others
 */
@ValidationRule(
    value = "!has(self.own) || self.own.all(q, self.own.exists_one(o, o.name == q.name))",
    message = "own: each query has a name of its own",
    fieldPath = ".own")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkQueries(
    @JsonPropertyDescription(
            "Whether phi-access-by-user, phi-access-by-date, phi-access-by-resource, denied-access"
                + " and exports are saved, made of spec.events. Default true for class audit.")
        @Nullable Boolean builtIn,
    @Size(max = 20)
        @JsonPropertyDescription(
            "Queries of one's own. One that is called like a built-in one takes its place. A query"
                + " that is no longer declared stays in AWS.")
        @Nullable List<OwnQuery> own) {
  /** Nothing was declared. */
  static final SinkQueries NOTHING_SAID = new SinkQueries(null, null);

  public SinkQueries {
    own = own == null ? null : List.copyOf(own);
  }

  /** Whether the queries on access to PHI are saved of logs of this class. */
  public boolean saveBuiltIn(LogClass logs) {
    return builtIn == null ? logs == LogClass.AUDIT : builtIn;
  }

  /** Never null. */
  @Override
  public List<OwnQuery> own() {
    return own == null ? List.of() : own;
  }

  /**
   * A query.
   *
   * @param name its name in the sink's folder
   * @param query what it asks, in the language of Logs Insights
   */
  public record OwnQuery(
      @Required
          @Size(min = 1, max = 63)
          @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
          @JsonPropertyDescription("Its name; in AWS it is hipaa/SINK/NAME.")
          String name,
      @Required
          @Size(min = 1, max = 10000)
          @JsonPropertyDescription("What it asks, in the language of CloudWatch Logs Insights.")
          String query) {}
}
