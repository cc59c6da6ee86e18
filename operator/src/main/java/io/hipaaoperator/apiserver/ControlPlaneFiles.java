package io.hipaaoperator.apiserver;

import io.hipaaoperator.api.ApiServerEncryption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What whoever runs a control plane installs on its nodes so that its API server encrypts with a
 * key. No secret is in it.
 *
 * @param owner name of the EncryptionKey
 * @param declared what is declared
 * @param arn ARN of the key; an alias may be led elsewhere, and then nothing could be read
 * @param region where the key is
 */
public record ControlPlaneFiles(
    String owner, ApiServerEncryption declared, String arn, String region) {
  /** The API server's {@code --encryption-provider-config}. */
  static final String CONFIGURATION = "encryption-configuration.yaml";

  /** The same for a roll-out and a way back: it reads what is encrypted, and encrypts nothing. */
  static final String READING = "encryption-configuration-reading.yaml";

  /** The plugin as a static pod. */
  static final String PLUGIN = "kms-plugin.yaml";

  /** Arguments of the API server, as kubeadm takes them. */
  static final String KUBEADM = "kubeadm-cluster-configuration.yaml";

  /** What to do with them. */
  static final String GUIDE = "README.md";

  /** Text by name of the file. */
  public Map<String, String> byName() {
    var configuration = new EncryptionConfiguration(owner, declared);
    return new TreeMap<>(
        Map.of(
            CONFIGURATION,
            configuration.encrypting(),
            READING,
            configuration.reading(),
            PLUGIN,
            new PluginPod(this).text(),
            KUBEADM,
            new InstallGuide(this).kubeadm(),
            GUIDE,
            new InstallGuide(this).text()));
  }

  /** The folder that the socket is in, which the plugin and the API server share. */
  String folder() {
    String socket = declared.socketPath();
    return socket.substring(0, socket.lastIndexOf('/'));
  }
}
