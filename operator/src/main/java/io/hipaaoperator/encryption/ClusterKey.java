package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.children.ChildMetadata;

/**
 * A key as its children in the cluster speak of it.
 *
 * @param name name of the EncryptionKey
 * @param uid its uid
 * @param spec what was declared
 * @param arn ARN of the key in AWS
 * @param region where it is
 */
public record ClusterKey(
    String name, String uid, EncryptionKeySpec spec, String arn, String region) {

  static ClusterKey of(EncryptionKey resource, String arn, String region) {
    var metadata = resource.getMetadata();
    return new ClusterKey(metadata.getName(), metadata.getUid(), resource.getSpec(), arn, region);
  }

  /** Metadata of a child. */
  ObjectMeta child(String called) {
    return new ChildMetadata(EncryptionKey.class, Api.ENCRYPTION_KEY, name, uid).of(called);
  }
}
