package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.children.Family;
import io.hipaaoperator.children.Kinship;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SealedSecrets of a workload. They have no owner: with one, the Secret would go with the
 * PhiWorkload, from under the pods that use it.
 *
 * @param uid of the workload
 * @param workload its name
 */
record SealedFamily(String uid, String workload) implements Family {

  /**
   * The Secret of a SealedSecret that was deleted may still be there when that is put back: the
   * controller takes it over by this mark, and else gives up before it is gone.
   */
  private static final Map<String, Object> MANAGED =
      Map.of("annotations", Map.of("sealedsecrets.bitnami.com/managed", "true"));

  /** The SealedSecret of a revision. Nobody may open it elsewhere: it names no wider scope. */
  SealedSecret desired(String namespace, WorkloadSecret declared, SecretRevision revision) {
    var spec = new OpenFields();
    spec.set("encryptedData", revision.encryptedData());
    spec.set("template", Map.of("type", declared.type(), "metadata", MANAGED));
    var sealed = new SealedSecret();
    sealed.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(declared.name())
            .addToLabels(Api.MANAGED_BY, Api.MANAGER)
            .addToLabels(Api.WORKLOAD, workload)
            .addToAnnotations(Api.SECRET_REVISION, String.valueOf(revision.number()))
            .build());
    sealed.setSpec(spec);
    return sealed;
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return object instanceof SealedSecret;
  }

  /** One that another workload declares is that one's, and one that Git delivers is Git's. */
  @Override
  public boolean owns(HasMetadata object) {
    return object instanceof SealedSecret sealed
        && sealed.isLabelled(Api.WORKLOAD, workload)
        && Kinship.isApplied(object);
  }

  @Override
  public boolean isOurs(HasMetadata object, List<Child> inventory) {
    return owns(object) || Kinship.isKnown(object, this, inventory);
  }

  /** Never deleted by us: it may have the last copy of a value, and the Secret would go with it. */
  @Override
  public boolean isInUse(HasMetadata child) {
    return true;
  }

  /** Whoever puts another ciphertext there knows the value in it. */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return live.filter(
            there ->
                !((SealedSecret) desired)
                    .encryptedData()
                    .equals(((SealedSecret) there).encryptedData()))
        .isPresent();
  }
}
