package io.hipaaoperator.controls.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkloadSpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoLocalVolumesTest {
  private static final Workload WORKLOAD =
      new Workload("clinic", "records", "", new PhiWorkloadSpec(Selector.ALL, null, null));

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

    assertThat(NoLocalVolumes.CONTROL.judge(WORKLOAD, facts))
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
    assertThat(NoLocalVolumes.CONTROL.remedy().apply(WORKLOAD, Facts.none())).isEmpty();
  }

  private static Verdict judge(Pod... pods) {
    Facts facts = Facts.none().with(WorkloadFacts.PODS, List.of(pods));
    return NoLocalVolumes.CONTROL.judge(WORKLOAD, facts).orElseThrow().verdict();
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
