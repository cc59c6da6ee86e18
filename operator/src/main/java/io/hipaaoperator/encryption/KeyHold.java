package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Tags;
import io.hipaaoperator.aws.WaysOut;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import io.hipaaoperator.external.StatusStore;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Gets hold of the key of a resource: finds it, or makes it where there is none, unless it is that
 * of another resource.
 *
 * @param tags tags of keys, as of late
 * @param ways grants of keys, as of late
 * @param claims where a claim is written before a key is made
 * @param owners whose a key is
 * @param tagged which keys carry which uid
 */
record KeyHold(
    Kms kms,
    Tags tags,
    WaysOut ways,
    StatusStore<EncryptionKey, EncryptionKeyStatus> claims,
    Owners<EncryptionKey> owners,
    TaggedKeys tagged,
    InstantSource clock) {

  /** The resource as it is after the claim that it may have taken, its key or why it has none. */
  record Held(EncryptionKey resource, Optional<ObservedKey> seen, Optional<Obstacle> obstacle) {
    static Held none(EncryptionKey resource, Obstacle obstacle) {
      return new Held(resource, Optional.empty(), Optional.of(obstacle));
    }
  }

  /**
   * Gets hold of it.
   *
   * @param makes whether one may be made
   */
  Held of(EncryptionKey resource, DeclaredKey declared, boolean makes) {
    return owners
        .older(resource)
        .map(taken -> Held.none(resource, taken))
        .orElseGet(() -> searched(resource, declared, makes));
  }

  private Held searched(EncryptionKey resource, DeclaredKey declared, boolean makes) {
    var status = Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
    var claim = Optional.ofNullable(status.claim());
    var search = new KeySearch(kms, declared, claim, tagged, clock.instant());
    return switch (search.find(status.arn())) {
      case KeySearch.Result.Found(Key key, Answer<Key> aliased) ->
          found(resource, declared, key, aliased);
      case KeySearch.Result.Lost(Obstacle obstacle) -> Held.none(resource, obstacle);
      case KeySearch.Result.None() when makes -> made(resource, declared);
      case KeySearch.Result.None() ->
          Held.none(resource, Obstacle.observing("there is no key, and Observe makes none"));
    };
  }

  private Held made(EncryptionKey resource, DeclaredKey declared) {
    var made = new KeyCreation(kms, claims, clock).create(resource, declared);
    return made.key()
        .map(key -> found(made.resource(), declared, key, kms.describe(declared.spec().alias())))
        .orElseGet(() -> Held.none(made.resource(), made.obstacle().orElseThrow()));
  }

  private Held found(EncryptionKey resource, DeclaredKey declared, Key key, Answer<Key> aliased) {
    ObservedKey seen = outside(resource, declared).read(key, aliased);
    return taken(resource, declared, seen)
        .map(taken -> Held.none(resource, taken))
        .orElseGet(() -> new Held(resource, Optional.of(seen), Optional.empty()));
  }

  /** The key of a resource in AWS. */
  KeyOutside outside(EncryptionKey resource, DeclaredKey declared) {
    return new KeyOutside(kms, tags, ways, declared, KeyStatus.of(resource), clock.instant());
  }

  /** A key that an older resource leads to as well, or that was made for another one. */
  private Optional<Obstacle> taken(EncryptionKey resource, DeclaredKey declared, ObservedKey seen) {
    if (seen.carries(declared.uid())) {
      return Optional.empty();
    }
    return owners
        .older(resource, seen.key().arn())
        .or(() -> adoption(declared).flatMap(adoption -> adoption.obstacle(seen)));
  }

  private Optional<Adoption> adoption(DeclaredKey declared) {
    return declared.spec().adopts().map(ref -> new Adoption(declared, ref, owners));
  }
}
