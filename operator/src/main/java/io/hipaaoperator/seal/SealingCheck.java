package io.hipaaoperator.seal;

import io.hipaaoperator.control.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can be said of a SealedSecret without opening it. */
public final class SealingCheck {
  private SealingCheck() {}

  /**
   * It opens under its own name and namespace alone. Controllers before 0.36.0 let a re-encryption
   * take the scope from the template (CVE-2026-22728), so that counts as well.
   */
  public static Verdict scope(FoundSealedSecret found) {
    if (found.scope() != Scope.STRICT) {
      return Verdict.violated("its scope is " + found.scope() + ", not strict");
    }
    return found.templateScope() == Scope.STRICT
        ? Verdict.compliant("its scope is strict")
        : Verdict.violated("its template claims the scope " + found.templateScope());
  }

  /** Each of its values is a ciphertext by its form. */
  public static Verdict form(FoundSealedSecret found) {
    if (found.hasDeprecatedData()) {
      return Verdict.violated("it has spec.data, a form that the controller refuses by now");
    }
    if (!found.unreadable().isEmpty()) {
      return Verdict.violated("no ciphertext in: " + String.join(", ", found.unreadable()));
    }
    return found.values().isEmpty()
        ? Verdict.violated("it has no value")
        : Verdict.compliant("%d values are ciphertexts".formatted(found.values().size()));
  }

  /** It has the keys that are needed. */
  public static Verdict keys(FoundSealedSecret found, Set<String> needed) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(found.keys());
    return missing.isEmpty()
        ? Verdict.compliant("it has every key that is declared")
        : Verdict.violated("keys are missing: " + String.join(", ", missing));
  }

  /** Its values are sealed to this key, which is the controller's newest. */
  public static Verdict key(FoundSealedSecret found, SealingCertificate newest) {
    List<Verdict> verdicts = new ArrayList<>();
    found.values().forEach((key, value) -> verdicts.add(key(key, value, newest)));
    return Verdict.worst(verdicts);
  }

  private static Verdict key(String key, SealedValue value, SealingCertificate newest) {
    Optional<String> known = value.fingerprint();
    boolean isOther =
        value.keyBits() != newest.key().getModulus().bitLength()
            || known.filter(id -> !id.equals(newest.fingerprint())).isPresent();
    if (isOther) {
      return Verdict.violated(
          key + " is sealed to another key than the certificate's: sealing anew is due");
    }
    return known.isPresent()
        ? Verdict.compliant("its values are sealed to the certificate's key")
        : Verdict.undetermined(key + " does not say which key it is sealed to");
  }

  /** The certificate may be sealed to, and for so long. */
  public static Verdict validity(SealingCertificate certificate, Instant now, Duration more) {
    try {
      certificate.validAt(now);
    } catch (SealError e) {
      return Verdict.violated(String.valueOf(e.getMessage()));
    }
    String until = "the certificate is valid until " + certificate.notAfter();
    return certificate.notAfter().isBefore(now.plus(more))
        ? Verdict.violated(until + ", not for %d days more".formatted(more.toDays()))
        : Verdict.compliant(until);
  }

  /** There is a copy of just these ciphertexts that the recovery key opens. */
  public static Verdict recovery(
      FoundSealedSecret found, List<RecoveryCopy> copies, SealingCertificate recovery) {
    List<RecoveryCopy> own =
        copies.stream()
            .filter(copy -> copy.sealed().namespace().equals(found.namespace()))
            .filter(copy -> copy.sealed().name().equals(found.name()))
            .filter(copy -> copy.fingerprint().equals(recovery.fingerprint()))
            .toList();
    if (own.isEmpty()) {
      return Verdict.violated("it has no copy for the recovery key");
    }
    if (own.stream().noneMatch(copy -> copy.isOf(found))) {
      return Verdict.violated("its recovery copy is one of other ciphertexts");
    }
    return own.stream()
            .allMatch(copy -> copy.sealed().values().keySet().equals(found.values().keySet()))
        ? Verdict.compliant("its copy says that it is of these ciphertexts")
        : Verdict.violated("its recovery copy has other keys");
  }
}
