package io.hipaaoperator.audit;

/** The alarms on what an application writes. */
public enum EventAlarm {
  FAILED_LOGINS("failed-logins", "log-ins that were refused"),
  BULK_READS("bulk-reads", "reads, those of all users together"),
  EXPORTS("exports", "exports"),
  OFF_HOURS("off-hours", "access to PHI at night");

  private final String leaf;
  private final String counts;

  EventAlarm(String leaf, String counts) {
    this.leaf = leaf;
    this.counts = counts;
  }

  /** Its name in the sink's folder. */
  public String leaf() {
    return leaf;
  }

  /** What it counts, for people. */
  String counts() {
    return counts;
  }
}
