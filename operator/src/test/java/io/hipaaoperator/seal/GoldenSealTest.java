package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kubeseal 0.40 sealed to a certificate as the controller makes them is read and opened. */
class GoldenSealTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "binary",
          "\u0000\u0001\u0002\u00fd\u00fe\u00ff",
          "empty",
          "",
          "password",
          new String(
              "pa$$ \u00e4\u20ac\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
          "user",
          "clinic");

  static String file(String name) {
    try (InputStream file = GoldenSealTest.class.getResourceAsStream("/seal/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theControllersCertificateIsReadThoughNobodyIssuedIt() {
    SealingCertificate certificate = SealingCertificate.parse(file("controller.crt"));
    assertThat(certificate.fingerprint())
        .isEqualTo("SHA256:pGJfIBCfrNl/QdoTqAUE6cLow5OBBrWaR4xNtNQfWmo")
        .isEqualTo(RecoveryKey.parse(file("controller.key")).fingerprint());
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void eachScopeOfKubesealOpens(Scope scope) {
    var object =
        Serialization.unmarshal(file("sealed-" + scope + ".yaml"), GenericKubernetesResource.class);
    FoundSealedSecret found = FoundSealedSecret.read(object);
    assertThat(found.scope()).isEqualTo(scope);
    assertThat(found.templateScope()).isEqualTo(scope);
    assertThat(found.template())
        .isEqualTo(new SecretTemplate("Opaque", false, Map.of("app", "clinic")));
    assertThat(found.sealedWith("user")).isEmpty();
    Unsealer unsealer = new Unsealer(RecoveryKey.parse(file("controller.key")));
    assertThat(text(unsealer.unseal(found))).isEqualTo(VALUES);
  }

  static Map<String, String> text(SortedMap<String, SecretValue> opened) {
    return opened.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> new String(each.getValue().bytes(), StandardCharsets.ISO_8859_1)));
  }
}
