package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.encryption.KeyChildren.KeyPlace;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Refusal;
import java.util.Optional;

/**
 * What one pass over a key saw and did.
 *
 * @param external what every such pass sees and does
 * @param region where the key is; empty when that is not known
 * @param seen the key, after the repairs; empty when there is an obstacle
 * @param proof whether the key works; empty when that was not tried
 * @param storageClass name of the StorageClass whose volumes are encrypted with it, if it is there
 * @param dataKeys its data keys; empty when they were not looked at
 * @param users who uses it in the cluster
 * @param apiServer how the API server encrypts; empty where nothing is declared of it
 * @param held why its resource, which was deleted, does not go
 * @param deletion when AWS deletes it
 */
record KeyPass(
    ExternalPass<KeyWrite> external,
    Optional<String> region,
    Optional<ObservedKey> seen,
    Optional<Proof> proof,
    Optional<String> storageClass,
    Optional<DataKeyPass> dataKeys,
    KeyUsers users,
    Optional<EncryptionLook> apiServer,
    Optional<Obstacle> held,
    Optional<String> deletion) {

  /** A pass over the key alone. */
  static KeyPass of(
      ExternalPass<KeyWrite> external,
      Optional<String> region,
      Optional<ObservedKey> seen,
      Optional<Proof> proof,
      KeyUsers users,
      Optional<EncryptionLook> apiServer) {
    return new KeyPass(
        external,
        region,
        seen,
        proof,
        Optional.empty(),
        Optional.empty(),
        users,
        apiServer,
        Optional.empty(),
        Optional.empty());
  }

  /** The same, and one over its data keys, with the resource as it is by now. */
  KeyPass with(DataKeyPass keys, EncryptionKey resource) {
    return new KeyPass(
        external.lacking(keys.lack()),
        region,
        seen,
        proof,
        storageClass,
        Optional.of(keys),
        users.and(DataKeyPass.users(resource)),
        apiServer,
        held,
        deletion);
  }

  /** The same, and one over its children. */
  KeyPass with(ChildPass children, Optional<String> wantedClass) {
    return new KeyPass(
        external.with(dataKeys.map(keys -> children.foreign(keys.foreign())).orElse(children)),
        region,
        seen,
        proof,
        wantedClass.filter(
            name -> children.present().stream().anyMatch(child -> child.name().equals(name))),
        dataKeys,
        users,
        apiServer,
        held,
        deletion);
  }

  /** The same, where one more write to the cluster was refused. */
  KeyPass refused(Refusal refusal) {
    return new KeyPass(
        external.with(external.children().refused(refusal)),
        region,
        seen,
        proof,
        storageClass,
        dataKeys,
        users,
        apiServer,
        held,
        deletion);
  }

  /** The same of a resource that was deleted and does not go. */
  KeyPass held(Obstacle why) {
    return ending(Optional.of(why), deletion);
  }

  /** The same where AWS deletes the key. */
  KeyPass deleted(String time) {
    return ending(held, Optional.of(time));
  }

  private KeyPass ending(Optional<Obstacle> why, Optional<String> time) {
    return new KeyPass(
        external, region, seen, proof, storageClass, dataKeys, users, apiServer, why, time);
  }

  /** Where the key is, or was when AWS could be asked last. */
  Optional<KeyPlace> place(EncryptionKeyStatus before) {
    if (seen.isPresent()) {
      return region.map(in -> new KeyPlace(seen.get().key().arn(), in, isPolicyInForce()));
    }
    return external
        .obstacle()
        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.UNKNOWN)
        .flatMap(_ -> Optional.ofNullable(before.arn()))
        .flatMap(
            arn -> Optional.ofNullable(before.region()).map(in -> new KeyPlace(arn, in, false)));
  }

  private boolean isPolicyInForce() {
    return seen.filter(key -> key.policy() instanceof Answer.Known<String>).isPresent()
        && external.settings().deviations().stream()
            .noneMatch(found -> found.setting().path().equals(KeySettings.POLICY));
  }
}
