package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other people and Argo CD put on the objects stays theirs. */
@ExtendWith(ClusterExtension.class)
class OthersKeepTheirsIT {
  private static final String OPEN = "{\"spec\":{\"ingress\":[{}]}}";

  private TestCluster cluster;
  private TestNamespace namespace;
  private RunningOperator operator;
  private TestWorkload workload;

  @BeforeEach
  void start(TestCluster cluster) {
    this.cluster = cluster;
    namespace = cluster.namespace();
    operator = RunningOperator.on(cluster, namespace);
    workload = namespace.declare(Specs.LEDGER).ready();
  }

  @AfterEach
  void stop() {
    operator.close();
    namespace.close();
  }

  @Test
  void otherPeoplesLabelsAnnotationsAndOwnersStay() {
    var other =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("other")
            .withNamespace(namespace.name())
            .endMetadata()
            .build();
    String uid = cluster.admin().resource(other).create().getMetadata().getUid();
    int passes = operator.scrape().passes();

    NetworkPolicy theirs =
        workload.editChild(
            "ingress",
            "team",
            """
            [{"op":"add","path":"/metadata/labels/team","value":"theirs"},
             {"op":"add","path":"/metadata/annotations/note","value":"theirs"},
             {"op":"add","path":"/metadata/finalizers","value":["example.org/theirs"]},
             {"op":"add","path":"/metadata/ownerReferences/-","value":
               {"apiVersion":"v1","kind":"ConfigMap","name":"other","uid":"%s"}}]
            """
                .formatted(uid));
    Eventually.until(() -> operator.scrape().passes(), now -> now > passes);

    assertThat(child("ingress")).isEqualTo(theirs);
    assertThat(workload.driftTotal()).isZero();
    workload.editChild(
        "ingress", "team", "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
  }

  @Test
  void otherPeoplesLabelsStayWhenADriftIsReverted() {
    workload.patchChild("ingress", "team", "{\"metadata\":{\"labels\":{\"team\":\"theirs\"}}}");

    workload.patchChild("ingress", "mallory", OPEN);

    workload.awaitDrift(0);
    awaitRules("ingress", 1);
    assertThat(child("ingress").getMetadata().getLabels()).containsEntry("team", "theirs");
  }

  /** As Argo CD does: forced apply of the PhiWorkload with its tracking annotation. */
  @Test
  void argoKeepsWhatItOwns() {
    String tracked =
        Specs.LEDGER.replace(
            "{name: ledger}",
            "{name: ledger, labels: {app.kubernetes.io/instance: clinic}, annotations:"
                + " {argocd.argoproj.io/tracking-id: 'clinic:hipaa-operator.io/PhiWorkload:x/ledger'}}");
    namespace.apply(tracked, "argocd-controller");
    workload.patchChild("ingress", "mallory", OPEN);
    workload.awaitDrift(0);

    namespace.apply(tracked, "argocd-controller");

    var now = workload.get();
    assertThat(now.getMetadata().getAnnotations())
        .containsOnlyKeys("argocd.argoproj.io/tracking-id");
    assertThat(now.getMetadata().getManagedFields())
        .filteredOn(entry -> Api.MANAGER.equals(entry.getManager()))
        .allSatisfy(entry -> assertThat(entry.getSubresource()).isEqualTo("status"));
    assertThat(namespace.policies())
        .allSatisfy(OthersKeepTheirsIT::isNothingThatArgoWouldTakeForItsOwn);
  }

  private static void isNothingThatArgoWouldTakeForItsOwn(HasMetadata child) {
    assertThat(child.getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(child.getMetadata().getLabels()).doesNotContainKey("app.kubernetes.io/instance");
    assertThat(child.getMetadata().getAnnotations().keySet())
        .noneMatch(key -> key.startsWith("argocd.argoproj.io"));
  }

  private void awaitRules(String child, int count) {
    Eventually.until(() -> child(child).getSpec().getIngress(), rules -> rules.size() == count);
  }

  private NetworkPolicy child(String suffix) {
    return Objects.requireNonNull(workload.child(suffix).get(), suffix);
  }
}
