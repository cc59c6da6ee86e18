package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.seal.SealingCertificate;
import io.hipaaoperator.secret.SealedSecret.Synced;
import java.util.List;
import java.util.Optional;

/**
 * A Secret as a pass saw it.
 *
 * @param namespace where it is
 * @param declared what it should be
 * @param history all that was ever sealed for it
 * @param sealed its SealedSecret
 * @param isForeign whether somebody else made that
 * @param certificate the controller's newest certificate
 * @param problem why its next revision was not made
 * @param refusal why that was not written
 */
record SecretLook(
    String namespace,
    WorkloadSecret declared,
    Fact<SecretHistory> history,
    Fact<Optional<SealedSecret>> sealed,
    boolean isForeign,
    Fact<SealingCertificate> certificate,
    Optional<SecretProblem> problem,
    Optional<Refusal> refusal) {

  /** Looks at one. */
  static SecretLook at(
      SecretCluster cluster,
      WorkloadSecrets.Of workload,
      WorkloadSecret declared,
      SealedFamily family,
      List<Child> before) {
    Fact<Optional<SealedSecret>> sealed = cluster.sealed(workload.namespace(), declared.name());
    boolean isForeign = found(sealed).filter(there -> !family.isOurs(there, before)).isPresent();
    return new SecretLook(
        workload.namespace(),
        declared,
        cluster.history(workload.namespace(), declared.name()),
        sealed,
        isForeign,
        cluster.certificate(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<SealedSecret> found(Fact<Optional<SealedSecret>> sealed) {
    return sealed instanceof Fact.Known<Optional<SealedSecret>>(var there)
        ? there
        : Optional.empty();
  }

  String name() {
    return declared.name();
  }

  /** What was read of it, if anything may be made or written. */
  Optional<SecretHistory> known() {
    return sealed instanceof Fact.Known
            && !isForeign
            && history instanceof Fact.Known<SecretHistory>(var it)
        ? Optional.of(it)
        : Optional.empty();
  }

  /** Whether its SealedSecret may be written: without a revision there is nothing to write. */
  boolean isWritable() {
    return known().flatMap(SecretHistory::newest).isPresent();
  }

  /** The SealedSecret that is there. */
  Optional<SealedSecret> there() {
    return found(sealed);
  }

  SecretLook with(SecretHistory newer) {
    return new SecretLook(
        namespace,
        declared,
        new Fact.Known<>(newer),
        sealed,
        isForeign,
        certificate,
        problem,
        refusal);
  }

  SecretLook hindered(SecretProblem by) {
    return new SecretLook(
        namespace, declared, history, sealed, isForeign, certificate, Optional.of(by), refusal);
  }

  SecretLook refused(Refusal write) {
    return new SecretLook(
        namespace,
        declared,
        history,
        sealed,
        isForeign,
        certificate,
        Optional.of(SecretProblem.unmade()),
        Optional.of(write));
  }

  /** The SealedSecret as it should be; none before there is a revision. */
  Optional<HasMetadata> desired(SealedFamily family) {
    return newest().map(revision -> family.desired(namespace, declared, revision));
  }

  private Optional<SecretRevision> newest() {
    return history instanceof Fact.Known<SecretHistory>(var known)
        ? known.newest()
        : Optional.empty();
  }

  /**
   * What there is to say of it.
   *
   * @param now its SealedSecret after the writes
   */
  SecretState state(Optional<SealedSecret> now, Enforcement enforcement) {
    Synced synced = now.map(SealedSecret::synced).orElse(Synced.UNKNOWN);
    return new SecretState(
        declared,
        newest(),
        synced,
        fingerprint(),
        unread().or(this::foreign).or(() -> problem).or(() -> unopened(synced, enforcement)));
  }

  private Optional<String> fingerprint() {
    return certificate instanceof Fact.Known<SealingCertificate>(var known)
        ? Optional.of(known.fingerprint())
        : Optional.empty();
  }

  private Optional<SecretProblem> unread() {
    if (sealed instanceof Fact.Unreachable<Optional<SealedSecret>>(String why, _)) {
      return Optional.of(SecretProblem.unread(why));
    }
    return history instanceof Fact.Unreachable<SecretHistory>(String why, _)
        ? Optional.of(SecretProblem.unread(why))
        : Optional.empty();
  }

  private Optional<SecretProblem> foreign() {
    return isForeign ? Optional.of(SecretProblem.foreign()) : Optional.empty();
  }

  private static Optional<SecretProblem> unopened(Synced synced, Enforcement enforcement) {
    if (synced.isTrue()) {
      return Optional.empty();
    }
    if (synced.isFalse()) {
      return Optional.of(SecretProblem.notOpened(synced.message()));
    }
    return Optional.of(
        enforcement == Enforcement.Enforce
            ? SecretProblem.notOpenedYet()
            : SecretProblem.notEnforced());
  }
}
