package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseSpec.Login;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code hipaa} in a container that works on a database. It leaves one line of JSON as its
 * termination message, which the operator reads in the pod's status without any right to read logs.
 */
final class RunContainer {
  static final String MESSAGE = "/dev/termination-log";

  private RunContainer() {}

  /**
   * The container of this name.
   *
   * @param login as whom it logs in
   * @param arguments to {@code hipaa}
   * @param more of its environment, besides the role's name
   */
  static Container of(
      String name,
      String image,
      Login login,
      List<String> arguments,
      List<EnvVar> more,
      List<VolumeMount> mounts) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments)
        .withEnv(Stream.concat(Stream.of(user(login)), more.stream()).toList())
        .withResources(resources())
        .withSecurityContext(security())
        .withTerminationMessagePath(MESSAGE)
        .withTerminationMessagePolicy("File")
        .withVolumeMounts(mounts)
        .build();
  }

  /** A role's name is no secret, but it stands with its password. */
  private static EnvVar user(Login login) {
    return secret("PGUSER", login.name(), login.usernameKey());
  }

  /** A variable that the kubelet takes out of a Secret. */
  static EnvVar secret(String variable, String secret, String key) {
    return new EnvVarBuilder()
        .withName(variable)
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(secret)
        .withKey(key)
        .endSecretKeyRef()
        .endValueFrom()
        .build();
  }

  private static ResourceRequirements resources() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("128Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .build();
  }

  private static SecurityContext security() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withPrivileged(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  /** Where the database is, and what is needed to log in. */
  static List<String> database(PhiDatabaseSpec database) {
    return List.of(
        "--host=" + database.host(),
        "--port=" + database.port(),
        "--database=" + database.database(),
        "--password-file=" + PurgeVolumes.PASSWORD,
        "--ca-file=" + PurgeVolumes.CA);
  }
}
