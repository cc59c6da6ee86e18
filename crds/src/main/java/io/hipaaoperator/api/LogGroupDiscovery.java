package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a log group is found whose name is not known.
 *
 * @param prefix what its name begins with
 * @param tag a tag that it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogGroupDiscovery(
    @Required
        @Size(min = 1, max = 512)
        @Pattern("^[.\\-_/#A-Za-z0-9]+$")
        @JsonPropertyDescription("What its name begins with, for example /aws/lambda/clinic-.")
        String prefix,
    @JsonPropertyDescription("A tag that it has. Absent: any group whose name begins so.")
        @Nullable Tag tag) {

  /** The tag that it has, where one was declared. */
  public Optional<Tag> tagged() {
    return Optional.ofNullable(tag);
  }

  /** In words, for example {@code /aws/lambda/clinic-* with tag team=clinic}. */
  public String words() {
    return prefix + "*" + (tag == null ? "" : " with tag " + tag.key() + "=" + tag.value());
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
