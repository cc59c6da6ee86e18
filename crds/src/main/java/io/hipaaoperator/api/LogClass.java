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

  /** Of the spec of a sink: audit logs are kept for six years at least. */
  static final String SIX_YEARS =
      "self.class != 'audit' || !has(self.logGroup.retentionDays) ||"
          + " self.logGroup.retentionDays >= 2192";

  static final String SIX_YEARS_MESSAGE =
      "logGroup.retentionDays of class audit is at least 2192: six years, 45 CFR"
          + " 164.316(b)(2)(i)";

  /** Of the spec of a sink: operational logs are kept for 90 days at least. */
  static final String NINETY_DAYS =
      "self.class != 'operational' || !has(self.logGroup.retentionDays) ||"
          + " self.logGroup.retentionDays >= 90";

  static final String NINETY_DAYS_MESSAGE =
      "logGroup.retentionDays of class operational is at least 90, which the production checklist"
          + " asks for";

  private final int leastDays;

  LogClass(int leastDays) {
    this.leastDays = leastDays;
  }

  /** The shortest retention in days that CloudWatch takes and the class allows; the default too. */
  public int leastDays() {
    return leastDays;
  }
}
