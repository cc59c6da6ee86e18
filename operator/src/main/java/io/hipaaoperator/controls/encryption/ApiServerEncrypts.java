package io.hipaaoperator.controls.encryption;

import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.encryption.DeclaredKey;
import io.hipaaoperator.encryption.EncryptionFacts;
import java.util.List;

/**
 * A4: what the API server stores in etcd, Secrets above all, is encrypted with the key. Judged
 * where a key declares it, by what the API server or EKS says, never by what was handed out to be
 * installed.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/">KMS provider</a>
 */
public final class ApiServerEncrypts {
  /** The control. */
  public static final Control<DeclaredKey> CONTROL =
      new Control<>(
          "A4",
          "PHI only on KMS-encrypted stores",
          Citation.addressable("164.312(a)(2)(iv)"),
          List.of("SC-28(1)", "SC-13"),
          Severity.CRITICAL,
          List.of(EncryptionFacts.API_SERVER),
          List.of(),
          (key, facts) -> key.spec().apiServer().isPresent(),
          (key, facts) -> check(facts),
          (key, facts) -> List.of());

  private ApiServerEncrypts() {}

  private static Verdict check(Facts facts) {
    return facts
        .known(EncryptionFacts.API_SERVER)
        .map(ApiServerEncrypts::verdict)
        .orElseGet(() -> Verdict.undetermined("the API server was not looked at"));
  }

  private static Verdict verdict(EncryptionLook look) {
    if (look.state().isUnknown()) {
      return Verdict.undetermined(look.message());
    }
    return look.state() == EncryptionLook.State.Encrypted
        ? Verdict.compliant(look.message())
        : Verdict.violated(look.message());
  }
}
