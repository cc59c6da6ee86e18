package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealedSecretDocumentTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SealingCertificate CERTIFICATE = SealingCertificate.parse(KEY.certificate());
  private final Sealer sealer = new Sealer(CERTIFICATE, "clinic", "db");
  private final Map<String, SealedValue> values =
      Map.of("password", sealer.seal(new byte[] {1}), "user", sealer.seal(new byte[] {2}));

  private SealedSecretDocument document(SecretTemplate template) {
    return new SealedSecretDocument("clinic", "db", template, new TreeMap<>(values));
  }

  private static SecretTemplate template(String annotation, String value) {
    return new SecretTemplate(
        "Opaque", false, new TreeMap<>(), new TreeMap<>(Map.of(annotation, value)));
  }

  @Test
  void itIsWhatKubesealWrites() {
    var template = new SecretTemplate("Opaque", true, Map.of("app", "clinic"));
    String yaml = Serialization.asYaml(document(template).object());
    assertThat(
            yaml.replaceAll("(password|user): \"AQ[^\"]*\"", "$1: \"...\"")
                .replaceAll("(?s)(sealed-with: \").*?\"\n(?=  name)", "$1...\"\n"))
        .isEqualToNormalizingNewlines(
            """
            ---
            apiVersion: "bitnami.com/v1alpha1"
            kind: "SealedSecret"
            metadata:
              annotations:
                hipaa-operator.io/sealed-with: "..."
              name: "db"
              namespace: "clinic"
            spec:
              encryptedData:
                password: "..."
                user: "..."
              template:
                metadata:
                  name: "db"
                  namespace: "clinic"
                  labels:
                    app: "clinic"
                type: "Opaque"
                immutable: true
            """);
  }

  @Test
  void whatIsWrittenIsRead() {
    FoundSealedSecret found = FoundSealedSecret.read(document(SecretTemplate.OPAQUE).object());
    assertThat(found.namespace()).isEqualTo("clinic");
    assertThat(found.name()).isEqualTo("db");
    assertThat(found.scope()).isEqualTo(Scope.STRICT);
    assertThat(found.templateScope()).isEqualTo(Scope.STRICT);
    assertThat(found.keys()).containsExactly("password", "user");
    assertThat(found.values()).isEqualTo(values);
    assertThat(found.unreadable()).isEmpty();
    assertThat(found.plain()).isEmpty();
    assertThat(found.hasDeprecatedData()).isFalse();
    assertThat(found.sealedWith("user")).contains(CERTIFICATE.fingerprint());
    assertThat(found.sealedWith("other")).isEmpty();
  }

  /** The note is of one ciphertext: of another nobody knows. */
  @Test
  void theKeyOfAnEditedValueIsNotKnown() {
    GenericKubernetesResource object = document(SecretTemplate.OPAQUE).object();
    Map<String, Object> data = object.get("spec", "encryptedData");
    data.put("user", sealer.seal(new byte[] {3}).ciphertext());
    FoundSealedSecret found = FoundSealedSecret.read(object);
    assertThat(found.sealedWith("user")).isEmpty();
    assertThat(found.sealedWith("password")).isPresent();
    object.getMetadata().getAnnotations().put(SealedWith.ANNOTATION, "{");
    assertThat(FoundSealedSecret.read(object).sealedWith("password")).isEmpty();
    object.getMetadata().setAnnotations(null);
    assertThat(FoundSealedSecret.read(object).sealedWith("password")).isEmpty();
  }

  @Test
  void whatOthersWriteIsRead() {
    var object =
        Serialization.unmarshal(
            """
            apiVersion: bitnami.com/v1alpha1
            kind: SealedSecret
            metadata:
              name: db
              annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}
            spec:
              data: AAAA
              encryptedData: {a: "not sealed", b: 1}
              template:
                metadata:
                  annotations: {sealedsecrets.bitnami.com/cluster-wide: "true"}
                data: {url: "postgres://{{ .a }}"}
            """,
            GenericKubernetesResource.class);
    FoundSealedSecret found = FoundSealedSecret.read(object);
    assertThat(found.namespace()).isEmpty();
    assertThat(found.scope()).isEqualTo(Scope.NAMESPACE_WIDE);
    assertThat(found.templateScope()).isEqualTo(Scope.CLUSTER_WIDE);
    assertThat(found.values()).isEmpty();
    assertThat(found.unreadable()).containsExactly("a", "b");
    assertThat(found.plain()).containsExactly("url");
    assertThat(found.keys()).containsExactly("a", "b", "url");
    assertThat(found.hasDeprecatedData()).isTrue();
  }

  @Test
  void anObjectOfAnotherKindIsNone() {
    var secret = new GenericKubernetesResource();
    secret.setApiVersion("v1");
    secret.setKind("Secret");
    assertThatExceptionOfType(SealError.class).isThrownBy(() -> FoundSealedSecret.read(secret));
    secret.setApiVersion("bitnami.com/v1alpha1");
    secret.setKind("SealedSecret");
    assertThat(FoundSealedSecret.read(secret).keys()).isEmpty();
  }

  @Test
  void aWiderScopeIsRefused() {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> template(Scope.CLUSTER_ANNOTATION, "true"))
        .withMessageContaining("strict scope");
    assertThat(template(Scope.NAMESPACE_ANNOTATION, "false").annotations()).isEmpty();
  }

  @Test
  void aCopyOfTheSecretIsNotTakenAlong() {
    assertThat(template("kubectl.kubernetes.io/last-applied-configuration", "{}").annotations())
        .isEmpty();
    assertThat(template("example.com/owner", "team-a").annotations()).hasSize(1);
  }

  @Test
  void keysAreThoseOfASecret() {
    var sealed = values.get("user");
    for (String key : new String[] {"", "a b", "..", "..a", "a/b"}) {
      assertThatExceptionOfType(SealError.class)
          .isThrownBy(
              () ->
                  new SealedSecretDocument(
                      "clinic", "db", SecretTemplate.OPAQUE, new TreeMap<>(Map.of(key, sealed))))
          .withMessageStartingWith("key: ");
    }
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(
            () -> new SealedSecretDocument("clinic", "db", SecretTemplate.OPAQUE, new TreeMap<>()))
        .withMessage("data: no value to seal");
  }
}
