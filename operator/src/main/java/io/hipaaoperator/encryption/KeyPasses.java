package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.SettingComparison;
import io.hipaaoperator.encryption.KeyPass.Repair;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a key, plans, and repairs: everything but the report. */
public final class KeyPasses {
  private static final String KIND = "KmsKey";

  private final Enforcement most;
  private final Supplier<Answer<Services>> aws;
  private final Claims claims;
  private final List<Control<DeclaredKey>> controls;
  private final InstantSource clock;

  /**
   * Passes with these controls.
   *
   * @param most the most that may be done, whatever a resource says
   * @param aws opens AWS when it is first asked
   */
  public KeyPasses(
      Enforcement most,
      Supplier<Answer<Services>> aws,
      Claims claims,
      List<Control<DeclaredKey>> controls,
      InstantSource clock) {
    this.most = most;
    this.aws = aws;
    this.claims = claims;
    this.controls = List.copyOf(controls);
    this.clock = clock;
  }

  /** A pass, and the resource as it is after the claim that it may have taken. */
  record Outcome(EncryptionKey resource, KeyPass pass) {}

  /** Looks once, and does what is to be done. */
  Outcome over(EncryptionKey resource) {
    return switch (aws.get()) {
      case Answer.Known<Services>(Services services) -> over(resource, services);
      case Answer<Services> failed -> without(resource, Optional.empty(), Obstacle.unknown(failed));
    };
  }

  private Outcome over(EncryptionKey resource, Services services) {
    return switch (services.account().identity()) {
      case Answer.Known<Identity>(Identity identity) ->
          over(resource, services, DeclaredKey.of(resource, identity, services.region()));
      case Answer<Identity> failed ->
          without(resource, Optional.of(services.region()), Obstacle.unknown(failed));
    };
  }

  private Outcome over(EncryptionKey resource, Services services, DeclaredKey declared) {
    var search = new KeySearch(services.kms(), declared, status(resource).claim() != null);
    return switch (search.find(status(resource).arn())) {
      case KeySearch.Result.Found(Key key) -> looked(resource, services, declared, key);
      case KeySearch.Result.Lost(Obstacle obstacle) ->
          without(resource, Optional.of(services.region()), obstacle);
      case KeySearch.Result.None() -> made(resource, services, declared);
    };
  }

  private Outcome made(EncryptionKey resource, Services services, DeclaredKey declared) {
    if (enforcement(resource) == Enforcement.Observe) {
      return without(resource, Optional.of(services.region()), Obstacle.observing());
    }
    var made = new KeyCreation(services.kms(), claims, clock).create(resource, declared);
    return made.key()
        .map(key -> looked(made.resource(), services, declared, key))
        .orElseGet(
            () ->
                without(
                    made.resource(),
                    Optional.of(services.region()),
                    made.obstacle().orElseThrow()));
  }

  private Outcome looked(EncryptionKey resource, Services services, DeclaredKey declared, Key key) {
    ObservedKey seen = ObservedKey.read(services.kms(), key, declared.spec().alias());
    var found = compare(declared, seen, status(resource).applied());
    List<Repair> repairs =
        enforcement(resource) == Enforcement.Enforce ? repair(services, key, found) : List.of();
    List<Setting<KeyWrite>> repaired = repaired(repairs);
    if (repaired.isEmpty()) {
      return seen(resource, services, declared, seen, found, repairs);
    }
    ObservedKey after = again(services, key, declared);
    var left = compare(declared, after, found.appliedWith(repaired));
    return seen(resource, services, declared, after, left, repairs);
  }

  /** What was written is looked at again: a status says what was seen, not what was hoped for. */
  private static ObservedKey again(Services services, Key key, DeclaredKey declared) {
    Key now =
        services.kms().describe(key.id()) instanceof Answer.Known<Key>(Key known) ? known : key;
    return ObservedKey.read(services.kms(), now, declared.spec().alias());
  }

  private static SettingComparison<KeyWrite> compare(
      DeclaredKey declared, ObservedKey seen, Map<String, String> applied) {
    return SettingComparison.of(
        KIND, declared.spec().alias(), KeySettings.of(declared, seen, applied), applied);
  }

  private static List<Setting<KeyWrite>> repaired(List<Repair> repairs) {
    return repairs.stream()
        .filter(Repair::succeeded)
        .map(repair -> repair.found().setting())
        .toList();
  }

  private Outcome seen(
      EncryptionKey resource,
      Services services,
      DeclaredKey declared,
      ObservedKey seen,
      SettingComparison<KeyWrite> settings,
      List<Repair> repairs) {
    return new Outcome(
        resource,
        new KeyPass(
            resource.getMetadata().getGeneration(),
            declared.spec().alias(),
            enforcement(resource),
            Optional.of(services.region()),
            Optional.of(seen),
            Optional.empty(),
            settings,
            repairs,
            proof(resource, services, seen.key()),
            judge(declared, seen)));
  }

  /** Observe uses no key. */
  private Optional<Proof> proof(EncryptionKey resource, Services services, Key key) {
    if (enforcement(resource) == Enforcement.Observe) {
      return Optional.empty();
    }
    var proof = new KeyProof(services.kms(), key.id(), resource.getMetadata().getUid());
    return Optional.of(
        key.state().equals(Key.ENABLED)
            ? proof.after(status(resource).proof(), clock.instant())
            : proof.anew(status(resource).proof(), clock.instant()));
  }

  private static List<Repair> repair(
      Services services, Key key, SettingComparison<KeyWrite> settings) {
    return settings.deviations().stream()
        .flatMap(
            found ->
                found.setting().repair().stream()
                    .map(write -> new Repair(found, write.to(key.id(), services.kms()))))
        .toList();
  }

  private List<Result> judge(DeclaredKey declared, ObservedKey seen) {
    Facts facts =
        Facts.none()
            .with(EncryptionFacts.STATE, seen.key().state())
            .with(EncryptionFacts.ROTATION, fact(seen.rotation()))
            .with(EncryptionFacts.ROTATIONS, fact(seen.rotations()));
    return judge(declared, facts);
  }

  private List<Result> judge(DeclaredKey declared, Facts facts) {
    return controls.stream()
        .map(control -> control.judge(declared, facts))
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> Fact<T> fact(Answer<T> answer) {
    return answer instanceof Answer.Known<T>(T value)
        ? new Fact.Known<>(value)
        : new Fact.Unreachable<>(answer.failure().orElse("not read"));
  }

  private Outcome without(EncryptionKey resource, Optional<String> region, Obstacle obstacle) {
    return new Outcome(
        resource,
        new KeyPass(
            resource.getMetadata().getGeneration(),
            resource.getSpec().alias(),
            enforcement(resource),
            region,
            Optional.empty(),
            Optional.of(obstacle),
            SettingComparison.none(status(resource).applied()),
            List.of(),
            Optional.empty(),
            unread(resource, obstacle)));
  }

  /** What was not looked at is undetermined, and stays in the list. */
  private List<Result> unread(EncryptionKey resource, Obstacle obstacle) {
    var nowhere = DeclaredKey.of(resource, new Identity("", ""), "");
    Facts facts =
        Facts.none().with(EncryptionFacts.STATE, new Fact.Unreachable<>(obstacle.message()));
    return judge(nowhere, facts);
  }

  private Enforcement enforcement(EncryptionKey resource) {
    return most == Enforcement.Observe ? most : resource.getSpec().enforcement();
  }

  private static EncryptionKeyStatus status(EncryptionKey resource) {
    return Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
  }
}
