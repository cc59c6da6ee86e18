package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;

/**
 * The resource, in no namespace, whose children bear this. Nothing of it is copied: Argo CD would
 * take the child for its own.
 *
 * @param kind its kind
 * @param label label that names it
 * @param name its name
 * @param uid its uid
 */
public record ChildMetadata(
    Class<? extends HasMetadata> kind, String label, String name, String uid) {

  /** Metadata of a child. */
  public ObjectMeta of(String child) {
    return new ObjectMetaBuilder()
        .withName(child)
        .addToLabels(Api.MANAGED_BY, Api.MANAGER)
        .addToLabels(label, name)
        .addNewOwnerReference()
        .withApiVersion(Api.GROUP + "/" + Api.VERSION)
        .withKind(kind.getSimpleName())
        .withName(name)
        .withUid(uid)
        .withController(true)
        .endOwnerReference()
        .build();
  }
}
