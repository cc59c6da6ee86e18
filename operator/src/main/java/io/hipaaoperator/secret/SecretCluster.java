package io.hipaaoperator.secret;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.seal.SealingCertificate;
import java.util.Optional;

/** What is asked of a cluster for the Secrets of workloads: never a Secret itself. */
interface SecretCluster {
  /** The controller's newest certificate. */
  Fact<SealingCertificate> certificate();

  /** All that was ever sealed for a Secret. */
  Fact<SecretHistory> history(String namespace, String secret);

  /** The SealedSecret of a Secret. */
  Fact<Optional<SealedSecret>> sealed(String namespace, String secret);
}
