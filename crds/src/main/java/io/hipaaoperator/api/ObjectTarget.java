package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a bucket whose keys begin alike: S3 itself ends them, by a lifecycle rule.
 *
 * @param bucket name of the bucket
 * @param prefix what the keys begin with
 * @param region where the bucket is; null where the operator's AWS is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectTarget(
    @Required
        @Size(min = 3, max = 63)
        @Pattern(BUCKET)
        @JsonPropertyDescription("Name of a bucket that the operator's AWS account has.")
        String bucket,
    @Required
        @Size(min = 1, max = 512)
        @Pattern(KEY)
        @JsonPropertyDescription(
            "What the keys of the objects begin with, such as scans/ with its slash: scans would"
                + " also be scans-of-today/. It may not name a patient.")
        String prefix,
    @Size(min = 1, max = 32)
        @Pattern("^[a-z0-9-]+$")
        @JsonPropertyDescription(
            "Region of the bucket, which has to be the operator's. Absent: it is not compared.")
        @Nullable String region) {
  /** Names of buckets. */
  static final String BUCKET = "^[a-z0-9][a-z0-9.-]*[a-z0-9]$";

  /** Keys of objects, and how they begin. */
  static final String KEY = "^[^\\p{Cc}]+$";
}
