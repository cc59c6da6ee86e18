package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.api.VolumeClass;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The StorageClass of a key, kept as declared in a real cluster. */
@ExtendWith(ClusterExtension.class)
record StorageClassIT(TestCluster cluster, TestNamespace namespace) {
  private static final String WANTED =
      "principals: {csi: ['arn:aws:iam::123456789012:role/ebs-csi']}, storageClass: {type: %s}";
  private static final String GP3 = WANTED.formatted("gp3");

  private static final VolumeClass GP3_CLASS = new VolumeClass(null, null, null);

  @Test
  void aKeyBecomesAClassThatNothingIsWrittenToAgain() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, GP3).ready()) {
      StorageClass made = storageClass(key).get();

      assertThat(made.getParameters())
          .containsEntry("encrypted", "true")
          .containsEntry("kmsKeyId", key.status().arn());
      assertThat(made.getMetadata().getOwnerReferences())
          .extracting(owner -> owner.getUid())
          .containsExactly(key.get().getMetadata().getUid());
      assertThat(key.status().inventory())
          .extracting(child -> child.kind() + " " + child.name() + " " + child.uid())
          .containsExactly("StorageClass " + name(key) + " " + made.getMetadata().getUid());
      key.awaitLooks(operator);
      assertThat(storageClass(key).get().getMetadata().getResourceVersion())
          .isEqualTo(made.getMetadata().getResourceVersion());
    }
  }

  @Test
  void whatSomebodyChangesIsNamedAndPutBack() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, GP3).ready()) {
      edit(key, "{\"allowVolumeExpansion\":false,\"mountOptions\":[\"noatime\"]}");

      DriftStatus changed = key.awaitDrift("allowVolumeExpansion");
      assertThat(changed.action()).isEqualTo("Reverted");
      assertThat(changed.manager()).isEqualTo("night-shift");
      assertThat(changed.expected() + changed.found()).isEqualTo("truefalse");
      assertThat(key.awaitDrift("mountOptions").type()).isEqualTo("Added");
      StorageClass now = storageClass(key).get();
      assertThat(now.getAllowVolumeExpansion()).isTrue();
      assertThat(now.getMountOptions()).isNullOrEmpty();
      assertThat(key.awaitReady("Converged").getStatus()).isEqualTo("True");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aClassThatIsDeletedIsMadeAgain() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, GP3).ready()) {
      String before = storageClass(key).get().getMetadata().getUid();

      storageClass(key).delete();

      assertThat(key.awaitDrift().type()).isEqualTo("Deleted");
      assertThat(storageClass(key).get().getMetadata().getUid()).isNotEqualTo(before);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Which key it is was seen before; a class needs nothing else of AWS. */
  @Test
  void itIsKeptWhileAwsIsAway() {
    try (var key = TestKey.declare(cluster, GP3)) {
      try (var operator = operator(Enforcement.Enforce)) {
        key.ready();
        assertThat(operator.httpPort()).isPositive();
      }
      var dead =
          new Aws.Location(Optional.of("us-east-1"), Optional.of(URI.create("http://127.0.0.1:9")));
      try (var operator = operator(Enforcement.Enforce, dead)) {
        key.awaitReady("AwsUnreachable");
        storageClass(key).delete();
        assertThat(key.awaitDrift().type()).isEqualTo("Deleted");
        assertThat(storageClass(key).get()).isNotNull();
        assertThat(operator.httpPort()).isPositive();
      }
    }
  }

  @Test
  void anotherTypeIsAnotherClassAndTheOldOneStaysAsLongAsAVolumeIsOfIt() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, GP3).ready()) {
      var old = storageClass(key);
      var volume = volume(name(key));
      try {
        key.apply(WANTED.formatted("gp2"));
        String before = old.get().getMetadata().getName();
        key.await(status -> !before.equals(status.storageClass()));
        key.awaitReady("Converged");
        assertThat(storageClass(key).get().getParameters()).containsEntry("type", "gp2");
        key.awaitLooks(operator);
        assertThat(old.get()).as("the old one").isNotNull();
        assertThat(key.status().inventory()).hasSize(2);
      } finally {
        cluster.admin().resource(volume).delete();
      }

      Eventually.until(() -> cluster.admin().resource(volume).get() == null, Boolean::booleanValue);
      key.look();
      Eventually.until(() -> old.get() == null, Boolean::booleanValue);
      assertThat(key.await(status -> status.inventory().size() == 1).driftTotal()).isNull();
    }
  }

  @Test
  void aNamesakeOfSomebodyElseIsLeftAloneAndNamed() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, "").ready()) {
      var theirs = cluster.admin().resource(namesake(key));
      theirs.create();
      try {
        key.apply(GP3);

        var name = theirs.get().getMetadata().getName();
        assertThat(key.awaitReady("NameConflict").getMessage()).contains(name);
        assertThat(key.condition("Stalled").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(theirs.get().getMetadata().getManagedFields())
            .noneMatch(entry -> "hipaa-operator".equals(entry.getManager()));
        assertThat(operator.httpPort()).isPositive();
      } finally {
        theirs.delete();
      }
    }
  }

  @Test
  void observeMakesNoneAndOnlyReports() {
    try (var key = TestKey.declare(cluster, GP3)) {
      try (var operator = operator(Enforcement.Enforce)) {
        key.ready();
        assertThat(operator.httpPort()).isPositive();
      }
      try (var operator = operator(Enforcement.Observe)) {
        key.awaitReady("Observing");
        edit(key, "{\"allowVolumeExpansion\":false}");
        assertThat(key.awaitDrift("allowVolumeExpansion").action()).isEqualTo("Reported");
        assertThat(storageClass(key).get().getAllowVolumeExpansion()).isFalse();
        assertThat(key.condition("Drifted").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(operator.httpPort()).isPositive();
      }
    }
  }

  @Test
  void theClassGoesWithItsResource() {
    try (var operator = operator(Enforcement.Enforce)) {
      var key = TestKey.declare(cluster, GP3).ready();
      var made = storageClass(key);
      String id = key.id();
      assertThat(made.get()).isNotNull();

      key.resource().delete();

      Eventually.until(() -> made.get() == null, Boolean::booleanValue);
      assertThat(operator.httpPort()).isPositive();
      Keys.remove(key.alias(), id);
    }
  }

  private static String name(TestKey key) {
    return Objects.requireNonNull(
        key.await(status -> status.storageClass() != null).storageClass());
  }

  private Resource<StorageClass> storageClass(TestKey key) {
    return cluster.admin().storage().v1().storageClasses().withName(name(key));
  }

  private void edit(TestKey key, String merge) {
    storageClass(key)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("night-shift")
                .build(),
            merge);
  }

  /** A class of the name that the key's will have, made by hand. */
  private static StorageClass namesake(TestKey key) {
    EncryptionKeySpec spec = KeySpecs.of(key.alias(), Map.of("storageClass", GP3_CLASS));
    String arn = Objects.requireNonNull(key.status().arn());
    StorageClass wanted =
        EncryptedClass.of(new ClusterKey(key.name(), "", spec, arn, "us-east-1")).orElseThrow();
    wanted.setMetadata(new ObjectMetaBuilder().withName(wanted.getMetadata().getName()).build());
    return wanted;
  }

  /** A volume that needs no node. */
  private GenericKubernetesResource volume(String storageClass) {
    return cluster
        .admin()
        .resource(
            Serialization.unmarshal(
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
                """
                    .formatted(storageClass),
                GenericKubernetesResource.class))
        .create();
  }

  private RunningOperator operator(Enforcement most) {
    return operator(most, Emulator.location());
  }

  private RunningOperator operator(Enforcement most, Aws.Location aws) {
    return RunningOperator.start(
        RunningOperator.config(aws, most, Duration.ofSeconds(1), namespace), cluster.operator());
  }
}
