package io.hipaaoperator.controls.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.DataEncryption;
import io.hipaaoperator.api.KeyReference;
import io.hipaaoperator.api.PhiWorkloadSpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import io.hipaaoperator.workload.Store;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import io.hipaaoperator.workload.WorkloadKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedVolumesTest {
  private static final Workload WORKLOAD =
      new Workload(
          "clinic", "records", "", new PhiWorkloadSpec(Selector.ALL, null, null, null, null, null));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostPath: {path: /var/lib/records}",
        "hostPath: {path: /dev/null, type: CharDevice}",
        "emptyDir: {}",
        "emptyDir: {medium: ''}",
        "emptyDir: {medium: Disk}",
        "emptyDir: {sizeLimit: 1Gi}",
      })
  void aNodesOwnDiskViolates(String volume) {
    Verdict verdict = judge(pod("records-0", volume));

    assertThat(verdict).isInstanceOf(Violated.class);
    assertThat(verdict.evidence())
        .singleElement()
        .asString()
        .startsWith("pod records-0 volume v0 is a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emptyDir: {medium: Memory}",
        "emptyDir: {medium: HugePages-2Mi}",
        "configMap: {name: records}",
        "secret: {secretName: records}",
        "projected: {sources: []}",
        "downwardAPI: {items: []}",
        "image: {reference: records}",
      })
  void whatIsNoStoreComplies(String volume) {
    assertThat(judge(pod("records-0", volume))).isInstanceOf(Compliant.class);
  }

  /** The store may be encrypted or not: that is not known here, and unknown is no pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "persistentVolumeClaim: {claimName: records}",
        "csi: {driver: efs.csi.aws.com}",
        "ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}",
        "nfs: {server: nas, path: /}",
        "awsElasticBlockStore: {volumeID: vol-1}",
        "someVolumeOfTomorrow: {}",
      })
  void aStoreElsewhereIsUndetermined(String volume) {
    assertThat(judge(pod("records-0", volume))).isInstanceOf(Undetermined.class);
  }

  @Test
  void aPodWithoutVolumesComplies() {
    assertThat(judge(pod("records-0"))).isInstanceOf(Compliant.class);
  }

  @Test
  void withoutPodsNothingIsKnown() {
    assertThat(judge()).isEqualTo(new Undetermined(List.of("no pod matches spec.selector")));
  }

  @Test
  void whatWasNotReadIsNotKnown() {
    Facts facts =
        Facts.none().with(WorkloadFacts.PODS, new Fact.Unreachable<List<Pod>>("pods forbidden"));

    assertThat(EncryptedVolumes.CONTROL.judge(WORKLOAD, facts))
        .map(result -> result.verdict())
        .contains(new Undetermined(List.of("pods forbidden")));
  }

  @Test
  void theWorstVolumeOfAnyPodDecidesAndEachOfThemIsNamed() {
    Pod mixed = pod("records-0", "configMap: {name: a}", "csi: {driver: x}", "emptyDir: {}");
    Pod other = pod("records-1", "hostPath: {path: /var}");

    assertThat(judge(pod("records-2"), mixed, other))
        .isEqualTo(
            new Violated(
                List.of(
                    "pod records-0 volume v2 is an emptyDir on the node's own disk",
                    "pod records-1 volume v0 is a hostPath on the node's own disk")));
  }

  @Test
  void softwareCannotMendIt() {
    assertThat(EncryptedVolumes.CONTROL.remedy().apply(WORKLOAD, Facts.none())).isEmpty();
  }

  @Test
  void aVolumeThatIsEncryptedWithTheDeclaredKeyComplies() {
    assertThat(judge(new Fact.Known<>(ebs(KEY)), declared(KEY)))
        .isEqualTo(
            Verdict.compliant(
                "pod records-0 volume v0: EBS volume vol-1 is encrypted with " + KEY));
  }

  @Test
  void anyKeyWillDoWhereNoneIsDeclared() {
    assertThat(judge(new Fact.Known<>(ebs(KEY)), new Fact.Known<>(new WorkloadKey.Any())))
        .isInstanceOf(Compliant.class);
  }

  @Test
  void anotherKeyViolatesAndBothAreNamed() {
    Verdict verdict = judge(new Fact.Known<>(ebs("arn:other")), declared(KEY));

    assertThat(verdict).isInstanceOf(Violated.class);
    assertThat(verdict.evidence().getFirst()).contains("v0", "vol-1", "arn:other", KEY);
  }

  @Test
  void aVolumeWithoutEncryptionViolatesWhetherTheKeyIsKnownOrNot() {
    var bare = new Fact.Known<Store>(new Store.Ebs("vol-1", Optional.empty()));

    assertThat(judge(bare, declared(KEY))).isInstanceOf(Violated.class);
    assertThat(judge(bare, new Fact.Unreachable<>("no key yet"))).isInstanceOf(Violated.class);
  }

  @Test
  void aVolumeOnANodeViolates() {
    assertThat(judge(new Fact.Known<>(new Store.Node("local")), declared(KEY)))
        .isInstanceOf(Violated.class);
  }

  @Test
  void whatIsNotKnownOfTheStoreOrTheKeyIsSaid() {
    assertThat(judge(new Fact.Unreachable<>("not read yet"), declared(KEY)))
        .isEqualTo(Verdict.undetermined("pod records-0 volume v0: not read yet"));
    assertThat(judge(new Fact.Known<>(ebs(KEY)), new Fact.Unreachable<>("no key yet")))
        .isEqualTo(Verdict.undetermined("pod records-0 volume v0: EBS volume vol-1: no key yet"));
    assertThat(judge(new Fact.Known<>(new Store.Other("a volume of nfs")), declared(KEY)))
        .isInstanceOf(Undetermined.class);
  }

  /** The claim of an ephemeral volume is named after the pod. */
  @Test
  void anEphemeralVolumeIsFollowedToo() {
    Pod pod = pod("records-0", "ephemeral: {volumeClaimTemplate: {}}");
    Facts facts =
        Facts.none()
            .with(WorkloadFacts.PODS, List.of(pod))
            .with(WorkloadFacts.STORES, Map.of("records-0-v0", new Fact.Known<>(ebs(KEY))))
            .with(WorkloadFacts.KEY, declared(KEY));

    assertThat(EncryptedVolumes.CONTROL.judge(WORKLOAD, facts).orElseThrow().verdict())
        .isInstanceOf(Compliant.class);
  }

  /** Also without pods, and without a volume: what is declared can't hold. */
  @Test
  void aKeyThatMayNotBeReferredToViolates() {
    String why = "spec.encryption.keyRef: not from here";
    var forbidden = new Fact.Known<WorkloadKey>(new WorkloadKey.Forbidden(why));

    assertThat(naming(forbidden)).isEqualTo(Verdict.violated(why));
    assertThat(naming(forbidden, pod("records-0"))).isEqualTo(Verdict.violated(why));
  }

  @Test
  void aKeyOfWhichNothingIsKnownIsNoPassWithoutAVolumeEither() {
    assertThat(naming(new Fact.Unreachable<>("no key yet"), pod("records-0")))
        .isEqualTo(Verdict.undetermined("no key yet"));
    assertThat(naming(declared(KEY), pod("records-0"))).isInstanceOf(Compliant.class);
  }

  /** The verdict on a workload that names a key. */
  private static Verdict naming(Fact<WorkloadKey> key, Pod... pods) {
    var spec =
        new PhiWorkloadSpec(
            Selector.ALL, null, null, new DataEncryption(new KeyReference("clinic")), null, null);
    Facts facts = Facts.none().with(WorkloadFacts.PODS, List.of(pods)).with(WorkloadFacts.KEY, key);
    return EncryptedVolumes.CONTROL
        .judge(new Workload("clinic", "records", "uid", spec), facts)
        .orElseThrow()
        .verdict();
  }

  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/a";

  private static Store ebs(String key) {
    return new Store.Ebs("vol-1", Optional.of(key));
  }

  private static Fact<WorkloadKey> declared(String key) {
    return new Fact.Known<>(new WorkloadKey.Declared(key));
  }

  private static Verdict judge(Fact<Store> store, Fact<WorkloadKey> key) {
    Facts facts =
        Facts.none()
            .with(
                WorkloadFacts.PODS,
                List.of(pod("records-0", "persistentVolumeClaim: {claimName: records}")))
            .with(WorkloadFacts.STORES, Map.of("records", store))
            .with(WorkloadFacts.KEY, key);
    return EncryptedVolumes.CONTROL.judge(WORKLOAD, facts).orElseThrow().verdict();
  }

  private static Verdict judge(Pod... pods) {
    Facts facts = Facts.none().with(WorkloadFacts.PODS, List.of(pods));
    return EncryptedVolumes.CONTROL.judge(WORKLOAD, facts).orElseThrow().verdict();
  }

  private static Pod pod(String name, String... sources) {
    List<Volume> volumes =
        Stream.of(sources).map(source -> Serialization.unmarshal(source, Volume.class)).toList();
    for (int i = 0; i < volumes.size(); i++) {
      volumes.get(i).setName("v" + i);
    }
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withVolumes(volumes)
        .endSpec()
        .build();
  }
}
