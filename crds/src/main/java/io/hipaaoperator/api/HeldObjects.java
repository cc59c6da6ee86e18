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
 * Objects of a bucket that are held, in all their versions.
 *
 * @param bucket name of the bucket
 * @param prefix what their keys begin with
 * @param keys which they are
 */
@ValidationRule(
    value = "!(has(self.prefix) && has(self.keys))",
    message = "a bucket has a prefix or keys, not both; with neither all of it is held")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldObjects(
    @Required
        @Size(min = 3, max = 63)
        @Pattern(ObjectTarget.BUCKET)
        @JsonPropertyDescription(
            "Name of a bucket with Object Lock that the operator's AWS account has.")
        String bucket,
    @Size(min = 1, max = 512)
        @Pattern(ObjectTarget.KEY)
        @JsonPropertyDescription(
            "What the keys of the objects begin with. Absent, as keys: all objects are held.")
        @Nullable String prefix,
    @Size(min = 1, max = 50)
        @JsonPropertyDescription(
            "Keys of the objects. They may tell who a patient is, so who may read LegalHolds is to"
                + " be few.")
        @Nullable List<@Pattern(ObjectTarget.KEY) @Size(min = 1, max = 1024) String> keys) {
  public HeldObjects {
    keys = keys == null ? null : List.copyOf(keys);
  }

  /** Never null. */
  @Override
  public List<String> keys() {
    return keys == null ? List.of() : keys;
  }
}
