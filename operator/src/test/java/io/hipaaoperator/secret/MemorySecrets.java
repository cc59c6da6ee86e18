package io.hipaaoperator.secret;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.FieldsV1;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A cluster in memory that lets its user die before a write, or before the answer to one. */
final class MemorySecrets implements SecretCluster {
  private Fact<SealingCertificate> certificate;
  private final TreeMap<String, ControllerRevision> revisions = new TreeMap<>();
  private Optional<SealedSecret> sealed = Optional.empty();
  private final List<String> writes = new ArrayList<>();
  private int left = Integer.MAX_VALUE;
  private boolean silent;
  private String synced = "True";

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

  /** As after a restored backup. */
  void losesNewestRevision() {
    revisions.pollLastEntry();
  }

  void numbers(String revision, long number) {
    requireNonNull(revisions.get(revision)).setRevision(number);
  }

  /** The controller says so of whatever is there. */
  void controllerSays(String synced) {
    this.synced = synced;
    sealed.ifPresent(there -> there.setStatus(status()));
  }

  /** Somebody writes into the SealedSecret. */
  void edits(Consumer<SealedSecret> edit) {
    edit.accept(sealed.orElseThrow());
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
    return RevisionObject.history(List.copyOf(revisions.values()));
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

  private SealedSecret applied(SealedSecret wanted) {
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
                    .withFieldsV1(owned(wanted))
                    .build())
            .build());
    there.setSpec(wanted.getSpec());
    there.setStatus(status());
    return there;
  }

  private static FieldsV1 owned(SealedSecret wanted) {
    Map<String, Object> data = new TreeMap<>();
    wanted.encryptedData().keySet().forEach(key -> data.put("f:" + key, Map.of()));
    var fields = new FieldsV1();
    fields.setAdditionalProperty("f:spec", Map.of("f:encryptedData", data));
    fields.setAdditionalProperty(
        "f:metadata", Map.of("f:annotations", Map.of("f:" + Api.SECRET_REVISION, Map.of())));
    return fields;
  }

  private OpenFields status() {
    var status = new OpenFields();
    status.set("observedGeneration", 1L);
    status.set("conditions", List.of(Map.of("type", "Synced", "status", synced)));
    return status;
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
