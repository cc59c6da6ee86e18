package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/**
 * A StorageClass whose volumes AWS EBS encrypts with the key.
 *
 * @param enabled whether there is one
 * @param type the type of its volumes
 * @param provisioner the driver that makes them
 */
public record VolumeClass(
    @Default("true") @JsonPropertyDescription("False: there is none.") @Nullable Boolean enabled,
    @Default("gp3") @JsonPropertyDescription("Type of its EBS volumes.") @Nullable Type type,
    @Default("ebs.csi.aws.com")
        @JsonPropertyDescription(
            "The driver that makes them: the EBS CSI driver, or that of EKS Auto Mode.")
        @Nullable Provisioner provisioner) {
  /** Of the spec: the driver has to be named that makes the volumes. */
  static final String NEEDS_DRIVER =
      "!has(self.storageClass) || !self.storageClass.enabled"
          + " || has(self.keyRef) && !(has(self.managePolicy) && self.managePolicy)"
          + " || has(self.principals) && has(self.principals.csi)"
          + " && size(self.principals.csi) > 0";

  static final String NEEDS_DRIVER_MESSAGE =
      "storageClass needs principals.csi, the role of the EBS CSI driver: a volume with a key"
          + " that the driver may not use vanishes without an error";

  /** Types of EBS volumes that need nothing else to be said. */
  public enum Type {
    @JsonProperty("gp3")
    GP3,
    @JsonProperty("gp2")
    GP2,
    @JsonProperty("st1")
    ST1,
    @JsonProperty("sc1")
    SC1
  }

  /** Drivers of EBS. */
  public enum Provisioner {
    /** As a cluster installs it. */
    @JsonProperty("ebs.csi.aws.com")
    DRIVER("ebs.csi.aws.com"),
    /** As EKS Auto Mode has it. */
    @JsonProperty("ebs.csi.eks.amazonaws.com")
    AUTO_MODE("ebs.csi.eks.amazonaws.com");

    private final String driver;

    Provisioner(String driver) {
      this.driver = driver;
    }

    /** Its name in Kubernetes. */
    public String driver() {
      return driver;
    }
  }

  /** Whether there is one. */
  public boolean isEnabled() {
    return enabled == null || enabled;
  }

  /** The type, with the schema's default for objects that never passed an API server. */
  @Override
  public Type type() {
    return type == null ? Type.GP3 : type;
  }

  /** The driver, likewise. */
  @Override
  public Provisioner provisioner() {
    return provisioner == null ? Provisioner.DRIVER : provisioner;
  }
}
