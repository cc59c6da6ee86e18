package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.children.ChildMetadata;
import java.util.Map;

/**
 * A RetentionPolicy as planner and controls see it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its uid
 * @param generation generation of the spec
 * @param spec what was declared
 */
public record DeclaredPolicy(
    String namespace, String name, String uid, long generation, RetentionPolicySpec spec) {

  static DeclaredPolicy of(RetentionPolicy resource) {
    var metadata = resource.getMetadata();
    return new DeclaredPolicy(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getGeneration(),
        resource.getSpec());
  }

  /** Name of its database; empty where it has no table. */
  String database() {
    return spec.database().orElse("");
  }

  /** Metadata of a child. */
  ObjectMeta child(String called) {
    return new ObjectMetaBuilder(
            new ChildMetadata(RetentionPolicy.class, Api.RETENTION_POLICY, name, uid).of(called))
        .withNamespace(namespace)
        .build();
  }

  /** Labels of the purge's Jobs and pods, by which they are found and their traffic is limited. */
  Map<String, String> podLabels() {
    return Map.of(Api.MANAGED_BY, Api.MANAGER, Api.RETENTION_POLICY, name);
  }
}
