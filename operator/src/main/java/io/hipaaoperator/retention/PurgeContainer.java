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
import io.hipaaoperator.api.PhiDatabaseSpec;
import java.util.List;

/**
 * {@code hipaa purge} in a container. It leaves one line of JSON as its termination message, which
 * the operator reads in the pod's status without any right to read logs.
 */
final class PurgeContainer {
  static final String NAME = "purge";

  private static final String MESSAGE = "/dev/termination-log";

  private PurgeContainer() {}

  static Container of(DeclaredPolicy policy, PhiDatabaseSpec database, String image) {
    return new ContainerBuilder()
        .withName(NAME)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments(policy, database))
        .withEnv(user(database))
        .withResources(resources())
        .withSecurityContext(security())
        .withTerminationMessagePath(MESSAGE)
        .withTerminationMessagePolicy("File")
        .withVolumeMounts(PurgeVolumes.mounts())
        .build();
  }

  private static List<String> arguments(DeclaredPolicy policy, PhiDatabaseSpec database) {
    return List.of(
        "purge",
        "--plan=" + PurgeVolumes.PLAN,
        "--host=" + database.host(),
        "--port=" + database.port(),
        "--database=" + database.database(),
        "--password-file=" + PurgeVolumes.PASSWORD,
        "--ca-file=" + PurgeVolumes.CA,
        "--digest-key-file=" + PurgeVolumes.DIGEST_KEY,
        "--actor=" + actor(policy),
        "--result-file=" + MESSAGE);
  }

  private static String actor(DeclaredPolicy policy) {
    return "system:serviceaccount:%s:%s"
        .formatted(policy.namespace(), PurgeChildren.accountName(policy));
  }

  /** A role's name is no secret, but it stands with its password. */
  private static EnvVar user(PhiDatabaseSpec database) {
    var login = database.roles().purge().secretRef();
    return new EnvVarBuilder()
        .withName("PGUSER")
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(login.name())
        .withKey(login.usernameKey())
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
}
