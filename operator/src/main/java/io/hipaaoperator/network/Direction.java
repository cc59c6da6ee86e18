package io.hipaaoperator.network;

/** A direction in which a policy isolates pods. */
public enum Direction {
  /** Connections to the pods. */
  INGRESS("Ingress", "ingress"),
  /** Connections from the pods. */
  EGRESS("Egress", "egress");

  private final String policyType;
  private final String field;

  Direction(String policyType, String field) {
    this.policyType = policyType;
    this.field = field;
  }

  /** The value in {@code spec.policyTypes}. */
  String policyType() {
    return policyType;
  }

  /** The name of the rules' field in {@code spec}. */
  String field() {
    return field;
  }
}
