package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.hipaaoperator.control.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealingCheckTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SealingCertificate NEWEST = SealingCertificate.parse(KEY.certificate());
  private static final SealingCertificate OTHER =
      SealingCertificate.parse(SampleKey.of(2048).certificate());
  private static final SealingCertificate LONGER =
      SealingCertificate.parse(SampleKey.of(3072).certificate());
  private static final Map<String, byte[]> VALUES =
      Map.of("password", new byte[] {1}, "user", new byte[] {2});
  private static final SealedSecretDocument DOCUMENT = document(NEWEST);

  private static SealedSecretDocument document(SealingCertificate certificate) {
    return SealedSecretDocument.seal(
        new Sealer(certificate, "clinic", "db"), SecretTemplate.OPAQUE, VALUES);
  }

  private static FoundSealedSecret found() {
    return FoundSealedSecret.read(DOCUMENT.object());
  }

  private static void assertViolated(Verdict verdict, String why) {
    assertThat(verdict).isEqualTo(Verdict.violated(why));
  }

  @Test
  void aStrictOneWithItsKeysHolds() {
    assertThat(
            List.of(
                SealingCheck.scope(found()),
                SealingCheck.form(found()),
                SealingCheck.keys(found(), Set.of("user", "password")),
                SealingCheck.key(found(), NEWEST)))
        .hasOnlyElementsOfType(Verdict.Compliant.class);
  }

  @Test
  void aWiderScopeIsViolatedWhereverItIsClaimed() {
    GenericKubernetesResource object = DOCUMENT.object();
    object.getMetadata().getAnnotations().put(Scope.CLUSTER_ANNOTATION, "true");
    assertViolated(
        SealingCheck.scope(FoundSealedSecret.read(object)),
        "its scope is cluster-wide, not strict");
    GenericKubernetesResource template = DOCUMENT.object();
    Map<String, Object> metadata = template.get("spec", "template", "metadata");
    metadata.put("annotations", Map.of(Scope.NAMESPACE_ANNOTATION, "true"));
    assertViolated(
        SealingCheck.scope(FoundSealedSecret.read(template)),
        "its template claims the scope namespace-wide");
  }

  @Test
  void whatIsNoCiphertextIsViolated() {
    GenericKubernetesResource object = DOCUMENT.object();
    Map<String, Object> data = object.get("spec", "encryptedData");
    data.put("user", "clinic");
    assertViolated(SealingCheck.form(FoundSealedSecret.read(object)), "no ciphertext in: user");
    data.clear();
    assertViolated(SealingCheck.form(FoundSealedSecret.read(object)), "it has no value");
    assertThat(SealingCheck.key(FoundSealedSecret.read(object), NEWEST))
        .isInstanceOf(Verdict.Undetermined.class);
    Map<String, Object> spec = object.get("spec");
    spec.put("data", "AgB");
    assertThat(SealingCheck.form(FoundSealedSecret.read(object)))
        .isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void missingKeysAreNamed() {
    assertViolated(
        SealingCheck.keys(found(), Set.of("user", "token", "pin")), "keys are missing: pin, token");
  }

  @Test
  void anotherKeyMeansThatSealingAnewIsDue() {
    assertThat(SealingCheck.key(found(), OTHER)).isInstanceOf(Verdict.Violated.class);
    GenericKubernetesResource silent = DOCUMENT.object();
    silent.getMetadata().setAnnotations(Map.of());
    FoundSealedSecret unknown = FoundSealedSecret.read(silent);
    assertThat(SealingCheck.key(unknown, NEWEST)).isInstanceOf(Verdict.Undetermined.class);
    assertThat(SealingCheck.key(unknown, LONGER).evidence().getFirst())
        .startsWith("password is sealed to another key than the certificate's");
  }

  @Test
  void aCertificateThatEndsSoonIsToldInTime() {
    Duration day = Duration.ofDays(1);
    assertThat(SealingCheck.validity(NEWEST, SampleKey.NOW, Duration.ofHours(1)))
        .isEqualTo(Verdict.compliant("the certificate is valid until 2026-11-29T00:00:00Z"));
    assertViolated(
        SealingCheck.validity(NEWEST, SampleKey.NOW, day),
        "the certificate is valid until 2026-11-29T00:00:00Z, not for 1 days more");
    assertViolated(
        SealingCheck.validity(NEWEST, SampleKey.NOW.plus(day), day),
        "the certificate expired at 2026-11-29T00:00:00Z");
  }

  @Test
  void aRecoveryCopyIsOfTheseCiphertexts() {
    RecoveryCopy copy = copy(RecoveryCopy.of(DOCUMENT, OTHER, VALUES));
    assertThat(SealingCheck.recovery(found(), List.of(copy), OTHER))
        .isInstanceOf(Verdict.Compliant.class);
    String none = "it has no copy for the recovery key";
    assertViolated(SealingCheck.recovery(found(), List.of(), OTHER), none);
    assertViolated(SealingCheck.recovery(found(), List.of(copy), NEWEST), none);
    RecoveryCopy old = copy(RecoveryCopy.of(document(NEWEST), OTHER, VALUES));
    assertViolated(
        SealingCheck.recovery(found(), List.of(old), OTHER),
        "its recovery copy is one of other ciphertexts");
    RecoveryCopy part = copy(RecoveryCopy.of(DOCUMENT, OTHER, Map.of("user", new byte[] {2})));
    assertViolated(
        SealingCheck.recovery(found(), List.of(part), OTHER), "its recovery copy has other keys");
  }

  private static RecoveryCopy copy(ConfigMap map) {
    return RecoveryCopy.read(map).orElseThrow();
  }

  @Test
  void otherConfigMapsAreNoCopies() {
    ConfigMap map = RecoveryCopy.of(DOCUMENT, OTHER, VALUES);
    assertThat(map.getMetadata().getName()).isEqualTo("db-recovery");
    assertThat(RecoveryCopy.read(new ConfigMap())).isEqualTo(Optional.empty());
    ConfigMap broken = new ConfigMapBuilder(map).withData(Map.of()).build();
    assertThatExceptionOfType(SealError.class).isThrownBy(() -> RecoveryCopy.read(broken));
    map.getData().put(RecoveryCopy.DOCUMENT, "{");
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> RecoveryCopy.read(map))
        .withMessage("data.sealedsecret.json: no object");
  }

  @Test
  void whatDoesNotFitIntoAConfigMapIsRefused() {
    Map<String, byte[]> large = Map.of("a", new byte[500_000], "b", new byte[400_000]);
    var document =
        SealedSecretDocument.seal(new Sealer(NEWEST, "clinic", "db"), SecretTemplate.OPAQUE, large);
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> RecoveryCopy.of(document, OTHER, large))
        .withMessageContaining("too long for a recovery copy");
  }
}
