package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * An existing key.
 *
 * @param arn its ARN
 * @param alias an alias that leads to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.arn) != has(self.alias)",
    message = "keyRef is exactly one of: arn, alias")
public record KeyRef(
    @Size(max = 256)
        @Pattern("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$")
        @JsonPropertyDescription("ARN of the key.")
        @Nullable String arn,
    @Size(min = 7, max = 256)
        @Pattern("^alias/[a-zA-Z0-9/_-]+$")
        @JsonPropertyDescription("An alias that leads to the key when it is adopted.")
        @Nullable String alias) {

  /** The ARN or the alias. */
  public String id() {
    return arn != null ? arn : String.valueOf(alias);
  }
}
