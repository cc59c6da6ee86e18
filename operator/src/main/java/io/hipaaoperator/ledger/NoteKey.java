package io.hipaaoperator.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key that verifies notes, as a line {@code name+id+base64}. Two types of C2SP signed-note are
 * known: 0x01 Ed25519, and 0x02 ECDSA, of which only P-256 is taken.
 */
public final class NoteKey {
  static final byte ED25519 = 1;
  static final byte ECDSA = 2;
  private static final Pattern NAME = Pattern.compile("[^\\p{IsWhite_Space}\\p{Cc}+]+");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

  private final String name;
  private final int id;
  private final byte[] typed;
  private final Verification verification;

  /** Whether a signature fits a message. */
  interface Verification {
    boolean verifies(byte[] message, byte[] signature);
  }

  private NoteKey(String name, int id, byte[] typed, Verification verification) {
    requireName(name);
    this.name = name;
    this.id = id;
    this.typed = typed;
    this.verification = verification;
  }

  /**
   * An Ed25519 key (type 0x01).
   *
   * @throws Malformed when the name or the key is wrong
   */
  public static NoteKey ed25519(String name, byte[] publicKey) {
    byte[] typed = typed(ED25519, publicKey);
    byte[] hash = Hash.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed);
    return new NoteKey(name, firstFour(hash), typed, PublicKeys.ed25519(publicKey));
  }

  /**
   * An ECDSA key (type 0x02), from its SubjectPublicKeyInfo in DER as KMS gives it.
   *
   * @throws Malformed when the name or the key is wrong, or its curve is not P-256
   */
  public static NoteKey ecdsa(String name, byte[] publicKey) {
    return new NoteKey(
        name,
        firstFour(Hash.sha256(publicKey)),
        typed(ECDSA, publicKey),
        PublicKeys.ecdsa(publicKey));
  }

  /**
   * The key of a line.
   *
   * @throws Malformed when it is none, naming the part
   */
  public static NoteKey parse(String line) {
    String[] parts = line.split("\\+", 3);
    if (parts.length != 3) {
      throw new Malformed("key: not of the form name+id+base64");
    }
    NoteKey key = of(parts[0], Text.base64("key", parts[2]));
    if (!ID.matcher(parts[1]).matches() || !parts[1].equals(key.hexId())) {
      throw new Malformed("key: the id does not belong to the key");
    }
    return key;
  }

  private static NoteKey of(String name, byte[] typed) {
    if (typed.length == 0) {
      throw new Malformed("key: empty");
    }
    byte[] publicKey = Arrays.copyOfRange(typed, 1, typed.length);
    return switch (typed[0]) {
      case ED25519 -> ed25519(name, publicKey);
      case ECDSA -> ecdsa(name, publicKey);
      default -> throw new Malformed("key: type is neither 0x01 Ed25519 nor 0x02 ECDSA");
    };
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Malformed("key name: empty, or with a space, a plus or a control character");
    }
  }

  private static byte[] typed(byte type, byte[] publicKey) {
    return ByteBuffer.allocate(1 + publicKey.length).put(type).put(publicKey).array();
  }

  private static int firstFour(byte[] hash) {
    return ByteBuffer.wrap(hash).getInt();
  }

  /** Its name, which by custom is the origin of the log it signs. */
  public String name() {
    return name;
  }

  int id() {
    return id;
  }

  String hexId() {
    return HexFormat.of().toHexDigits(id);
  }

  /** Name and id, for people. */
  public String label() {
    return name + "+" + hexId();
  }

  boolean verifies(byte[] message, byte[] signature) {
    return verification.verifies(message, signature);
  }

  /** The line {@code name+id+base64}. */
  @Override
  public String toString() {
    return label() + "+" + Text.base64(typed);
  }
}
