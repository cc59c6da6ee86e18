package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;

/** Whether the volumes of a workload's pods are encrypted with the key that it declares. */
@ExtendWith(ClusterExtension.class)
final class VolumeEncryptionIT {
  private static final Ec2Client EC2 = Emulator.ec2();

  private final TestCluster cluster;
  private final TestNamespace namespace;
  private final List<String> volumes = new ArrayList<>();

  VolumeEncryptionIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @Test
  void aVolumeOfTheDeclaredKeyComplies() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "allowedNamespaces: {}").ready()) {
      String arn = Objects.requireNonNull(key.status().arn());
      pod("records-0", ebs(arn));

      var verdict = workload(key.name()).awaitVerdict("A4", "Compliant");

      assertThat(operator.httpPort()).isPositive();
      assertThat(verdict.evidence().getFirst()).contains("vol-", arn);
    }
  }

  @Test
  void volumesOfAnotherKeyAndWithoutOneAreNamed() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "allowedNamespaces: {}").ready()) {
      String other = Keys.foreign().arn();
      pod("records-0", ebs(other));
      pod("records-1", ebs(null));

      TestWorkload workload = workload(key.name());

      assertThat(operator.httpPort()).isPositive();
      awaitVerdict(workload, "Violated", "records-0 volume data: EBS volume");
      awaitVerdict(workload, "Violated", "is encrypted with " + other + ", not with the declared");
      awaitVerdict(workload, "Violated", "is not encrypted");
    }
  }

  /** Whoever may refer to a key is a matter of the namespace's labels, and of the key's spec. */
  @Test
  void aNamespaceThatIsNotAllowedIsAViolationUntilItIs() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      String arn = Objects.requireNonNull(key.status().arn());
      pod("records-0", ebs(arn));
      TestWorkload workload = workload(key.name());
      awaitVerdict(workload, "Violated", "spec.encryption.keyRef: EncryptionKey " + key.name());

      key.apply("allowedNamespaces: {matchLabels: {phi: allowed}}");
      awaitVerdict(workload, "Violated", "does not let namespace " + namespace.name());
      namespace.label("phi", "allowed");
      awaitVerdict(workload, "Compliant", arn);

      key.apply("");
      awaitVerdict(workload, "Violated", "spec.allowedNamespaces");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Neither the key nor the volume is known when the workload comes; both come behind it. */
  @Test
  void aVerdictFollowsTheClaimAndTheKey() {
    try (var operator = operator()) {
      String name = "it-later-" + namespace.name();
      TestWorkload workload = workload(name);
      claimAndPod("records-0", "nowhere-" + namespace.name());
      assertThat(operator.httpPort()).isPositive();
      awaitVerdict(workload, "Undetermined", "bound to no volume");

      String foreign = ebs(Keys.foreign().arn());
      persistentVolume("nowhere-" + namespace.name(), foreign, "records-0");

      awaitVerdict(workload, "Undetermined", "there is no key of EncryptionKey " + name);
    }
  }

  /** Waits for a verdict that says this among its evidence; the first may not know the pods yet. */
  private static void awaitVerdict(TestWorkload workload, String verdict, String words) {
    workload.await(
        status ->
            status.controls().stream()
                .filter(control -> control.id().equals("A4"))
                .filter(control -> control.verdict().equals(verdict))
                .flatMap(control -> control.evidence().stream())
                .anyMatch(sentence -> sentence.contains(words)));
  }

  private TestWorkload workload(String key) {
    return namespace.declare(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: records}
        spec: {selector: {matchLabels: {app: records}}, encryption: {keyRef: {name: %s}}}
        """
            .formatted(key));
  }

  private void pod(String name, String volume) {
    String persistent = name + "-" + namespace.name();
    persistentVolume(persistent, volume, name);
    claimAndPod(name, persistent);
  }

  /** Nobody schedules the pod, so that no volume has to be mounted. */
  private void claimAndPod(String name, String persistent) {
    namespace.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: ""
          volumeName: %s
          resources: {requests: {storage: 1Gi}}
        """
            .formatted(name, persistent));
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, labels: {app: records}}
        spec:
          schedulerName: nobody
          containers: [{name: records, image: pause}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: %1$s}}]
        """
            .formatted(name));
  }

  private void persistentVolume(String name, String volume, String claim) {
    volumes.add(name);
    cluster
        .admin()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  persistentVolumeReclaimPolicy: Retain
                  storageClassName: ""
                  csi: {driver: ebs.csi.aws.com, volumeHandle: %s}
                  claimRef: {namespace: %s, name: %s}
                """
                    .formatted(name, volume, namespace.name(), claim),
                GenericKubernetesResource.class))
        .create();
  }

  /** A volume of the emulator, encrypted with a key or not at all. */
  private static String ebs(@Nullable String key) {
    return EC2.createVolume(request(key)).volumeId();
  }

  private static CreateVolumeRequest request(@Nullable String key) {
    var request = CreateVolumeRequest.builder().availabilityZone("us-east-1a").size(1);
    return key == null
        ? request.encrypted(false).build()
        : request.encrypted(true).kmsKeyId(key).build();
  }

  @AfterEach
  void remove() {
    volumes.forEach(name -> cluster.admin().persistentVolumes().withName(name).delete());
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace),
        cluster.operator());
  }
}
