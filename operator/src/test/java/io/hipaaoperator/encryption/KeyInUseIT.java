package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server refuses a platform engineer who deletes a key that is in use. */
@ExtendWith(ClusterExtension.class)
final class KeyInUseIT {
  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final String ENGINEER = "it-engineer";
  private static final String PRINCIPALS =
      "principals: {csi: ['arn:aws:iam::123456789012:role/ebs-csi']}, storageClass: {}";

  private final TestCluster cluster;
  private final TestNamespace namespace;
  private final RunningOperator operator;
  private final KubernetesClient engineer;
  private TestKey key;

  KeyInUseIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.operator =
        RunningOperator.start(
            RunningOperator.config(Emulator.location(), Enforcement.Enforce, SELDOM, namespace),
            cluster.operator());
    this.engineer = engineer();
    this.key = TestKey.declare(cluster, PRINCIPALS);
  }

  /** With the role that the chart makes for those who edit keys. */
  private KubernetesClient engineer() {
    var binding =
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName(ENGINEER)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "hipaa-operator-keys-edit")
            .addNewSubject("rbac.authorization.k8s.io", "User", ENGINEER, null)
            .build();
    cluster.admin().resource(binding).serverSideApply();
    Config config =
        new ConfigBuilder(cluster.admin().getConfiguration())
            .withImpersonateUsername(ENGINEER)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @BeforeEach
  void isReady() {
    key.ready();
  }

  @AfterEach
  void clean() {
    key.close();
    engineer.close();
    operator.close();
  }

  @Test
  void aKeyThatAWorkloadNamesStaysUntilItNamesAnother() {
    workload(key.name());
    key.await(status -> Objects.equals(status.userTotal(), 1));

    assertThat(refusal().getCode()).isEqualTo(403);
    assertThat(refusal().getMessage())
        .contains("EncryptionKey " + key.name())
        .contains("is used by PhiWorkload " + namespace.name() + "/records")
        .contains("let them name another key, or delete them, first");
    assertThat(key.condition("InUse").orElseThrow().getStatus()).isEqualTo("True");

    workload("another");
    key.await(status -> Objects.equals(status.userTotal(), 0));
    assertGoes();
  }

  @Test
  void aKeyThatASinkNamesStaysUntilTheSinkIsGone() {
    var sink = cluster.admin().resource(unmarshal(SINK.formatted(key.name())));
    sink.create();
    try {
      key.await(status -> Objects.equals(status.userTotal(), 1));
      assertThat(refusal().getMessage()).contains("is used by AuditSink " + key.name());
    } finally {
      sink.delete();
    }
    key.await(status -> Objects.equals(status.userTotal(), 0));
    assertGoes();
  }

  @Test
  void aKeyWhoseClassHasVolumesStaysUntilTheyAreGone() {
    String name = Objects.requireNonNull(key.status().storageClass());
    var volume = cluster.admin().resource(unmarshal(VOLUME.formatted(name)));
    volume.create();
    try {
      key.await(status -> Objects.equals(status.userTotal(), 1));
      assertThat(refusal().getMessage()).contains("is used by StorageClass " + name);
    } finally {
      volume.delete();
    }
    key.await(status -> Objects.equals(status.userTotal(), 0));
    assertGoes();
  }

  /** One request to delete all keys passes over those that are in use. */
  @Test
  void aCollectionIsRefusedAsWell() {
    workload(key.name());
    key.await(status -> Objects.equals(status.userTotal(), 1));
    key.patch("{\"metadata\":{\"labels\":{\"it\":\"" + key.name() + "\"}}}");

    var failure =
        catchThrowableOfType(
            KubernetesClientException.class,
            () -> engineer.resources(EncryptionKey.class).withLabel("it", key.name()).delete());

    assertThat(failure.getMessage()).contains("is used by PhiWorkload");
    assertThat(key.get().getMetadata().getDeletionTimestamp()).isNull();
  }

  /** Of many only some are named. */
  @Test
  void theMessageTellsHowManyMoreThereAre() {
    operator.close();
    key.resource()
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"users\":[{\"kind\":\"AuditSink\",\"name\":\"one\"}],\"userTotal\":3}}");

    assertThat(refusal().getMessage()).contains("is used by AuditSink one and 2 more");
  }

  /** As between the making of a data key and the status that counts it. */
  @Test
  void aDataKeyThatIsNotCountedYetHoldsTheKey() {
    operator.close();
    key.resource()
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"userTotal\":0,\"dataKeys\":[{\"namespace\":\"clinic\"}]}}");

    assertThat(refusal().getMessage())
        .contains("is used by DataKey clinic/" + key.name() + "-datakey: ")
        .contains("spec.dataKey.released");

    key.apply("dataKey: {enabled: false, released: [clinic]}");
    assertGoes();
  }

  private void assertGoes() {
    String[] made = key.made().toArray(String[]::new);
    assertThat(engineer.resources(EncryptionKey.class).withName(key.name()).delete()).isNotEmpty();
    assertThat(key.resource().get()).isNull();
    Keys.remove(key.alias(), made);
    key = TestKey.declare(cluster, "");
  }

  private KubernetesClientException refusal() {
    var failure =
        catchThrowableOfType(
            KubernetesClientException.class,
            () -> engineer.resources(EncryptionKey.class).withName(key.name()).delete());
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private void workload(String named) {
    namespace.apply(WORKLOAD.formatted(named));
  }

  private static GenericKubernetesResource unmarshal(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: records}
      spec: {selector: {matchLabels: {app: records}}, encryption: {keyRef: {name: %s}}}
      """;

  private static final String SINK =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: AuditSink
      metadata: {name: %1$s}
      spec: {class: audit, enforcement: Observe, logGroup: {name: /it/%1$s, keyRef: {name: %1$s}}}
      """;

  private static final String VOLUME =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: %1$s}
      spec:
        accessModes: [ReadWriteOnce]
        capacity: {storage: 1Gi}
        persistentVolumeReclaimPolicy: Retain
        storageClassName: %1$s
        csi: {driver: ebs.csi.aws.com, volumeHandle: vol-0}
      """;
}
