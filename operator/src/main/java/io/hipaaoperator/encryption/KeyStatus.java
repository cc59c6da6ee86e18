package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.ApiServerStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.api.EncryptionKeyStatus.Rotation;
import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.Judgements;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class KeyStatus {
  private static final String UNUSED =
      "no PhiWorkload and no AuditSink names it, no volume is of its StorageClass, and it has no data key";

  private KeyStatus() {}

  /** That of a resource, with nothing seen where there is none. */
  static EncryptionKeyStatus of(EncryptionKey resource) {
    return Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
  }

  /**
   * Whether the status of a resource has all data keys that its key ever had: it knew the key from
   * its making on, as a claim tells, and did not get lost since.
   */
  static boolean hasAllDataKeys(EncryptionKey resource) {
    return of(resource).claim() != null;
  }

  /**
   * The status after a pass; what could not be read stays as it was seen last.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static EncryptionKeyStatus next(
      EncryptionKeyStatus before, KeyPass pass, DriftHistory history, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions = new ExternalConditions(pass.external(), history);
    Optional<ObservedKey> seen = pass.seen();
    return new EncryptionKeyStatus(
        pass.external().generation(),
        conditions.summary(),
        conditions.all(more(before, pass, conditions), before.conditions(), time),
        Judgements.of(pass.external().results(), before.controls(), time),
        seen.map(s -> s.key().id()).orElse(before.keyId()),
        seen.map(s -> s.key().arn()).orElse(before.arn()),
        pass.external().subject(),
        pass.region().orElse(before.region()),
        seen.map(s -> rotation(s, before.rotation())).orElse(before.rotation()),
        pass.proof().orElse(before.proof()),
        before.claim(),
        pass.external().settings().applied(),
        pass.storageClass().orElse(null),
        pass.external().children().present(),
        before.dataKeys(),
        pass.apiServer().map(look -> apiServer(look, before.apiServer(), now)).orElse(null),
        pass.users().shown(),
        pass.users().isKnown() ? pass.users().total() : null,
        pass.deletion().orElse(null),
        history.line(),
        history.total() == 0 ? null : history.total(),
        history.newest());
  }

  /** Renewed when something else is seen, and where nothing is once it is no longer good. */
  private static ApiServerStatus apiServer(
      EncryptionLook look, @Nullable ApiServerStatus before, Instant now) {
    var next =
        new ApiServerStatus(
            seconds(now),
            look.state().status(),
            look.state().name(),
            look.message(),
            look.server().orElse(null));
    return before != null && next.says(before) && !KeyProof.isOld(before.time(), now)
        ? before
        : next;
  }

  private static Condition encrypted(EncryptionLook look, ExternalConditions conditions) {
    return conditions.condition(
        "ApiServerEncrypted", look.state().status(), look.state().name(), look.message());
  }

  /**
   * What the last proof says, how it is with data keys, who uses the key, how the API server
   * encrypts, and why the resource does not go.
   */
  private static List<Condition> more(
      EncryptionKeyStatus before, KeyPass pass, ExternalConditions conditions) {
    return Stream.of(
            pass.proof().map(proof -> usable(proof, conditions)),
            dataKeys(before, pass, conditions),
            Optional.of(inUse(pass.users(), conditions)),
            pass.apiServer().map(look -> encrypted(look, conditions)),
            pass.held().map(why -> held(why, conditions)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Only where there are data keys, or are to be. */
  private static Optional<Condition> dataKeys(
      EncryptionKeyStatus before, KeyPass pass, ExternalConditions conditions) {
    return pass.dataKeys()
        .map(keys -> keys.condition(pass.external().children(), conditions))
        .orElseGet(() -> DataKeyPass.unlooked(before.dataKeys().size(), conditions));
  }

  private static Condition held(Obstacle why, ExternalConditions conditions) {
    return conditions.condition("DeletionHeld", "True", why.reason(), why.message());
  }

  private static Condition inUse(KeyUsers users, ExternalConditions conditions) {
    if (users.any()) {
      return conditions.condition("InUse", "True", "Used", "used by " + users);
    }
    return users
        .doubt()
        .map(why -> conditions.condition("InUse", "Unknown", "NotReadable", why))
        .orElseGet(() -> conditions.condition("InUse", "False", "Unused", UNUSED));
  }

  private static Condition usable(Proof proof, ExternalConditions conditions) {
    return proof.usable()
        ? conditions.condition("KeyUsable", "True", "Proven", proof.message())
        : conditions.condition("KeyUsable", "False", "NotProven", proof.message());
  }

  private static @Nullable Rotation rotation(ObservedKey seen, @Nullable Rotation before) {
    if (seen.rotation() instanceof Answer.Known<Kms.Rotation>(Kms.Rotation now)
        && seen.past() instanceof Answer.Known<PastRotations.Evidence>(var past)) {
      return PastRotations.shown(now, past);
    }
    return before;
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
