package io.hipaaoperator.encryption;

import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.StatusConditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is worth an event of a key, beside its drift and what all resources tell. Pure. */
final class KeyNews {
  private KeyNews() {}

  /** What is new after a pass. */
  static List<Announcement> of(EncryptionKeyStatus before, KeyPass pass) {
    return Stream.of(bound(before, pass), made(pass), held(before, pass), scheduled(before, pass))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Announcement> bound(EncryptionKeyStatus before, KeyPass pass) {
    return pass.seen()
        .filter(_ -> before.arn() == null)
        .map(seen -> Announcement.normal("KeyBound", "the key is " + seen.key().arn()));
  }

  private static Optional<Announcement> made(KeyPass pass) {
    return pass.dataKeys()
        .map(DataKeyPass::made)
        .filter(made -> !made.isEmpty())
        .map(made -> Announcement.normal("DataKeyMade", "for " + DataKeyPass.names(made)));
  }

  private static Optional<Announcement> held(EncryptionKeyStatus before, KeyPass pass) {
    return pass.held()
        .filter(why -> !isKnown(before, why))
        .map(why -> Announcement.warning("DeletionHeld", why.message()));
  }

  private static boolean isKnown(EncryptionKeyStatus before, Obstacle why) {
    return StatusConditions.find("DeletionHeld", before.conditions())
        .filter(held -> held.getReason().equals(why.reason()))
        .isPresent();
  }

  private static Optional<Announcement> scheduled(EncryptionKeyStatus before, KeyPass pass) {
    return pass.deletion()
        .filter(_ -> before.deletion() == null)
        .flatMap(_ -> pass.external().obstacle())
        .map(obstacle -> Announcement.warning(obstacle.reason(), obstacle.message()));
  }

  /** What a key encrypts may be needed for years; of one that is deleted people were told. */
  static List<Announcement> farewell(EncryptionKeyStatus last) {
    Stream<Announcement> key =
        Optional.ofNullable(last.arn()).stream()
            .filter(_ -> last.deletion() == null)
            .map(arn -> Announcement.normal("KeyRetained", "the key stays in AWS: " + arn));
    Stream<Announcement> dataKeys =
        Optional.of(last.dataKeys()).filter(all -> !all.isEmpty()).stream()
            .map(all -> all.stream().map(DataKey::namespace).toList())
            .map(DataKeyPass::names)
            .map(names -> Announcement.normal("DataKeysRetained", "in ConfigMaps of " + names));
    return Stream.concat(key, dataKeys).toList();
  }
}
