package io.hipaaoperator.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text and who signed it, as <a href="https://c2sp.org/signed-note">C2SP signed-note</a> writes
 * it. The text is worth nothing before {@link #read} has found a signature of a known key.
 *
 * @param text ends in a line break
 * @param signatures at least one
 */
public record Note(String text, List<NoteSignature> signatures) {
  private static final int MOST_BYTES = 1_000_000;
  private static final int MOST_SIGNATURES = 100;

  /** No other line break will do: a note has one spelling. */
  private static final Pattern LINES = Pattern.compile("\n");

  /**
   * Checks the form.
   *
   * @throws Malformed naming the part
   */
  public Note {
    signatures = List.copyOf(signatures);
    requireText(text);
    if (signatures.isEmpty()) {
      throw new Malformed("note: no signature");
    }
    if (signatures.size() > MOST_SIGNATURES) {
      throw new Malformed("note: more than " + MOST_SIGNATURES + " signatures");
    }
  }

  /** Signs a text with each signer. */
  public static Note sign(String text, NoteSigner... signers) {
    requireText(text);
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    return new Note(
        text, Stream.of(signers).map(signer -> NoteSignature.of(signer, message)).toList());
  }

  /** The same note, signed once more, for example by a witness. */
  public Note signedAlsoBy(NoteSigner signer) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.add(NoteSignature.of(signer, text.getBytes(StandardCharsets.UTF_8)));
    return new Note(text, all);
  }

  /**
   * The note that these bytes are.
   *
   * @throws Malformed when they are none, naming the part
   */
  public static Note parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new Malformed("note: longer than " + MOST_BYTES + " bytes");
    }
    String all = Text.utf8(bytes);
    if (!all.endsWith("\n")) {
      throw new Malformed("note: does not end in a line break");
    }
    int blank = all.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new Malformed("note: no blank line before the signatures");
    }
    String lines = all.substring(blank + 2);
    return new Note(
        all.substring(0, blank + 1),
        lines.isEmpty()
            ? List.of()
            : LINES.splitAsStream(lines).map(NoteSignature::parse).toList());
  }

  private static void requireText(String text) {
    if (!text.endsWith("\n")) {
      throw new Malformed("note: the text does not end in a line break");
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new Malformed("note: a control character");
    }
  }

  /** The note as it is stored. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The text, once known keys vouch for it. Signatures of other keys are passed over; one of a
   * known key that does not fit refuses the whole note.
   */
  public Reading read(List<NoteKey> known) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    List<String> by = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (NoteKey key : known.stream().filter(signature::isBy).toList()) {
        if (!key.verifies(message, signature.value())) {
          return new Refused("the signature of " + key.label() + " does not fit the text");
        }
        by.add(key.label());
      }
    }
    return by.isEmpty() ? new Refused("not signed by a known key") : new Signed(text, by);
  }

  /** What known keys say of a note. */
  public sealed interface Reading {}

  /**
   * A text that is vouched for.
   *
   * @param text the text
   * @param by whose signatures fit
   */
  public record Signed(String text, List<String> by) implements Reading {
    /** Copies. */
    public Signed {
      by = List.copyOf(by);
    }
  }

  /**
   * Nothing that may be used.
   *
   * @param why what is wrong with it
   */
  public record Refused(String why) implements Reading {}

  /** The note as it is stored. */
  @Override
  public String toString() {
    return signatures.stream()
        .map(NoteSignature::line)
        .collect(Collectors.joining("", text + "\n", ""));
  }
}
