package io.hipaaoperator.control;

/** How the checklist ranks an item. */
public enum Severity {
  /** Must have. */
  CRITICAL,
  /** Should have. */
  IMPORTANT,
  /** Nice to have. */
  RECOMMENDED
}
