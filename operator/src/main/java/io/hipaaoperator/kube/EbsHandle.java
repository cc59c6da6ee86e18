package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.Optional;
import java.util.Set;

/**
 * The volume of AWS EBS that a PersistentVolume stands for.
 *
 * @see <a href="https://github.com/kubernetes-sigs/aws-ebs-csi-driver">EBS CSI driver</a>
 */
public final class EbsHandle {
  /** The driver as a cluster installs it, and as EKS Auto Mode has it. */
  private static final Set<String> DRIVERS = Set.of("ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com");

  private EbsHandle() {}

  /** The id of its EBS volume, for example vol-0123456789abcdef0. */
  public static Optional<String> of(PersistentVolume volume) {
    var spec = volume.getSpec();
    return Optional.ofNullable(spec.getCsi())
        .filter(csi -> DRIVERS.contains(csi.getDriver()))
        .map(CSIPersistentVolumeSource::getVolumeHandle)
        .or(
            () ->
                Optional.ofNullable(spec.getAwsElasticBlockStore())
                    .map(inTree -> lastPart(inTree.getVolumeID())));
  }

  /** Volumes from before CSI are named with their zone, as in aws://us-east-1a/vol-0123. */
  private static String lastPart(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
