package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.VolumeClass;
import io.hipaaoperator.api.VolumeClass.Provisioner;
import io.hipaaoperator.api.VolumeClass.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncryptedClassTest {
  private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/a";

  @Test
  void volumesAreEncryptedWithTheKeyAndOutliveTheirClaims() {
    StorageClass made = made(ARN, new VolumeClass(null, null, null));

    assertThat(made.getProvisioner()).isEqualTo("ebs.csi.aws.com");
    assertThat(made.getParameters())
        .isEqualTo(Map.of("type", "gp3", "encrypted", "true", "kmsKeyId", ARN));
    assertThat(made.getReclaimPolicy()).isEqualTo("Retain");
    assertThat(made.getVolumeBindingMode()).isEqualTo("WaitForFirstConsumer");
    assertThat(made.getAllowVolumeExpansion()).isTrue();
  }

  /** Classes in clusters bear it: another value would make each of them a second one. */
  @Test
  void theNameStays() {
    assertThat(name(ARN, new VolumeClass(true, Type.GP3, Provisioner.DRIVER)))
        .isEqualTo(name(ARN, new VolumeClass(null, null, null)))
        .isEqualTo("clinic-7225f704");
  }

  @Test
  void whatCannotBeChangedMakesAnotherName() {
    var usual = new VolumeClass(null, null, null);

    assertThat(name(ARN, usual))
        .isNotEqualTo(name(ARN + "b", usual))
        .isNotEqualTo(name(ARN, new VolumeClass(null, Type.GP2, null)))
        .isNotEqualTo(name(ARN, new VolumeClass(null, null, Provisioner.AUTO_MODE)));
  }

  @Test
  void noneIsMadeUnlessItIsWanted() {
    assertThat(EncryptedClass.of(key(ARN, null))).isEmpty();
    assertThat(EncryptedClass.of(key(ARN, new VolumeClass(false, null, null)))).isEmpty();
  }

  private static String name(String arn, VolumeClass declared) {
    return made(arn, declared).getMetadata().getName();
  }

  private static StorageClass made(String arn, VolumeClass declared) {
    return EncryptedClass.of(key(arn, declared)).orElseThrow();
  }

  private static ClusterKey key(String arn, @Nullable VolumeClass declared) {
    EncryptionKeySpec spec =
        KeySpecs.of(
            "alias/phi/clinic", declared == null ? Map.of() : Map.of("storageClass", declared));
    return new ClusterKey("clinic", "uid-1", spec, arn, "us-east-1");
  }
}
