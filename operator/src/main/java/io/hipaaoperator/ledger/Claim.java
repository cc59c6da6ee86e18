package io.hipaaoperator.ledger;

import io.hipaaoperator.ledger.Note.Refused;
import io.hipaaoperator.ledger.Note.Signed;
import java.util.List;

/**
 * A tree that a known key vouches for.
 *
 * @param name of the checkpoint, such as its file's
 * @param head the tree
 * @param by who signed
 */
public record Claim(String name, TreeHead head, List<String> by) {
  /** Copies. */
  public Claim {
    by = List.copyOf(by);
  }

  long size() {
    return head.size();
  }

  /**
   * What a stored checkpoint claims.
   *
   * @param name its name
   * @param stored the signed note
   * @param origin the log it has to be of
   * @throws Malformed when it is none, is not signed by a known key, or is of another log
   */
  public static Claim read(String name, byte[] stored, List<NoteKey> known, String origin) {
    return switch (Note.parse(stored).read(known)) {
      case Refused refused -> throw new Malformed(refused.why());
      case Signed signed -> of(name, signed, origin);
    };
  }

  private static Claim of(String name, Signed signed, String origin) {
    Checkpoint checkpoint = Checkpoint.parse(signed.text());
    if (!checkpoint.origin().equals(origin)) {
      throw new Malformed("checkpoint: origin: of another log than " + origin);
    }
    return new Claim(name, checkpoint.head(), signed.by());
  }
}
