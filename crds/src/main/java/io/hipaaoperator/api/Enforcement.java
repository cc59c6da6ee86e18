package io.hipaaoperator.api;

/** What the operator does about a deviation. */
public enum Enforcement {
  /** Create, repair and report. */
  Enforce,
  /** Report only; nothing but status and events is written. */
  Observe;

  /** The same, but no more than the most that may be done. */
  public Enforcement atMost(Enforcement most) {
    return most == Observe ? Observe : this;
  }
}
