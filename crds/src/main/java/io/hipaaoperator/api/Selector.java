package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A label selector as Kubernetes defines it, with a schema that refuses what the API server would
 * only refuse later, on the children.
 *
 * @param matchLabels labels an object must have
 * @param matchExpressions requirements an object must meet as well
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Selector(
    @Size(max = 16)
        @ValidationRule(
            value =
                "self.all(k, k.matches('"
                    + Selector.KEY
                    + "') && k.indexOf('/') <= 253"
                    + " && self[k].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$')"
                    + " && size(self[k]) <= 63)",
            message = "matchLabels needs valid label keys and values")
        @JsonPropertyDescription("Labels that an object must have.")
        @Nullable Map<String, String> matchLabels,
    @Size(max = 16) @JsonPropertyDescription("Requirements that an object must meet as well.")
        @Nullable List<Requirement> matchExpressions) {

  /** A label key: a DNS subdomain and a slash, which may be missing, and a name. */
  static final String KEY =
      "^([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
          + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

  /** Selects everything. */
  public static final Selector ALL = new Selector(Map.of(), List.of());

  public Selector {
    matchLabels = matchLabels == null ? Map.of() : ordered(matchLabels);
    matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
  }

  /** In the order of the declaration, so that what is made of it is the same on every run. */
  private static Map<String, String> ordered(Map<String, String> labels) {
    labels.forEach((key, value) -> Objects.requireNonNull(value, "label " + key + " has no value"));
    return Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Never null; empty where none were declared. */
  @Override
  public Map<String, String> matchLabels() {
    return matchLabels == null ? Map.of() : matchLabels;
  }

  /** Never null; empty where none were declared. */
  @Override
  public List<Requirement> matchExpressions() {
    return matchExpressions == null ? List.of() : matchExpressions;
  }

  /** The same as the API's own. */
  public LabelSelector asLabelSelector() {
    return new LabelSelectorBuilder()
        .withMatchLabels(matchLabels())
        .withMatchExpressions(
            matchExpressions().stream().map(Requirement::asLabelSelectorRequirement).toList())
        .build();
  }

  /** How a key relates to values. */
  public enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist
  }

  /**
   * One requirement.
   *
   * @param key label key
   * @param operator how key and values relate
   * @param values non-empty for In and NotIn, empty for the others
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @ValidationRule(
      value =
          "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0"
              + " : !has(self.values) || size(self.values) == 0",
      message = "values must be given with operator In or NotIn, and only there",
      fieldPath = ".values")
  @ValidationRule(
      value = "self.key.indexOf('/') <= 253",
      message = "the part of a label key before the slash may have at most 253 characters",
      fieldPath = ".key")
  public record Requirement(
      @Required
          @Size(min = 1, max = 317)
          @Pattern(Selector.KEY)
          @JsonPropertyDescription("Label key.")
          String key,
      @Required @JsonPropertyDescription("How key and values relate.") Operator operator,
      @Size(max = 32) @JsonPropertyDescription("Values for In and NotIn.")
          @Nullable
              List<@Size(max = 63) @Pattern("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$") String>
              values) {

    public Requirement {
      values = values == null ? List.of() : List.copyOf(values);
    }

    private LabelSelectorRequirement asLabelSelectorRequirement() {
      return new LabelSelectorRequirement(key, operator.name(), values());
    }

    /** Never null; empty for Exists and DoesNotExist. */
    @Override
    public List<String> values() {
      return values == null ? List.of() : values;
    }
  }
}
