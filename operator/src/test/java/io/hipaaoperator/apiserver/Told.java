package io.hipaaoperator.apiserver;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.chart.Repository;
import java.time.Instant;

/** What kube-apiserver v1.37.2 told of itself, and what is declared of it. */
final class Told {
  /** The key that its plugin had. */
  static final String ARN =
      "arn:aws:kms:us-east-1:111122223333:key/0b1d7f3a-0000-4000-8000-000000000001";

  /** When it told it. */
  static final Instant NOW = Instant.ofEpochSecond(1_795_813_790L);

  private Told() {}

  /** Without any configuration of encryption. */
  static String plain() {
    return text("plain");
  }

  /** With a provider that only reads, behind identity. */
  static String reading() {
    return text("reading");
  }

  /** With one that encrypts, before what was there has been written anew. */
  static String encrypting() {
    return text("encrypting");
  }

  /** The same after that and a restart, with the file that was handed out. */
  static String encrypted() {
    String file = new EncryptionConfiguration("records", declared("")).encrypting();
    return encryptedByAnotherFile()
        .replaceAll(",hash=\"[^\"]*\"", ",hash=\"" + HashedKey.sha256(file) + "\"");
  }

  /** The same with another file. */
  static String encryptedByAnotherFile() {
    return encrypting()
        .replace(
            "transformer_prefix=\"identity\"", "transformer_prefix=\"k8s:enc:kms:v2:aws-kms:\"");
  }

  private static String text(String name) {
    return Repository.text("operator/src/test/resources/apiserver/" + name + ".txt");
  }

  /** Declared in the style of YAML; the rest as usual. */
  static ApiServerEncryption declared(String more) {
    return Serialization.unmarshal(
        "---\n{namespace: kube-system, image: 'registry.local/aws-encryption-provider:v1'%s}"
            .formatted(more.isEmpty() ? "" : ", " + more),
        ApiServerEncryption.class);
  }
}
