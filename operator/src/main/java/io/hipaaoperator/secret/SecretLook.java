package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.seal.SealingCertificate;
import io.hipaaoperator.secret.SealedSecret.Synced;
import io.hipaaoperator.secret.WorkloadSecrets.Before;
import java.util.List;
import java.util.Optional;

/**
 * A Secret as a pass saw it.
 *
 * @param namespace where it is
 * @param declared what it should be
 * @param history all that was ever sealed for it
 * @param sealed its SealedSecret
 * @param foreign that somebody else made that
 * @param before what the status said of it so far
 * @param certificate the controller's newest certificate
 * @param problem why its next revision was not made
 * @param refusal why that was not written
 */
record SecretLook(
    String namespace,
    WorkloadSecret declared,
    Fact<SecretHistory> history,
    Fact<Optional<SealedSecret>> sealed,
    Optional<SecretProblem> foreign,
    Optional<SecretStatus> before,
    Fact<SealingCertificate> certificate,
    Optional<SecretProblem> problem,
    Optional<Refusal> refusal) {

  /** Looks at one. */
  static SecretLook at(
      SecretCluster cluster,
      WorkloadSecrets.Of workload,
      WorkloadSecret declared,
      SealedFamily family,
      Before before) {
    Fact<Optional<SealedSecret>> sealed = cluster.sealed(workload.namespace(), declared.name());
    return new SecretLook(
        workload.namespace(),
        declared,
        cluster.history(workload.namespace(), declared.name()),
        sealed,
        found(sealed).flatMap(there -> foreign(there, family, before.children())),
        before.secret(declared.name()),
        cluster.certificate(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<SecretProblem> foreign(
      SealedSecret there, SealedFamily family, List<Child> before) {
    if (!family.isOurs(there, before)) {
      return Optional.of(SecretProblem.foreign());
    }
    return Delivered.isDelivered(there) ? Optional.of(SecretProblem.delivered()) : Optional.empty();
  }

  private static Optional<SealedSecret> found(Fact<Optional<SealedSecret>> sealed) {
    return sealed instanceof Fact.Known<Optional<SealedSecret>>(var there)
        ? there
        : Optional.empty();
  }

  String name() {
    return declared.name();
  }

  /** What is known of it, if anything may be made or written. */
  Optional<SecretPast> writable() {
    return past().filter(past -> past.incomplete().isEmpty());
  }

  private Optional<SecretPast> past() {
    return sealed instanceof Fact.Known
            && foreign.isEmpty()
            && history instanceof Fact.Known<SecretHistory>(var it)
        ? Optional.of(new SecretPast(it, there(), before))
        : Optional.empty();
  }

  /** Whether its SealedSecret may be written: without a revision there is nothing to write. */
  boolean isWritable() {
    return writable().flatMap(past -> past.history().newest()).isPresent();
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
        foreign,
        before,
        certificate,
        problem,
        refusal);
  }

  SecretLook hindered(SecretProblem by) {
    return new SecretLook(
        namespace,
        declared,
        history,
        sealed,
        foreign,
        before,
        certificate,
        Optional.of(by),
        refusal);
  }

  SecretLook refused(Refusal write) {
    return new SecretLook(
        namespace,
        declared,
        history,
        sealed,
        foreign,
        before,
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
        before,
        newest().filter(it -> it.isIn(now)).isPresent(),
        synced,
        fingerprint(),
        unread()
            .or(() -> foreign)
            .or(() -> past().flatMap(SecretPast::incomplete))
            .or(() -> problem)
            .or(() -> replaced(now))
            .or(() -> unopened(synced, enforcement)));
  }

  private Optional<SecretProblem> replaced(Optional<SealedSecret> now) {
    return now.isPresent() && newest().filter(it -> !it.isIn(now)).isPresent()
        ? Optional.of(SecretProblem.notInForce())
        : Optional.empty();
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
