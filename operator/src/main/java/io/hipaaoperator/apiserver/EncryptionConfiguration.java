package io.hipaaoperator.apiserver;

import io.hipaaoperator.api.ApiServerEncryption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file that tells an API server how to encrypt what it stores. The first provider encrypts; any
 * of them reads.
 *
 * @param owner name of the EncryptionKey
 * @param declared what is declared
 * @see <a
 *     href="https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/">EncryptionConfiguration</a>
 */
record EncryptionConfiguration(String owner, ApiServerEncryption declared) {
  private static final String TEXT =
      """
      # Made for EncryptionKey %1$s by hipaa-operator, for --encryption-provider-config of kube-apiserver.
      # %2$s
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
        - resources:
      %3$s
          providers:
      %4$s
      """;

  private static final String KMS =
      """
            - kms:
                apiVersion: v2
                name: %s
                endpoint: unix://%s
                timeout: 3s
      """;

  private static final String IDENTITY = "      - identity: {}\n";

  /** What is written is encrypted; what was stored before in plain can still be read. */
  String encrypting() {
    return text(
        "Encrypts. identity has to stay, and to stay last: what was stored in plain is read with it.",
        kms() + IDENTITY);
  }

  /** What is written is not encrypted; what was encrypted can be read. */
  String reading() {
    return text(
        "Encrypts nothing, and reads what is encrypted: for the first step of a roll-out, and for the way back.",
        IDENTITY + kms());
  }

  private String text(String purpose, String providers) {
    return TEXT.formatted(
        owner, purpose, resources(declared.encrypted()), providers.stripTrailing());
  }

  private static String resources(List<String> names) {
    return names.stream().map(name -> "      - " + name).collect(Collectors.joining("\n"));
  }

  private String kms() {
    return KMS.formatted(declared.providerName(), declared.socketPath());
  }
}
