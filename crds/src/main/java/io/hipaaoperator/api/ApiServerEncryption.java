package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That the API server encrypts with the key what it stores. Of a control plane of one's own there
 * is a Secret with what whoever runs it has to install; that of EKS is only looked at.
 *
 * @param namespace namespace of the Secret
 * @param resources what is to be encrypted, as {@code EncryptionConfiguration} names it
 * @param provider name of the KMS provider
 * @param image image of aws-encryption-provider
 * @param socket where it listens, on the nodes of the control plane
 * @param healthPort port of its health checks, on the loopback address of these nodes
 * @param eksCluster name of a cluster of EKS, in the key's account and region
 * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/">KMS provider</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.namespace) != has(self.eksCluster)",
    message =
        "apiServerEncryption is exactly one of: namespace, for a control plane of your own;"
            + " eksCluster")
@ValidationRule(
    value = "has(self.namespace) == has(self.image)",
    message = "image, which holds aws-encryption-provider, is needed with namespace and only there",
    fieldPath = ".image")
@ValidationRule(
    value =
        "!has(self.eksCluster) || !has(self.resources) && !has(self.provider) && !has(self.socket)"
            + " && !has(self.healthPort)",
    message = "resources, provider, socket and healthPort are not for eksCluster: EKS has its own",
    fieldPath = ".eksCluster")
@ValidationRule(
    value =
        "!has(self.resources) || self.resources.all(one, self.resources.exists_one(other, other =="
            + " one))",
    message = "resources names one twice",
    fieldPath = ".resources")
@ValidationRule(
    value =
        "!has(self.resources) || self.resources.all(one, !(one in ['apiserveripinfo',"
            + " 'serviceipallocations', 'servicenodeportallocations']) && !one.endsWith('.extensions')"
            + " && !one.endsWith('.events.k8s.io'))",
    message = "resources names one that the API server does not encrypt, or not by this name",
    fieldPath = ".resources")
public record ApiServerEncryption(
    @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription(
            "Namespace of the Secret, which is called as the EncryptionKey with the ending"
                + " -apiserver-encryption. For a control plane of your own.")
        @Nullable String namespace,
    @Size(min = 1, max = 32)
        @JsonPropertyDescription(
            "What the API server is to encrypt: plural names, with their group where they have one,"
                + " such as phiworkloads.hipaa-operator.io. Default: secrets and configmaps.")
        @Nullable
            List<
                @Size(max = 253)
                @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                String>
            resources,
    @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription(
            "Name of the KMS provider, which is written into all that is stored. Default aws-kms.")
        @Nullable String provider,
    @Size(min = 1, max = 512)
        @Pattern("^[a-z0-9][a-zA-Z0-9./:_-]*(@sha256:[0-9a-f]{64})?$")
        @JsonPropertyDescription(
            "Image of aws-encryption-provider. Better with a digest: it can decrypt all Secrets.")
        @Nullable String image,
    @Size(min = 2, max = 100)
        @Pattern("^(/[a-zA-Z0-9_-][a-zA-Z0-9._-]*){2,}$")
        @JsonPropertyDescription(
            "Where the plugin listens, in a folder of its own on the nodes of the control plane."
                + " Default /var/run/kmsplugin/socket.sock.")
        @Nullable String socket,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Port of the plugin's health checks on the loopback address of these nodes. Default"
                + " 8083.")
        @Nullable Integer healthPort,
    @Size(min = 1, max = 100)
        @Pattern("^[0-9A-Za-z][A-Za-z0-9_-]*$")
        @JsonPropertyDescription(
            "Name of a cluster of EKS in the key's account and region, whose encryption is looked"
                + " at. It is never changed: to give a cluster a key can't be undone.")
        @Nullable String eksCluster) {
  private static final List<String> USUAL = List.of("secrets", "configmaps");
  private static final int PORT = 8083;

  public ApiServerEncryption {
    resources = resources == null ? null : List.copyOf(resources);
  }

  /** The namespace of the Secret, where there is to be one. */
  public Optional<String> artefact() {
    return Optional.ofNullable(namespace);
  }

  /** The cluster of EKS, where it is one. */
  public Optional<String> eks() {
    return Optional.ofNullable(eksCluster);
  }

  /** What is to be encrypted, the usual where nothing is declared. */
  public List<String> encrypted() {
    return resources == null ? USUAL : resources;
  }

  /** Name of the KMS provider, the usual where none is declared. */
  public String providerName() {
    return Objects.requireNonNullElse(provider, "aws-kms");
  }

  /** Image of the plugin; empty where the schema refused it. */
  public String pluginImage() {
    return Objects.requireNonNullElse(image, "");
  }

  /** Path of the socket, the usual where none is declared. */
  public String socketPath() {
    return Objects.requireNonNullElse(socket, "/var/run/kmsplugin/socket.sock");
  }

  /** Port of the health checks, the usual where none is declared. */
  public int probedPort() {
    return Objects.requireNonNullElse(healthPort, PORT);
  }

  /** What it is of, for people. */
  public String server() {
    return eksCluster == null ? "kube-apiserver" : "EKS cluster " + eksCluster;
  }
}
