package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EbsHandleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}",
        "csi: {driver: ebs.csi.eks.amazonaws.com, volumeHandle: vol-1}",
        "awsElasticBlockStore: {volumeID: 'aws://us-east-1a/vol-1'}",
        "awsElasticBlockStore: {volumeID: vol-1}",
      })
  void aVolumeOfEbsHasAHandle(String source) {
    assertThat(EbsHandle.of(volume(source))).contains("vol-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "csi: {driver: efs.csi.aws.com, volumeHandle: fs-1}",
        "nfs: {server: nas, path: /}",
        "local: {path: /mnt}",
      })
  void anotherStoreHasNone(String source) {
    assertThat(EbsHandle.of(volume(source))).isEmpty();
  }

  /** Secrets of a driver and its attributes are not kept in memory. */
  @Test
  void whatIsKeptOfAVolumeStillHasItsHandle() {
    PersistentVolume kept =
        Prune.volume(
            volume(
                "csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1, volumeAttributes: {a: b}}"));

    assertThat(EbsHandle.of(kept)).contains("vol-1");
    assertThat(kept.getSpec().getCsi().getVolumeAttributes()).isEmpty();
  }

  private static PersistentVolume volume(String source) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {" + source + "}",
        PersistentVolume.class);
  }
}
