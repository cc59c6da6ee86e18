package io.hipaaoperator.secret;

import io.hipaaoperator.seal.SealError;
import java.util.List;

/**
 * Why a Secret is not known to be as declared.
 *
 * @param reason one word for programs
 * @param words for people; nothing of a value
 * @param kind what comes of it by itself
 */
public record SecretProblem(String reason, String words, Kind kind) {

  /** What comes of a problem by itself. */
  public enum Kind {
    /** Nobody knows how it is. */
    UNKNOWN,
    /** It may pass. */
    PASSING,
    /** Somebody has to do something. */
    LASTING
  }

  private static final String INCOMPLETE = "HistoryIncomplete";

  static SecretProblem unread(String why) {
    return new SecretProblem("SecretNotReadable", why, Kind.UNKNOWN);
  }

  static SecretProblem withoutCertificate(String why) {
    return new SecretProblem("SealingCertificateUnknown", why, Kind.PASSING);
  }

  /** A certificate that may not be sealed to. */
  static SecretProblem of(SealError e) {
    return switch (e.reason()) {
      case CERTIFICATE_EXPIRED ->
          new SecretProblem("SealingCertificateExpired", words(e), Kind.LASTING);
      case CERTIFICATE_NOT_YET_VALID ->
          new SecretProblem("SealingCertificateNotYetValid", words(e), Kind.PASSING);
      default -> new SecretProblem("NotSealed", words(e), Kind.LASTING);
    };
  }

  private static String words(SealError e) {
    return String.valueOf(e.getMessage());
  }

  static SecretProblem notEnforced() {
    return new SecretProblem("NotEnforced", "not sealed: only observed", Kind.PASSING);
  }

  static SecretProblem unmade() {
    return new SecretProblem("NotWritten", "its ciphertexts are not written yet", Kind.PASSING);
  }

  /** Another workload, Git or a person made the SealedSecret. */
  static SecretProblem foreign() {
    return new SecretProblem(
        "NameConflict", "not made by this workload, left alone: SealedSecret", Kind.LASTING);
  }

  /** It is Git's: what delivers it would write its own again and again. */
  static SecretProblem delivered() {
    return new SecretProblem(
        "NameConflict",
        "delivered by Argo CD or Flux as well, left alone: SealedSecret",
        Kind.LASTING);
  }

  /** A revision is missing that there was. */
  static SecretProblem incomplete(long newest, long witnessed) {
    return new SecretProblem(
        INCOMPLETE,
        "nothing is written: there was revision %d, and the newest that there is is %s"
            .formatted(witnessed, newest == 0 ? "not known" : newest),
        Kind.LASTING);
  }

  /** Somebody changed the number of revisions, by which they are ordered. */
  static SecretProblem renumbered(List<String> names) {
    return new SecretProblem(
        INCOMPLETE,
        "nothing is written: revision is not as in the name of ControllerRevision "
            + String.join(", ", names),
        Kind.LASTING);
  }

  /** Whoever uses it has a value that nobody can give him again. */
  static SecretProblem lost(String key, int generation) {
    return new SecretProblem(
        "HistoryLost",
        "its revisions and its SealedSecret are gone; a new value of %s is made once".formatted(key)
            + " rotation.generation is above %d".formatted(generation),
        Kind.LASTING);
  }

  /** What is there may have been put there by somebody else. */
  static SecretProblem notInForce() {
    return new SecretProblem(
        "NotInForce",
        "the ciphertexts of its SealedSecret are not those of its newest revision",
        Kind.PASSING);
  }

  static SecretProblem notOpenedYet() {
    return new SecretProblem(
        "WaitingForController",
        "the sealed-secrets controller has not said yet whether it opens it",
        Kind.PASSING);
  }

  /** The controller gives up after some tries. */
  static SecretProblem notOpened(String message) {
    return new SecretProblem(
        "SecretNotSynced", "the sealed-secrets controller could not: " + message, Kind.LASTING);
  }

  /** Whether somebody has to do something. */
  public boolean isLasting() {
    return kind == Kind.LASTING;
  }
}
