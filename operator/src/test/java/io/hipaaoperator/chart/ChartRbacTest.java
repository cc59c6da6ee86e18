package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.network.GatewayRoutes;
import io.hipaaoperator.network.OtherPolicyKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the operator's service account may do, as sentences. */
class ChartRbacTest {
  private static final Set<String> READ = Set.of("get", "list", "watch");

  private static final Set<String> CLUSTER =
      Set.of("cluster: patch encryptionkeys/status", "cluster: patch auditsinks/status");

  private static final Set<String> REPORT =
      Set.of(
          "cluster: patch phiworkloads/status",
          "cluster: patch phidatabases/status",
          "cluster: patch retentionpolicies/status",
          "cluster: patch legalholds/status",
          "cluster: create events",
          "cluster: patch events");

  private static final Set<String> LEASE =
      Set.of(
          "hipaa-system: create leases",
          "hipaa-system: update leases hipaa-operator",
          "hipaa-system: patch leases hipaa-operator");

  private static final Set<String> ENFORCE =
      Set.of(
          "cluster: create networkpolicies",
          "cluster: patch networkpolicies",
          "cluster: delete networkpolicies",
          "cluster: create configmaps",
          "cluster: patch configmaps",
          "cluster: delete configmaps");

  private static final Set<String> ENFORCE_CLUSTER =
      Set.of(
          "cluster: create storageclasses",
          "cluster: patch storageclasses",
          "cluster: delete storageclasses");

  @Test
  void observeWritesOnlyStatusEventsAndLease() {
    assertThat(writes("mode=observe")).isEqualTo(union(CLUSTER, REPORT, LEASE));
  }

  @Test
  void enforceWritesChildrenToo() {
    assertThat(writes("mode=enforce"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE, ENFORCE, ENFORCE_CLUSTER));
  }

  /** Who makes CronJobs runs pods. */
  @Test
  void cronJobsAreMadeOnlyWhereRetentionIsEnabled() {
    Set<String> purges = new TreeSet<>(Set.of("cluster: patch legalholds"));
    for (String kind : List.of("serviceaccounts", "cronjobs")) {
      List.of("create", "patch", "delete").forEach(v -> purges.add("cluster: " + v + " " + kind));
    }
    assertThat(writes("retention.enabled=true"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE, ENFORCE, ENFORCE_CLUSTER, purges));
    assertThat(writes("retention.enabled=true,mode=observe"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE));
  }

  /** It makes Secrets without a right to any. */
  @Test
  void sealedSecretsAreWrittenOnlyWhereSecretsAreEnabled() {
    Set<String> sealing =
        Set.of(
            "cluster: create sealedsecrets",
            "cluster: patch sealedsecrets",
            "cluster: create controllerrevisions");
    assertThat(writes("secrets.enabled=true"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE, ENFORCE, ENFORCE_CLUSTER, sealing));
    assertThat(writes("secrets.enabled=true,mode=observe"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE));
    assertThat(Helm.template("--set", "crds.install=false,secrets.enabled=true"))
        .doesNotContain("[secrets", " secrets");
  }

  /** Who lets keys be deleted lets the operator put a finalizer on their resources. */
  @Test
  void keysArePatchedOnlyWhereTheyMayBeDeleted() {
    assertThat(writes("keyDeletion.enabled=true"))
        .isEqualTo(
            union(
                CLUSTER,
                REPORT,
                LEASE,
                ENFORCE,
                ENFORCE_CLUSTER,
                Set.of("cluster: patch encryptionkeys")));
    assertThat(writes("keyDeletion.enabled=true,mode=observe"))
        .isEqualTo(union(CLUSTER, REPORT, LEASE));
  }

  /** Its Secrets alone, by name, and only in one namespace. */
  @Test
  void secretsAreWrittenOnlyWhereTheApiServerIsToEncrypt() {
    String values =
        "apiServerEncryption.enabled=true,apiServerEncryption.namespace=control-plane,"
            + "apiServerEncryption.keys={records}";
    assertThat(writes(values))
        .isEqualTo(
            union(
                CLUSTER,
                REPORT,
                LEASE,
                ENFORCE,
                ENFORCE_CLUSTER,
                Set.of(
                    "control-plane: create secrets records-apiserver-encryption",
                    "control-plane: patch secrets records-apiserver-encryption",
                    "control-plane: delete secrets records-apiserver-encryption")));
    assertThat(writes(values + ",mode=observe")).isEqualTo(union(CLUSTER, REPORT, LEASE));
    assertThat(writes(values + ",dryRun=true")).isEmpty();
  }

