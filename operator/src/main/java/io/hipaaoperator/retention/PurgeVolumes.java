package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.hipaaoperator.api.ObjectKey;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseSpec.Login;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a purge. The kubelet mounts them: the operator reads no Secret. Where an object or
 * its key is missing the pod does not start, and its events say so.
 */
final class PurgeVolumes {
  private static final String ROOT = "/etc/hipaa/";
  private static final String PLAN_VOLUME = "plan";
  private static final String LOGIN_VOLUME = "login";
  private static final String CA_VOLUME = "ca";
  private static final String DIGEST_VOLUME = "digest-key";
  private static final String SIGNING_VOLUME = "signing-key";

  static final String PLAN = ROOT + PLAN_VOLUME + "/" + PurgeChildren.PLAN;
  static final String PASSWORD = ROOT + LOGIN_VOLUME + "/password";
  static final String CA = ROOT + CA_VOLUME + "/ca.crt";
  static final String DIGEST_KEY = ROOT + DIGEST_VOLUME + "/key";
  static final String SIGNING_KEY = ROOT + SIGNING_VOLUME + "/key";

  /** For the pod's group alone. */
  private static final int MODE = 0440;

  private PurgeVolumes() {}

  static List<Volume> of(DeclaredPolicy policy, PhiDatabaseSpec database) {
    return Stream.concat(
            of(PurgeChildren.planName(policy), database.roles().purge().secretRef(), database)
                .stream(),
            Stream.of(secret(DIGEST_VOLUME, database.digestKey(), "key")))
        .toList();
  }

  /** What every run needs: its plan, a role's password, and what proves the server. */
  static List<Volume> of(String plan, Login login, PhiDatabaseSpec database) {
    return Stream.concat(
            Stream.of(
                map(PLAN_VOLUME, new ObjectKey(plan, PurgeChildren.PLAN), PurgeChildren.PLAN)),
            of(login, database).stream())
        .toList();
  }

  /** What a run needs that has no plan; a key, where it signs with one. */
  static List<Volume> of(Login login, PhiDatabaseSpec database, Optional<ObjectKey> signingKey) {
    return Stream.concat(
            of(login, database).stream(),
            signingKey.map(key -> secret(SIGNING_VOLUME, key, "key")).stream())
        .toList();
  }

  private static List<Volume> of(Login login, PhiDatabaseSpec database) {
    return List.of(
        secret(LOGIN_VOLUME, new ObjectKey(login.name(), login.passwordKey()), "password"),
        ca(database.tls()));
  }

  /** Each in a folder of its own. */
  static List<VolumeMount> mounts(List<Volume> volumes) {
    return volumes.stream()
        .map(
            volume ->
                new VolumeMountBuilder()
                    .withName(volume.getName())
                    .withMountPath(ROOT + volume.getName())
                    .withReadOnly(true)
                    .build())
        .toList();
  }

  private static Volume ca(PhiDatabaseSpec.Tls tls) {
    return tls.caSecret() != null
        ? secret(CA_VOLUME, tls.caSecret(), "ca.crt")
        : map(CA_VOLUME, Objects.requireNonNull(tls.caConfigMap()), "ca.crt");
  }

  private static Volume map(String volume, ObjectKey source, String path) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewConfigMap()
        .withName(source.name())
        .withDefaultMode(MODE)
        .withItems(new KeyToPath(source.key(), null, path))
        .endConfigMap()
        .build();
  }

  private static Volume secret(String volume, ObjectKey source, String path) {
    return new VolumeBuilder()
        .withName(volume)
        .withNewSecret()
        .withSecretName(source.name())
        .withDefaultMode(MODE)
        .withItems(new KeyToPath(source.key(), null, path))
        .endSecret()
        .build();
  }
}
