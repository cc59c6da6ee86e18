package io.hipaaoperator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * Which checkpoints known keys vouch for.
 *
 * @param claims those that do, in their order
 * @param findings what is wrong with the others
 */
public record Signatures(List<Claim> claims, List<Finding> findings) {
  private static final String SIGNATURES = "signatures";

  /** Copies. */
  public Signatures {
    claims = List.copyOf(claims);
    findings = List.copyOf(findings);
  }

  /**
   * Reads checkpoints.
   *
   * @param stored signed notes by name, in the order they were published
   * @param known keys of the log
   * @param origin the log they have to be of
   */
  public static Signatures of(
      SequencedMap<String, byte[]> stored, List<NoteKey> known, String origin) {
    List<Claim> claims = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : stored.entrySet()) {
      try {
        claims.add(Claim.read(each.getKey(), each.getValue(), known, origin));
      } catch (Malformed e) {
        findings.add(Finding.fail(SIGNATURES, each.getKey() + ": " + e.getMessage()));
      }
    }
    if (findings.isEmpty()) {
      findings.add(summary(claims));
    }
    return new Signatures(claims, findings);
  }

  private static Finding summary(List<Claim> claims) {
    var by = new TreeSet<String>();
    claims.forEach(claim -> by.addAll(claim.by()));
    return claims.isEmpty()
        ? Finding.unknown(SIGNATURES, "there is no checkpoint")
        : Finding.pass(
            SIGNATURES,
            "%d checkpoints, signed by %s".formatted(claims.size(), String.join(", ", by)));
  }
}
