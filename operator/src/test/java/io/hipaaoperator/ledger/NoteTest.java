package io.hipaaoperator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.ledger.Note.Refused;
import io.hipaaoperator.ledger.Note.Signed;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notes against the published values of C2SP signed-note, of Go's package {@code note}, and, for
 * ECDSA, of two logs in public use.
 */
class NoteTest {
  private static final String C2SP_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String C2SP_NOTE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETERS_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String ENOCH =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String PETERS_LINE =
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCHS_LINE =
      "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
  private static final String REKOR =
      "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";
  private static final String REKOR_NOTE =
      "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n— rekor.sigstore.dev wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n";
  private static final String PIXEL =
      "pixel6_transparency_log+91c16e30+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=";
  private static final String PIXEL_NOTE =
      "DEFAULT\n10\nbsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=\n\n— pixel6_transparency_log kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4\n";

  private static Note note(String text) {
    return Note.parse(text.getBytes(UTF_8));
  }

  private static List<NoteKey> keys(String... lines) {
    return Stream.of(lines).map(NoteKey::parse).toList();
  }

  @Test
  void theExampleOfTheSpecificationVerifies() {
    assertThat(note(C2SP_NOTE).read(keys(C2SP_KEY)))
        .isEqualTo(
            new Signed("This is an example message.\n", List.of("example.com/foo+530d903a")));
    assertThat(keys(C2SP_KEY).getFirst()).hasToString(C2SP_KEY);
  }

  @Test
  void goSignsTheSameBytes() {
    Ed25519Signer peter = Ed25519Signer.parse(PETERS_SECRET);
    assertThat(peter.key()).hasToString(PETER);
    assertThat(Note.sign(TEXT, peter)).hasToString(TEXT + "\n" + PETERS_LINE);
    assertThat(peter.toString()).doesNotContain("AYEK");
  }

  @Test
  void severalMaySign() {
    Note both = note(TEXT + "\n" + PETERS_LINE + ENOCHS_LINE);
    assertThat(both.read(keys(PETER, ENOCH)))
        .isEqualTo(new Signed(TEXT, List.of("PeterNeumann+c74f20a3", "EnochRoot+af0cfe78")));
    assertThat(both.read(keys(ENOCH))).isEqualTo(new Signed(TEXT, List.of("EnochRoot+af0cfe78")));
    assertThat(Note.parse(both.bytes())).isEqualTo(both);
  }

  @Test
  void theSecondKindOfSignatureVerifies() {
    assertThat(note(REKOR_NOTE).read(keys(REKOR))).isInstanceOf(Signed.class);
    assertThat(note(PIXEL_NOTE).read(keys(PIXEL))).isInstanceOf(Signed.class);
    assertThat(note(REKOR_NOTE.replace("798034", "798035")).read(keys(REKOR)))
        .isEqualTo(
            new Refused("the signature of rekor.sigstore.dev+c0d23d6a does not fit the text"));
    assertThat(keys(REKOR).getFirst()).hasToString(REKOR);
  }

  /** As a service such as KMS signs: SHA-256 with ECDSA, the signature in DER. */
  private record P256Signer(NoteKey key, KeyPair pair) implements NoteSigner {
    static P256Signer on(String curve) throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      KeyPair pair = generator.generateKeyPair();
      return new P256Signer(NoteKey.ecdsa("log.example", pair.getPublic().getEncoded()), pair);
    }

