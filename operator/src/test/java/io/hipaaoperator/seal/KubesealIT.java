package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.cluster.Images;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real kubeseal, whose format and cryptography are the controller's, opens what we seal, and we
 * open what it seals, in each scope. Without kubeseal these tests fail.
 */
class KubesealIT {
  private static final SampleKey KEY = SampleKey.of(4096);
  private static final Map<String, byte[]> VALUES =
      Map.of(
          "empty", new byte[0],
          "one", new byte[] {0},
          "text", "pa$$ \u00e4\u20ac\n".getBytes(StandardCharsets.UTF_8),
          "block", new byte[16],
          "long", random(200_000));

  private static Path kubeseal = Path.of("kubeseal");
  @TempDir private static Path folder;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @BeforeAll
  static void files() throws IOException {
    kubeseal = Images.tool("kubeseal");
    Files.writeString(
        folder.resolve("cert.pem"),
        KEY.certificate(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600)));
    Files.writeString(folder.resolve("key.pem"), KEY.privateKey());
    for (var value : VALUES.entrySet()) {
      Files.write(folder.resolve(value.getKey()), value.getValue());
    }
  }

  private record Ran(int code, String out) {}

  private static Ran kubeseal(String input, String... arguments) throws Exception {
    Path in = Files.createTempFile(folder, "in", "");
    Path out = Files.createTempFile(folder, "out", "");
    Files.writeString(in, input);
    List<String> command = new ArrayList<>(List.of(kubeseal.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", folder.resolve("none").toString());
    int code = builder.start().waitFor();
    return new Ran(code, Files.readString(out));
  }

  private static Ran unsealed(String document) throws Exception {
    String key = folder.resolve("key.pem").toString();
    return kubeseal(document, "--recovery-unseal", "--recovery-private-key", key);
  }

  private static SealedSecretDocument sealed(String name) {
    var certificate = SealingCertificate.parse(KEY.certificate());
    var template = new SecretTemplate("example.com/db", true, Map.of("app", "clinic"));
    return SealedSecretDocument.seal(new Sealer(certificate, "clinic", name), template, VALUES);
  }

  /** Go writes an empty value as null. */
  private static void assertIsWhole(JsonNode secret) {
    assertThat(secret.at("/metadata/name").textValue()).isEqualTo("db");
    assertThat(secret.at("/metadata/namespace").textValue()).isEqualTo("clinic");
    assertThat(secret.at("/metadata/labels/app").textValue()).isEqualTo("clinic");
    assertThat(secret.path("type").textValue()).isEqualTo("example.com/db");
    assertThat(secret.path("immutable").booleanValue()).isTrue();
    assertThat(secret.path("data")).hasSize(VALUES.size());
    VALUES.forEach(
        (key, value) ->
            assertThat(Base64.getDecoder().decode(secret.at("/data/" + key).asText("")))
                .isEqualTo(value));
  }

  @Test
  void kubesealOpensWhatWeSeal() throws Exception {
    Ran ran = unsealed(Serialization.asYaml(sealed("db").object()));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertIsWhole(new ObjectMapper().readTree(ran.out()));
  }

  @Test
  void kubesealOpensARecoveryCopyWithoutUs() throws Exception {
    var recovery = SealingCertificate.parse(KEY.certificate());
    var original = SealingCertificate.parse(SampleKey.of(2048).certificate());
    var document =
        SealedSecretDocument.seal(
            new Sealer(original, "clinic", "db"), sealed("db").template(), VALUES);
    String json =
        RecoveryCopy.of(document, recovery, VALUES)
            .getData()
            .getOrDefault(RecoveryCopy.DOCUMENT, "");
    Ran ran = unsealed(json);
    assertThat(ran.code()).as(ran.out()).isZero();
    assertIsWhole(new ObjectMapper().readTree(ran.out()));
  }

  /** Strict scope is in the ciphertext, not only in what we write beside it. */
  @Test
  void kubesealOpensItUnderNoOtherNameNorInAWiderScope() throws Exception {
    GenericKubernetesResource renamed = sealed("db").object();
    renamed.getMetadata().setName("other");
    assertThat(unsealed(Serialization.asYaml(renamed)).code()).isNotZero();
    for (String annotation : Scope.ANNOTATIONS) {
      GenericKubernetesResource widened = sealed("db").object();
      widened.getMetadata().getAnnotations().put(annotation, "true");
      assertThat(unsealed(Serialization.asYaml(widened)).code()).isNotZero();
    }
  }

  private static String secret() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("apiVersion: v1\nkind: Secret\ntype: example.com/db\nimmutable: true\n")
        .append("metadata: {name: db, namespace: clinic, labels: {app: clinic}}\ndata:\n");
    VALUES.forEach(
        (key, value) ->
            yaml.append(
                "  %s: \"%s\"\n".formatted(key, Base64.getEncoder().encodeToString(value))));
    return yaml.toString();
  }

  private static String certificate() {
    return folder.resolve("cert.pem").toString();
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void weOpenWhatKubesealSealsInEachScope(Scope scope) throws Exception {
    Ran ran = kubeseal(secret(), "--cert", certificate(), "--scope", scope.toString());
    assertThat(ran.code()).as(ran.out()).isZero();
    FoundSealedSecret found =
        FoundSealedSecret.read(Serialization.unmarshal(ran.out(), GenericKubernetesResource.class));
    assertThat(found.scope()).isEqualTo(scope);
    assertThat(found.template()).isEqualTo(sealed("db").template());
    var opened = new Unsealer(RecoveryKey.parse(KEY.privateKey())).unseal(found);
    assertThat(opened.keySet()).isEqualTo(VALUES.keySet());
    opened.forEach((key, value) -> assertThat(value.bytes()).isEqualTo(VALUES.get(key)));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void weOpenASingleValueOfKubeseal(Scope scope) throws Exception {
    String value = folder.resolve("text").toString();
    Ran ran =
        kubeseal(
            "",
            "--raw",
            "--cert",
            certificate(),
            "--scope",
            scope.toString(),
            "--namespace",
            "clinic",
            "--name",
            "db",
            "--from-file",
            value);
    assertThat(ran.code()).as(ran.out()).isZero();
    var sealed = new SealedValue(ran.out().strip(), Optional.empty());
    assertThat(sealed.keyBits()).isEqualTo(4096);
    try (var opened =
        new Unsealer(RecoveryKey.parse(KEY.privateKey()))
            .unseal(sealed.ciphertext(), scope, "clinic", "db")) {
      assertThat(opened.bytes()).isEqualTo(VALUES.get("text"));
    }
  }

  /** A value that kubeseal merged in has no note; the others keep theirs. */
  @Test
  void kubesealMergesIntoWhatWeSeal() throws Exception {
    Path file = folder.resolve("merged.yaml");
    Files.writeString(file, Serialization.asYaml(sealed("db").object()));
    Ran ran =
        kubeseal(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: db, namespace: clinic}
            stringData: {one: other, new: x}
            """,
            "--cert",
            certificate(),
            "-o",
            "yaml",
            "--merge-into",
            file.toString());
    assertThat(ran.code()).as(ran.out()).isZero();
    String merged = Files.readString(file);
    FoundSealedSecret found =
        FoundSealedSecret.read(Serialization.unmarshal(merged, GenericKubernetesResource.class));
    assertThat(found.sealedWith("text")).isPresent();
    assertThat(found.sealedWith("one")).isEmpty();
    assertThat(found.sealedWith("new")).isEmpty();
    Ran opened = unsealed(merged);
    assertThat(opened.code()).as(opened.out()).isZero();
  }
}
