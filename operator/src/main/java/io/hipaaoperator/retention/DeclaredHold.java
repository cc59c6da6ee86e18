package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldSpec;
import io.hipaaoperator.children.ChildMetadata;
import java.util.Map;

/**
 * A LegalHold as planner and controls see it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its uid, by which the rows in a database are named
 * @param generation generation of the spec
 * @param spec what was declared
 */
public record DeclaredHold(
    String namespace, String name, String uid, long generation, LegalHoldSpec spec) {

  static DeclaredHold of(LegalHold resource) {
    var metadata = resource.getMetadata();
    return new DeclaredHold(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getGeneration(),
        resource.getSpec());
  }

  /** Metadata of a child. */
  ObjectMeta child(String called) {
    return new ObjectMetaBuilder(
            new ChildMetadata(LegalHold.class, Api.LEGAL_HOLD, name, uid).of(called))
        .withNamespace(namespace)
        .build();
  }

  /** Labels of its Jobs and pods, by which they are found and their traffic is limited. */
  Map<String, String> podLabels() {
    return Map.of(Api.MANAGED_BY, Api.MANAGER, Api.LEGAL_HOLD, name);
  }
}
