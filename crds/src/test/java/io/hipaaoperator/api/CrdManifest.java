package io.hipaaoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the manifests of {@code crds/manifests} from the records. */
final class CrdManifest {
  private static final String HEADER =
      "# Generated from the records in crds/src/main/java. Do not edit: see CONTRIBUTING.md.\n";

  /** What a resource says of itself before the operator has looked at it; kstatus needs it. */
  private static final String PENDING =
      """
      {"conditions": [
        {"type": "Ready", "status": "Unknown", "reason": "Pending",
         "message": "waiting for the operator", "lastTransitionTime": "1970-01-01T00:00:00Z"}]}
      """;

  private static final List<String> COLUMNS =
      List.of(
          "Ready",
          "Compliant",
          "In Force",
          "Published",
          "Entries",
          "Drift",
          "Mode",
          "Key",
          "Users",
          "Class",
          "Log Group",
          "Retention",
          "Host",
          "Database",
          "Last Run",
          "Purged",
          "Held",
          "Matter",
          "Since",
          "Released",
          "Age",
          "Storage Class",
          "Plan",
          "Reason",
          "Message");

  /** Every custom resource. */
  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          PhiWorkload.class,
          EncryptionKey.class,
          AuditSink.class,
          PhiDatabase.class,
          RetentionPolicy.class,
          LegalHold.class);

  private CrdManifest() {}

  /** File name to YAML, for every custom resource. */
  static Map<String, String> all() throws IOException {
    var output = new Output();
    new CRDGenerator()
        .customResourceClasses(KINDS.toArray(Class[]::new))
        .withMinQuotes(true)
        .withPostProcessor(new Finish())
        .withOutput(output)
        .generate();
    Map<String, String> manifests = new LinkedHashMap<>();
    output.streams.forEach((name, bytes) -> manifests.put(fileName(name), yaml(bytes)));
    return manifests;
  }

  private static String fileName(String generated) {
    return generated.replace("-v1", "") + ".yaml";
  }

  private static String yaml(ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    return HEADER + text.substring(text.indexOf("apiVersion:"));
  }

  /** What annotations can't say: category, list types and the status of a new object. */
  private static final class Finish implements CRDPostProcessor {
    /** The type of a condition is not ours, and has no descriptions. */
    private static final Map<String, String> CONDITION =
        Map.of(
            "type", "Ready, Compliant, Drifted, Reconciling or Stalled.",
            "status", "True, False or Unknown.",
            "reason", "One word that stays the same, for programs.",
            "message", "For people.",
            "observedGeneration", "Generation of the spec that it speaks of.",
            "lastTransitionTime", "When its status last changed.");

    /** The generator sorts columns by path; people read them by weight. */
    private static final Comparator<CustomResourceColumnDefinition> COLUMN_ORDER =
        Comparator.comparing(c -> COLUMNS.indexOf(c.getName()));

    @Override
    public HasMetadata process(HasMetadata crd, String version) {
      CustomResourceDefinition finished =
          new CustomResourceDefinitionBuilder((CustomResourceDefinition) crd)
              .editMetadata()
              .addToLabels("app.kubernetes.io/part-of", Api.MANAGER)
              .endMetadata()
              .editSpec()
              .editNames()
              .withCategories("hipaa")
              .endNames()
              .endSpec()
              .build();
      finished.getSpec().getVersions().forEach(Finish::finish);
      return finished;
    }

    private static void finish(CustomResourceDefinitionVersion version) {
      version.getAdditionalPrinterColumns().sort(COLUMN_ORDER);
      finish(version.getSchema().getOpenAPIV3Schema());
    }

    private static void finish(JSONSchemaProps root) {
      root.setRequired(List.of("spec"));
      JSONSchemaProps status = property(root, "status");
      if (status.getProperties().isEmpty()) {
        root.getProperties().remove("status");
      } else {
        pending(status);
      }
      named(property(root, "spec").getProperties().get("secrets"));
      bound(root);
    }

    /** A kind without a controller of its own has none. */
    private static void pending(JSONSchemaProps status) {
      status.setDefault(Serialization.unmarshal(PENDING, JsonNode.class));
      JSONSchemaProps conditions = property(status, "conditions");
      conditions.setXKubernetesListType("map");
      conditions.setXKubernetesListMapKeys(List.of("type"));
      JSONSchemaProps condition = conditions.getItems().getSchema();
      condition.setRequired(List.of("type", "status"));
      CONDITION.forEach((field, meaning) -> property(condition, field).setDescription(meaning));
    }

    /** By their names they are compared with what they were. */
    private static void named(@Nullable JSONSchemaProps secrets) {
      if (secrets != null) {
        secrets.setXKubernetesListType("map");
        secrets.setXKubernetesListMapKeys(List.of("name"));
      }
    }

    /** The generator ignores bounds on IntOrString, and every one of ours is a port. */
    private static void port(JSONSchemaProps schema) {
      schema.setMinimum(1.0);
      schema.setMaximum(65535.0);
      schema.setMaxLength(15L);
      schema.setPattern("^([a-z0-9]+-)*[a-z0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$");
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
      return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    /**
     * What is in a map of strings gets a bound, else rules on it exceed the API server's cost
     * budget. Null, which the server would drop without a word, is left for the rule to refuse: a
     * selector without that label would select more.
     */
    private static void entry(JSONSchemaProps map, JSONSchemaProps entry) {
      entry.setMaxLength(63L);
      if (!map.getXKubernetesValidations().isEmpty()) {
        entry.setNullable(true);
      }
    }

    private static void bound(JSONSchemaProps schema) {
      if (schema.getAdditionalProperties() != null) {
        entry(schema, schema.getAdditionalProperties().getSchema());
      }
      if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
        port(schema);
      }
      if (schema.getProperties() != null) {
        schema.getProperties().values().forEach(Finish::bound);
      }
      if (schema.getItems() != null) {
        bound(schema.getItems().getSchema());
      }
    }
  }

  private static final class Output extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
    private final Map<String, ByteArrayOutputStream> streams = new LinkedHashMap<>();

    @Override
    protected ByteArrayOutputStream createStreamFor(String name) {
      return streams.computeIfAbsent(name, ignored -> new ByteArrayOutputStream());
    }
  }
}
