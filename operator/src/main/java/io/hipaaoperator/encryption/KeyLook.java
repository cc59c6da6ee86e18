package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.apiserver.ApiServer;
import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import io.hipaaoperator.external.StatusStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at a key in AWS, and repairs it.
 *
 * @param most the most that may be done, whatever a resource says
 * @param aws opens AWS when it is first asked
 * @param claims where a claim is written before a key is made
 * @param owners whose a key is
 * @param use who uses a key in the cluster
 * @param server the API server, which may encrypt with a key
 * @param tagged which keys carry which uid
 */
record KeyLook(
    Enforcement most,
    Supplier<Answer<Services>> aws,
    StatusStore<EncryptionKey, EncryptionKeyStatus> claims,
    Owners<EncryptionKey> owners,
    KeyUse use,
    ApiServer server,
    List<Control<DeclaredKey>> controls,
    TaggedKeys tagged,
    InstantSource clock) {

  /** The resource as it is after the claim that it may have taken, and what was seen and done. */
  record Looked(EncryptionKey resource, KeyPass pass) {}

  /** Looks at a resource whose key is to be as declared. */
  Looked at(EncryptionKey resource) {
    return switch (aws.get()) {
      case Answer.Known<Services>(Services services) -> look(resource, services);
      case Answer<Services> failed -> without(resource, Optional.empty(), Obstacle.unknown(failed));
    };
  }

  /** Reads all of the key of a resource anew when it is next looked at. */
  void forget(EncryptionKey resource) {
    Optional.ofNullable(KeyStatus.of(resource).arn())
        .ifPresent(arn -> aws.get().answered().ifPresent(services -> forget(arn, services)));
  }

  private static void forget(String arn, Services services) {
    services.tags().forget(arn);
    services.ways().forget(arn);
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
    var hold =
        new KeyHold(
            services.kms(), services.tags(), services.ways(), claims, owners, tagged, clock);
    var held = hold.of(resource, declared, enforcement(resource) == Enforcement.Enforce);
    return held.seen()
        .map(seen -> held(held.resource(), services, hold.outside(held.resource(), declared), seen))
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
    var held =
        Convergence.held(enforcement(resource), outside, seen, KeyStatus.of(resource).applied());
    Optional<EncryptionLook> encrypted = apiServer(declared, services, held.seen().key());
    ExternalPass<KeyWrite> pass =
        ExternalPass.of(
            resource.getMetadata().getGeneration(),
            declared.spec().alias(),
            enforcement(resource),
            held,
            judge(declared, held.seen(), encrypted));
    return new Looked(
        resource,
        KeyPass.of(
            encrypted
                .map(look -> noticing(pass, declared.spec(), held.seen().key(), look))
                .orElse(pass),
            Optional.of(services.region()),
            Optional.of(held.seen()),
            proof(resource, services, held.seen().key()),
            users(resource),
            encrypted));
  }

  private Optional<EncryptionLook> apiServer(DeclaredKey declared, Services services, Key key) {
    var lookout = new ApiServerLookout(server, services.clusters());
    return declared
        .spec()
        .apiServer()
        .map(it -> lookout.at(declared.name(), it, key.arn(), clock.instant()));
  }

  private static ExternalPass<KeyWrite> noticing(
      ExternalPass<KeyWrite> pass, EncryptionKeySpec spec, Key key, EncryptionLook look) {
    return pass.noticing(
        new ApiServerSetting(spec.apiServer().orElseThrow(), key.arn())
            .compared(look, pass.settings().applied()));
  }

  /** Observe uses no key. */
  private Optional<Proof> proof(EncryptionKey resource, Services services, Key key) {
    if (enforcement(resource) == Enforcement.Observe) {
      return Optional.empty();
    }
    var proof = new KeyProof(services.kms(), key.arn());
    return Optional.of(
        key.state().equals(Key.ENABLED)
            ? proof.after(KeyStatus.of(resource).proof(), clock.instant())
            : proof.anew(KeyStatus.of(resource).proof(), clock.instant()));
  }

  private List<Result> judge(
      DeclaredKey declared, ObservedKey seen, Optional<EncryptionLook> encrypted) {
    Facts facts =
        Facts.none()
            .with(EncryptionFacts.API_SERVER, encrypted)
            .with(EncryptionFacts.STATE, seen.key().state())
            .with(EncryptionFacts.ROTATION, seen.rotation().fact())
            .with(EncryptionFacts.ROTATIONS, seen.past().fact());
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
                KeyStatus.of(resource).applied(),
                unread(resource, obstacle)),
            region,
            Optional.empty(),
            Optional.empty(),
            users(resource),
            unlooked(resource, obstacle)));
  }

  /** A pass over a resource whose key is not looked at. */
  KeyPass without(EncryptionKey resource, Obstacle obstacle) {
    return without(resource, Optional.empty(), obstacle).pass();
  }

  private KeyUsers users(EncryptionKey resource) {
    return use.of(resource.getMetadata().getName())
        .and(DataKeyPass.users(resource))
        .after(KeyStatus.of(resource));
  }

  /** What was not looked at is undetermined, and stays in the list. */
  private List<Result> unread(EncryptionKey resource, Obstacle obstacle) {
    var nowhere = DeclaredKey.of(resource, new Identity("", ""), "");
    Facts facts =
        Facts.none()
            .with(EncryptionFacts.STATE, new Fact.Unreachable<>(obstacle.message()))
            .with(EncryptionFacts.API_SERVER, unlooked(resource, obstacle));
    return Control.judge(controls, nowhere, facts);
  }

  /** Where it is not known which key it is, it can't be known whether it is used. */
  private static Optional<EncryptionLook> unlooked(EncryptionKey resource, Obstacle obstacle) {
    return resource
        .getSpec()
        .apiServer()
        .map(_ -> EncryptionLook.of(EncryptionLook.State.NotReadable, obstacle.message()));
  }

  /** What is done about deviations of a resource. */
  Enforcement enforcement(EncryptionKey resource) {
    return resource.getSpec().enforcement().atMost(most);
  }
}
