package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an archive.
 *
 * @param arn the bucket's ARN
 * @param lock how long new objects can't be deleted, for example {@code GOVERNANCE, 2192 days}
 * @param key ARN of the KMS key; absent where S3 has its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveStatus(
    @JsonPropertyDescription(
            "The bucket's ARN. It stays, also when the spec names no archive any more: nothing is"
                + " deleted.")
        String arn,
    @JsonPropertyDescription(
            "How long new objects can't be deleted, for example GOVERNANCE, 2192 days. Absent: they"
                + " can.")
        @Nullable String lock,
    @JsonPropertyDescription("ARN of the KMS key; absent where S3 has its own.")
        @Nullable String key) {}
