package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a key.
 *
 * @param administrators who may administer the key, but not use it
 * @param workloads who may encrypt and decrypt with it
 * @param csi drivers that encrypt volumes with it
 * @param logs CloudWatch log groups and anomaly detectors that are encrypted with it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyPrincipals(
    @Size(max = 16)
        @JsonPropertyDescription(
            "IAM roles and users that may administer the key, and may not decrypt with it.")
        @Nullable List<@Size(max = 256) @Pattern(IAM) String> administrators,
    @Size(max = 16)
        @JsonPropertyDescription("IAM roles and users that may encrypt and decrypt with the key.")
        @Nullable List<@Size(max = 256) @Pattern(IAM) String> workloads,
    @Size(max = 16)
        @JsonPropertyDescription(
            "IAM roles of CSI drivers, such as the EBS one's, that may encrypt volumes with it.")
        @Nullable List<@Size(max = 256) @Pattern(IAM) String> csi,
    @Size(max = 16)
        @JsonPropertyDescription(
            "ARNs of CloudWatch log groups, which the logs service may encrypt with it; and"
                + " arn:aws:logs:REGION:ACCOUNT:anomaly-detector:* where an AuditSink with this key"
                + " has anomalies.")
        @Nullable List<@Size(max = 600) @Pattern(LOG_GROUP) String> logs) {
  private static final String IAM =
      "^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[a-zA-Z0-9+=,.@_/-]+$";
  private static final String LOG_GROUP =
      "^arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:(log-group:[a-zA-Z0-9_/.#-]+|anomaly-detector:\\*)$";

  /** Nobody. */
  public static final KeyPrincipals NOBODY = new KeyPrincipals(null, null, null, null);

  public KeyPrincipals {
    administrators = administrators == null ? List.of() : List.copyOf(administrators);
    workloads = workloads == null ? List.of() : List.copyOf(workloads);
    csi = csi == null ? List.of() : List.copyOf(csi);
    logs = logs == null ? List.of() : List.copyOf(logs);
  }

  /** Never null. */
  @Override
  public List<String> administrators() {
    return administrators == null ? List.of() : administrators;
  }

  /** Never null. */
  @Override
  public List<String> workloads() {
    return workloads == null ? List.of() : workloads;
  }

  /** Never null. */
  @Override
  public List<String> csi() {
    return csi == null ? List.of() : csi;
  }

  /** Never null. */
  @Override
  public List<String> logs() {
    return logs == null ? List.of() : logs;
  }
}
