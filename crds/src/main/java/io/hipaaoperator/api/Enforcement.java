package io.hipaaoperator.api;

/** What the operator does about a deviation. */
public enum Enforcement {
  /** Create, repair and report. */
  Enforce,
  /** Report only; nothing but status and events is written. */
  Observe
}