    @Override
    public byte[] sign(byte[] text) {
      try {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(text);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void twoKindsOfSignerSignOneNote() throws GeneralSecurityException {
    P256Signer second = P256Signer.on("secp256r1");
    Note note = Note.sign(TEXT, Ed25519Signer.parse(PETERS_SECRET)).signedAlsoBy(second);
    assertThat(Note.parse(note.bytes()).read(List.of(second.key()))).isInstanceOf(Signed.class);
    assertThat(Note.parse(note.bytes()).read(keys(PETER))).isInstanceOf(Signed.class);
  }

  @Test
  void otherCurvesAreRefused() {
    assertThatThrownBy(() -> P256Signer.on("secp384r1")).hasMessage("key: its curve is not P-256");
  }

  @Test
  void aSignatureOfAKnownKeyThatDoesNotFitRefusesTheWholeNote() {
    String changed = TEXT.replace("your", "our");
    assertThat(note(changed + "\n" + PETERS_LINE).read(keys(PETER)))
        .isEqualTo(new Refused("the signature of PeterNeumann+c74f20a3 does not fit the text"));
    String enochOnly = PETERS_LINE.replace("x08go/ZJ", "x08go/ZK");
    assertThat(note(TEXT + "\n" + ENOCHS_LINE + enochOnly).read(keys(ENOCH, PETER)))
        .isInstanceOf(Refused.class);
    assertThat(note(TEXT + "\n" + ENOCHS_LINE + enochOnly).read(keys(ENOCH)))
        .isInstanceOf(Signed.class);
  }

  /** Same name, other key: or same id, other name. */
  @Test
  void signaturesOfOtherKeysAreWorthNothing() {
    assertThat(note(TEXT + "\n" + PETERS_LINE).read(keys(ENOCH)))
        .isEqualTo(new Refused("not signed by a known key"));
    assertThat(note(TEXT + "\n" + PETERS_LINE).read(List.of())).isInstanceOf(Refused.class);
    NoteKey namesake = Ed25519Signer.of("PeterNeumann", new byte[32]).key();
    assertThat(note(TEXT + "\n" + PETERS_LINE).read(List.of(namesake)))
        .isEqualTo(new Refused("not signed by a known key"));
    assertThat(note(TEXT + "\n" + PETERS_LINE.replace("Peter", "Carmen")).read(keys(PETER)))
        .isEqualTo(new Refused("not signed by a known key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {T}                        | note: no blank line before the signatures
          {T}~                       | note: no signature
          {T}{P}~                    | note: no blank line before the signatures
          {T}~{P}                    | note: does not end in a line break
          x\u0001{T}~{P}~            | note: a control character
          {T}~ {P}~                  | note: a signature line does not begin with an em dash and a space
          {T}~{P}~Unexpected line.~  | note: a signature line does not begin with an em dash and a space
          {T}~- a YWFhYWE=~          | note: a signature line does not begin with an em dash and a space
          {T}~— Bad Name YWFhYWE=~   | note: a signature line is not a name and a signature
          {T}~— a~                   | note: a signature line is not a name and a signature
          {T}~—  YWFhYWE=~           | key name: empty, or with a space, a plus or a control character
          {T}~— a+b YWFhYWE=~        | key name: empty, or with a space, a plus or a control character
          {T}~— a\u00a0b YWFhYWE=~   | key name: empty, or with a space, a plus or a control character
          {T}~— a YWFhYWE~           | note: signature: not base64
          {T}~— a YWFhYWF=~          | note: signature: not base64
          {T}~— a YWFh_WE=~          | note: signature: not base64
          {T}~— a YWFhYQ==~          | note: signature: too short
          """)
  void eachMalformationIsNamed(String shape, String message) {
    String text =
        shape.replace('~', '\n').replace("{T}", TEXT).replace("{P}", PETERS_LINE.stripTrailing());
    byte[] bytes = text.getBytes(UTF_8);
    assertThatThrownBy(() -> Note.parse(bytes)).isInstanceOf(Malformed.class).hasMessage(message);
  }

  /** A second spelling of the same note. */
  @Test
  void noOtherLineBreakWillDo() {
    assertThatThrownBy(() -> note(TEXT + "\n" + PETERS_LINE.replace("\n", "\r\n")))
        .isInstanceOf(Malformed.class)
        .hasMessage("note: signature: not base64");
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> Note.parse(new byte[1_000_001]))
        .hasMessage("note: longer than 1000000 bytes");
    assertThatThrownBy(() -> note(TEXT + "\n" + PETERS_LINE.repeat(101)))
        .hasMessage("note: more than 100 signatures");
    assertThat(note(TEXT + "\n" + PETERS_LINE + ENOCHS_LINE.repeat(15)).signatures()).hasSize(16);
    assertThatThrownBy(() -> Note.parse(new byte[] {(byte) 0xff, '\n'})).hasMessage("not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "rekor.sigstore.dev+12345678+AwEB",
        "rekor.sigstore.dev+12345678+AgEB",
        "a+12345678+",
      })
  void noOtherLineIsAKey(String line) {
    assertThatThrownBy(() -> NoteKey.parse(line))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("key");
  }

  @Test
  void noPartOfAKeyAndNoKeyWithAChangedByteIsAKey() {
    for (int i = 0; i < PETER.length(); i++) {
      String shorter = PETER.substring(0, i);
      assertThatThrownBy(() -> NoteKey.parse(shorter)).isInstanceOf(Malformed.class);
      char[] changed = PETER.toCharArray();
      changed[i]++;
      assertThatThrownBy(() -> NoteKey.parse(new String(changed))).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void noOtherLineIsASigningKey() {
    assertThatThrownBy(() -> Ed25519Signer.parse(PETER))
        .hasMessage("signing key: not of the form PRIVATE+KEY+name+id+base64");
    assertThatThrownBy(() -> Ed25519Signer.parse(PETERS_SECRET.replace("c74f20a3", "c74f20a4")))
        .hasMessage("signing key: the id does not belong to the key");
    assertThatThrownBy(() -> Ed25519Signer.parse(PETERS_SECRET.replace("+AYEK", "+AoEK")))
        .hasMessage("signing key: not of type Ed25519");
    assertThatThrownBy(() -> Ed25519Signer.of("a", new byte[31]))
        .hasMessage("signing key: not 32 bytes");
  }
}
