package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.hipaaoperator.api.VolumeClass;
import io.hipaaoperator.drift.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The StorageClass whose volumes are encrypted with a key. What it says of them can't be changed,
 * so its name carries a digest of it: something else is another class. The key is named by its ARN,
 * since AWS makes of a volume with an alias one with whatever key that leads to.
 *
 * @see <a
 *     href="https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md">Parameters
 *     of the EBS CSI driver</a>
 */
final class EncryptedClass {
  private static final String RECLAIM = "Retain";
  private static final String BINDING = "WaitForFirstConsumer";
  private static final int DIGITS = 8;
  private static final Pattern NAME = Pattern.compile("(.+)-[0-9a-f]{" + DIGITS + "}");

  private EncryptedClass() {}

  /** The class of a key that declares one. */
  static Optional<StorageClass> of(ClusterKey key) {
    return key.spec().volumes().map(declared -> of(key, declared));
  }

  private static StorageClass of(ClusterKey key, VolumeClass declared) {
    String driver = declared.provisioner().driver();
    Map<String, String> parameters = parameters(key, declared);
    return new StorageClassBuilder()
        .withMetadata(key.child(key.name() + "-" + digest(driver, parameters)))
        .withProvisioner(driver)
        .withParameters(parameters)
        .withReclaimPolicy(RECLAIM)
        .withVolumeBindingMode(BINDING)
        .withAllowVolumeExpansion(true)
        .build();
  }

  private static Map<String, String> parameters(ClusterKey key, VolumeClass declared) {
    return new TreeMap<>(
        Map.of(
            "type",
            declared.type().name().toLowerCase(Locale.ROOT),
            "encrypted",
            "true",
            "kmsKeyId",
            key.arn()));
  }

  private static String digest(String driver, Map<String, String> parameters) {
    String fixed = String.join(" ", driver, RECLAIM, BINDING, parameters.toString());
    return Setting.digest(fixed).substring(0, DIGITS);
  }

  /** Whether an object is called like a class of this key. */
  static boolean isCalledSo(HasMetadata object, ClusterKey key) {
    return object instanceof StorageClass
        && keyOf(object.getMetadata().getName()).filter(key.name()::equals).isPresent();
  }

  /** Name of the key whose class is called so; empty where no key's is. */
  static Optional<String> keyOf(String storageClass) {
    return Optional.of(NAME.matcher(storageClass))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
