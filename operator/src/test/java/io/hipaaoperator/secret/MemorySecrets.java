package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.seal.SealingCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster in memory that lets its user die before a write, or before the answer to one. */
final class MemorySecrets implements SecretCluster {
  private Fact<SealingCertificate> certificate;
  private final TreeMap<String, ControllerRevision> revisions = new TreeMap<>();
  private Optional<SealedSecret> sealed = Optional.empty();
  private final List<String> writes = new ArrayList<>();
  private int left = Integer.MAX_VALUE;
  private boolean silent;

  MemorySecrets(Fact<SealingCertificate> certificate) {
    this.certificate = certificate;
  }

  /** What a killed process comes to. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** So many more writes are made; then its user dies. */
  void diesAfter(int more) {
    left = more;
  }

  void lives() {
    left = Integer.MAX_VALUE;
    silent = false;
  }

  /** Writes are made, and nobody hears of it. */
  void fallsSilent() {
    silent = true;
  }

  void losesSealed() {
    sealed = Optional.empty();
  }

  void losesRevisions() {
    revisions.clear();
  }

  void losesCertificate() {
    certificate = new Fact.Unreachable<>("nothing answers");
  }

  List<String> writes() {
    return writes;
  }

  Optional<SealedSecret> sealed() {
    return sealed;
  }

  @Override
  public Fact<SealingCertificate> certificate() {
    return certificate;
  }

  @Override
  public Fact<SecretHistory> history(String namespace, String secret) {
    List<SecretRevision> read =
        revisions.values().stream()
            .map(RevisionObject::read)
            .map(fact -> ((Fact.Known<SecretRevision>) fact).value())
            .toList();
    return new Fact.Known<>(new SecretHistory(read));
  }

  @Override
  public Fact<Optional<SealedSecret>> sealed(String namespace, String secret) {
    return new Fact.Known<>(sealed);
  }

  Outcome write(Write write) {
    if (left-- <= 0) {
      throw new Killed();
    }
    Outcome outcome = made(write.object());
    writes.add(write.getClass().getSimpleName() + " " + write.object().getKind());
    return silent ? refused(write.object(), Refusal.Answer.Silent) : outcome;
  }

  private Outcome made(HasMetadata object) {
    if (object instanceof SealedSecret wanted) {
      sealed = Optional.of(applied(wanted));
      return new Outcome(Optional.of(wanted), Optional.empty());
    }
    return revisions.putIfAbsent(object.getMetadata().getName(), (ControllerRevision) object)
            == null
        ? new Outcome(Optional.of(object), Optional.empty())
        : refused(object, Refusal.Answer.Refused);
  }

  private static SealedSecret applied(SealedSecret wanted) {
    var there = new SealedSecret();
    there.setMetadata(
        wanted
            .getMetadata()
            .edit()
            .withUid("uid")
            .withGeneration(1L)
            .withCreationTimestamp("2026-01-01T00:00:00Z")
            .withManagedFields(
                new ManagedFieldsEntryBuilder()
                    .withManager(Api.MANAGER)
                    .withOperation("Apply")
                    .build())
            .build());
    there.setSpec(wanted.getSpec());
    return there;
  }

  private static Outcome refused(HasMetadata object, Refusal.Answer answer) {
    return new Outcome(
        Optional.empty(),
        Optional.of(
            new Refusal(
                object.getKind(),
                object.getMetadata().getName(),
                answer == Refusal.Answer.Silent ? "Unreachable" : "AlreadyExists",
                "",
                answer)));
  }
}
