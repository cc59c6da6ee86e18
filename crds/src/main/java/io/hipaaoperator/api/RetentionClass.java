package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a policy's two periods records are kept for. */
public enum RetentionClass {
  /** Records of patients: as the law of the state says. */
  @JsonProperty("record")
  RECORD,
  /** Documentation and audit trails: six years at least. */
  @JsonProperty("audit")
  AUDIT
}
