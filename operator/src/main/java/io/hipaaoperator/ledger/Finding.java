package io.hipaaoperator.ledger;

import java.util.Comparator;
import java.util.List;

/**
 * What a check of a log came to.
 *
 * @param check which check
 * @param outcome what it came to
 * @param reason why, naming checkpoints and entries
 */
public record Finding(String check, Outcome outcome, String reason) {
  /** From good to bad. Unknown is never a pass. */
  public enum Outcome {
    PASS,
    UNKNOWN,
    FAIL;

    /** The worst of several; of none nothing is known. */
    public static Outcome worst(List<Finding> findings) {
      return findings.stream().map(Finding::outcome).max(Comparator.naturalOrder()).orElse(UNKNOWN);
    }
  }

  static Finding pass(String check, String reason) {
    return new Finding(check, Outcome.PASS, reason);
  }

  static Finding fail(String check, String reason) {
    return new Finding(check, Outcome.FAIL, reason);
  }

  static Finding unknown(String check, String reason) {
    return new Finding(check, Outcome.UNKNOWN, reason);
  }
}
