package io.hipaaoperator.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkload;
import java.util.List;

/** A namespace that a test made and removes, and what is in it. */
public final class TestNamespace implements AutoCloseable {
  private final KubernetesClient admin;
  private final String name;

  TestNamespace(KubernetesClient admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Creates or replaces what the YAML says, in this namespace. */
  public void apply(String yaml) {
    apply(yaml, "test");
  }

  /** The same in the name of some field manager. */
  public void apply(String yaml, String manager) {
    for (String document : yaml.split("(?m)^---$")) {
      var object = Serialization.<HasMetadata>unmarshal(document);
      object.getMetadata().setNamespace(name);
      admin.resource(object).fieldManager(manager).forceConflicts().serverSideApply();
    }
  }

  /** Creates or replaces a PhiWorkload. */
  public TestWorkload declare(String yaml) {
    apply(yaml);
    String workload = Serialization.<HasMetadata>unmarshal(yaml).getMetadata().getName();
    return new TestWorkload(this, workload);
  }

  public Resource<PhiWorkload> workload(String workload) {
    return admin.resources(PhiWorkload.class).inNamespace(name).withName(workload);
  }

  public Resource<NetworkPolicy> policy(String policy) {
    return admin.network().v1().networkPolicies().inNamespace(name).withName(policy);
  }

  public List<NetworkPolicy> policies() {
    return admin.network().v1().networkPolicies().inNamespace(name).list().getItems();
  }

  /** An object that is nobody's business, created. */
  public ConfigMap configMap(String name) {
    return admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(this.name)
                .endMetadata()
                .build())
        .create();
  }

  /** Labels the namespace itself. */
  public void label(String key, String value) {
    admin
        .namespaces()
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** Asks for the removal; the cluster finishes it in its own time. */
  @Override
  public void close() {
    admin.namespaces().withName(name).delete();
  }
}
