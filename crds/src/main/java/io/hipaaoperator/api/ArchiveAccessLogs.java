package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where S3 writes who asked what of an archive.
 *
 * @param bucket a bucket that is there, without Object Lock
 * @param prefix what the keys of the logs begin with
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Server
 *     access logging</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveAccessLogs(
    @Required
        @Size(min = 3, max = 63)
        @Pattern("^[a-z0-9]([a-z0-9.-]*[a-z0-9])$")
        @JsonPropertyDescription(
            "Name of a bucket of the same account and region, for example clinic-access-logs. It is"
                + " never made, and must have neither Object Lock nor a KMS key by default: S3 writes no"
                + " access logs to one that has. Its policy must let logging.s3.amazonaws.com"
                + " write.")
        String bucket,
    @Size(max = 256)
        @JsonPropertyDescription(
            "What the keys of the logs begin with, for example archive/. Default nothing.")
        @Nullable String prefix) {

  /** What the keys of the logs begin with; empty where nothing was said. */
  @Override
  public String prefix() {
    return Objects.requireNonNullElse(prefix, "");
  }
}
