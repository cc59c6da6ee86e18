package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What logs are for, which says how long they are kept at least. */
public enum LogClass {
  /** Who did what to PHI: six years, 45 CFR 164.316(b)(2)(i). */
  @JsonProperty("audit")
  AUDIT(2192),
  /** How programs ran: the production checklist's 90 days. */
  @JsonProperty("operational")
  OPERATIONAL(90);

  private final int leastDays;

  LogClass(int leastDays) {
    this.leastDays = leastDays;
  }

  /** The shortest retention in days that CloudWatch takes and the class allows; the default too. */
  public int leastDays() {
    return leastDays;
  }
}
