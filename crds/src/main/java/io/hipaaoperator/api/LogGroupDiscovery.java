package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a log group is found whose name is not known.
 *
 * @param prefix what its name begins with
 * @param tag a tag that it has
 */
@ValidationRule(
    value = "has(self.prefix) || has(self.tag)",
    message = "discover needs a prefix, a tag, or both: else every log group would match")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogGroupDiscovery(
    @Size(min = 1, max = 512)
        @Pattern("^[.\\-_/#A-Za-z0-9]+$")
        @JsonPropertyDescription(
            "What its name begins with, for example /aws/lambda/clinic-. Absent: any name.")
        @Nullable String prefix,
    @JsonPropertyDescription("A tag that it has. Absent: any group whose name begins so.")
        @Nullable Tag tag) {

  /** What its name begins with; nothing where any name will do. */
  public String beginning() {
    return prefix == null ? "" : prefix;
  }

  /** The tag that it has, where one was declared. */
  public Optional<Tag> tagged() {
    return Optional.ofNullable(tag);
  }

  /** In words, for example {@code /aws/lambda/clinic-* with tag team=clinic}. */
  public String words() {
    String name = beginning() + "*";
    return tag == null ? name : name + " with tag " + tag.key() + "=" + tag.value();
  }

  /**
   * A tag of AWS.
   *
   * @param key its key
   * @param value its value
   */
  public record Tag(
      @Required @Size(min = 1, max = 128) @JsonPropertyDescription("Its key.") String key,
      @Required @Size(max = 256) @JsonPropertyDescription("Its value.") String value) {}
}
