package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.encryption.KeyChildren.KeyPlace;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import io.hipaaoperator.external.StatusStore;
import io.hipaaoperator.kube.Announcement;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at a key, plans, and repairs: everything but the report. */
public final class KeyPasses implements ExternalPasses<EncryptionKey, EncryptionKeyStatus> {
  private final Enforcement most;
  private final Supplier<Answer<Services>> aws;
  private final StatusStore<EncryptionKey, EncryptionKeyStatus> claims;
  private final Owners<EncryptionKey> owners;
  private final KeyChildren children;
  private final KeyUse use;
  private final List<Control<DeclaredKey>> controls;
  private final InstantSource clock;
  private final TaggedKeys tagged;

  /**
   * Passes with these controls.
   *
   * @param most the most that may be done, whatever a resource says
   * @param aws opens AWS when it is first asked
   * @param claims where a claim is written before a key is made
   * @param owners whose a key is
   * @param children keeps what a key has in the cluster
   * @param use who uses a key in the cluster
   */
  public KeyPasses(
      Enforcement most,
      Supplier<Answer<Services>> aws,
      StatusStore<EncryptionKey, EncryptionKeyStatus> claims,
      Owners<EncryptionKey> owners,
      KeyChildren children,
      KeyUse use,
      List<Control<DeclaredKey>> controls,
      InstantSource clock) {
    this.most = most;
    this.aws = aws;
    this.claims = claims;
    this.owners = owners;
    this.children = children;
    this.use = use;
    this.controls = List.copyOf(controls);
    this.clock = clock;
    this.tagged = new TaggedKeys(clock);
  }

  /** The resource as it is after the claim that it may have taken, and what was seen and done. */
  private record Looked(EncryptionKey resource, KeyPass pass) {}

  @Override
  public Outcome<EncryptionKey, EncryptionKeyStatus> over(EncryptionKey resource) {
    Looked looked = look(resource);
    EncryptionKeyStatus before = status(looked.resource());
    KeyPass pass = withChildren(looked.resource(), before, looked.pass());
    return new Outcome<>(
        looked.resource(),
        pass.external(),
        (history, now) -> KeyStatus.next(before, pass, history, now),
        bound(before, pass).toList(),
        Optional.empty());
  }

  /** They are kept while AWS is away, too: which key it is was seen before. */
  private KeyPass withChildren(EncryptionKey resource, EncryptionKeyStatus before, KeyPass pass) {
    Optional<KeyPlace> place = pass.place(before);
    if (place.isEmpty()) {
      return pass.with(
          ChildPass.unlooked(before.inventory()), Optional.ofNullable(before.storageClass()));
    }
    var key = ClusterKey.of(resource, place.get().arn(), place.get().region());
    return pass.with(
        children.keep(resource, enforcement(resource), place.get()),
        EncryptedClass.of(key).map(wanted -> wanted.getMetadata().getName()));
  }

  private static Stream<Announcement> bound(EncryptionKeyStatus before, KeyPass pass) {
    return pass.seen().stream()
        .filter(seen -> before.arn() == null)
        .map(seen -> Announcement.normal("KeyBound", "the key is " + seen.key().arn()));
  }

  /** What it encrypts may be needed for years. */
  @Override
  public List<Announcement> farewell(EncryptionKeyStatus last) {
    return Optional.ofNullable(last.arn()).stream()
        .map(arn -> Announcement.normal("KeyRetained", "the key stays in AWS: " + arn))
        .toList();
  }

  private Looked look(EncryptionKey resource) {
    return switch (aws.get()) {
      case Answer.Known<Services>(Services services) -> look(resource, services);
      case Answer<Services> failed -> without(resource, Optional.empty(), Obstacle.unknown(failed));
    };
  }

  private Looked look(EncryptionKey resource, Services services) {
    return switch (services.account().identity()) {
      case Answer.Known<Identity>(Identity identity) ->
          look(resource, services, DeclaredKey.of(resource, identity, services.region()));
      case Answer<Identity> failed ->
          without(resource, Optional.of(services.region()), Obstacle.unknown(failed));
    };
  }

  private Looked look(EncryptionKey resource, Services services, DeclaredKey declared) {
    var hold = new KeyHold(services.kms(), claims, owners, tagged, clock);
    var held = hold.of(resource, declared, enforcement(resource) == Enforcement.Enforce);
    return held.seen()
        .map(
            seen -> held(held.resource(), services, new KeyOutside(services.kms(), declared), seen))
        .orElseGet(
            () ->
                without(
                    held.resource(),
                    Optional.of(services.region()),
                    held.obstacle().orElseThrow()));
  }

  private Looked held(
      EncryptionKey resource, Services services, KeyOutside outside, ObservedKey seen) {
    DeclaredKey declared = outside.declared();
    var held = Convergence.held(enforcement(resource), outside, seen, status(resource).applied());
    return new Looked(
        resource,
        KeyPass.of(
            ExternalPass.of(
                resource.getMetadata().getGeneration(),
                declared.spec().alias(),
                enforcement(resource),
                held,
                judge(declared, held.seen())),
            Optional.of(services.region()),
            Optional.of(held.seen()),
            proof(resource, services, held.seen().key()),
            users(resource)));
  }

  /** Observe uses no key. */
  private Optional<Proof> proof(EncryptionKey resource, Services services, Key key) {
    if (enforcement(resource) == Enforcement.Observe) {
      return Optional.empty();
    }
    var proof = new KeyProof(services.kms(), key.arn());
    return Optional.of(
        key.state().equals(Key.ENABLED)
            ? proof.after(status(resource).proof(), clock.instant())
            : proof.anew(status(resource).proof(), clock.instant()));
  }

  private List<Result> judge(DeclaredKey declared, ObservedKey seen) {
    Facts facts =
        Facts.none()
            .with(EncryptionFacts.STATE, seen.key().state())
            .with(EncryptionFacts.ROTATION, seen.rotation().fact())
            .with(EncryptionFacts.ROTATIONS, seen.rotations().fact());
    return Control.judge(controls, declared, facts);
  }

  private Looked without(EncryptionKey resource, Optional<String> region, Obstacle obstacle) {
    return new Looked(
        resource,
        KeyPass.of(
            ExternalPass.without(
                resource.getMetadata().getGeneration(),
                resource.getSpec().alias(),
                enforcement(resource),
                obstacle,
                status(resource).applied(),
                unread(resource, obstacle)),
            region,
            Optional.empty(),
            Optional.empty(),
            users(resource)));
  }

  private KeyUsers users(EncryptionKey resource) {
    return use.of(resource.getMetadata().getName()).after(status(resource));
  }

  /** What was not looked at is undetermined, and stays in the list. */
  private List<Result> unread(EncryptionKey resource, Obstacle obstacle) {
    var nowhere = DeclaredKey.of(resource, new Identity("", ""), "");
    Facts facts =
        Facts.none().with(EncryptionFacts.STATE, new Fact.Unreachable<>(obstacle.message()));
    return Control.judge(controls, nowhere, facts);
  }

  private Enforcement enforcement(EncryptionKey resource) {
    return resource.getSpec().enforcement().atMost(most);
  }

  private static EncryptionKeyStatus status(EncryptionKey resource) {
    return Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
  }
}