  /** But for what is in no namespace, its status, and the events on it. */
  @Test
  void withNamespacesNoWriteIsClusterWide() {
    Set<String> expected = union(CLUSTER, LEASE, ENFORCE_CLUSTER);
    expected.addAll(Set.of("default: create events", "default: patch events"));
    for (String namespace : List.of("clinic", "billing")) {
      union(REPORT, ENFORCE).forEach(w -> expected.add(w.replace("cluster", namespace)));
    }
    assertThat(writes("namespaces={clinic,billing}")).isEqualTo(expected);
  }

  @Test
  void oneReplicaNeedsNoLease() {
    assertThat(writes("mode=observe,replicas=1,leaderElection.enabled=false"))
        .isEqualTo(union(CLUSTER, REPORT));
  }

  @Test
  void dryRunWritesNothing() {
    assertThat(writes("dryRun=true")).isEmpty();
    assertThat(writes("dryRun=true,namespaces={clinic}")).isEmpty();
  }

  @Test
  void nothingIsGrantedByWildcard() {
    assertThat(Helm.template("--set", "crds.install=false")).doesNotContain("*", "secrets]");
  }

  /** A kind that is looked for and may not be listed would make every workload undetermined. */
  @Test
  void everyKnownPolicyOfAnotherApiMayBeListed() {
    assertThat(listed())
        .containsAll(
            OtherPolicyKind.KNOWN.stream()
                .map(known -> known.group() + "/" + plural(known.kind()))
                .toList());
  }

  /** Likewise, and a database too. */
  @Test
  void everyRouteOfAGatewayMayBeListed() {
    assertThat(listed())
        .containsAll(
            GatewayRoutes.KINDS.stream()
                .map(kind -> GatewayRoutes.GROUP + "/" + plural(kind))
                .toList());
  }

  private static Set<String> listed() {
    return Helm.objects(Helm.template("--set", "crds.install=false")).stream()
        .filter(kind("ClusterRole"))
        .flatMap(role -> items(role.get("rules")))
        .filter(rule -> rule.get("verbs").toString().contains("\"list\""))
        .flatMap(ChartRbacTest::resources)
        .collect(Collectors.toSet());
  }

  private static Stream<String> resources(JsonNode rule) {
    return items(rule.get("apiGroups"))
        .flatMap(
            group -> items(rule.get("resources")).map(it -> group.asText() + "/" + it.asText()));
  }

  private static String plural(String kind) {
    return (kind.toLowerCase(Locale.ROOT) + "s").replaceAll("ys$", "ies");
  }

  private static Set<String> writes(String values) {
    String manifests = Helm.template("--set", "crds.install=false", "--set", values);
    List<JsonNode> objects = Helm.objects(manifests);
    Set<String> writes = new TreeSet<>();
    objects.stream()
        .filter(kind("RoleBinding").or(kind("ClusterRoleBinding")))
        .forEach(binding -> writes.addAll(writes(binding, objects)));
    return writes;
  }

  private static List<String> writes(JsonNode binding, List<JsonNode> objects) {
    JsonNode role = role(binding, objects);
    String where = binding.at("/metadata/namespace").asText("cluster");
    return items(role.get("rules")).flatMap(rule -> writes(where, rule)).toList();
  }

  /** A write per verb and resource, with the names it is restricted to. */
  private static Stream<String> writes(String where, JsonNode rule) {
    String names = rule.has("resourceNames") ? " " + rule.at("/resourceNames/0").asText() : "";
    return items(rule.get("verbs"))
        .map(JsonNode::asText)
        .filter(verb -> !READ.contains(verb))
        .flatMap(
            verb ->
                items(rule.get("resources"))
                    .map(resource -> where + ": " + verb + " " + resource.asText() + names));
  }

  private static JsonNode role(JsonNode binding, List<JsonNode> objects) {
    JsonNode reference = binding.get("roleRef");
    return objects.stream()
        .filter(kind(reference.get("kind").asText()))
        .filter(role -> role.at("/metadata/name").equals(reference.get("name")))
        .filter(role -> namespace(role).isEmpty() || namespace(role).equals(namespace(binding)))
        .findFirst()
        .orElseThrow();
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText("");
  }

  private static Predicate<JsonNode> kind(String kind) {
    return object -> object.get("kind").asText().equals(kind);
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> union = new TreeSet<>();
    Stream.of(sets).forEach(union::addAll);
    return union;
  }
}
