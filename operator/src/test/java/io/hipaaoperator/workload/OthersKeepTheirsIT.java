package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other people and Argo CD put on the objects stays theirs. */
@ExtendWith(ClusterExtension.class)
record OthersKeepTheirsIT(
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  @Test
  void otherPeoplesLabelsAnnotationsAndOwnersStay() {
    String uid = namespace.configMap("other").getMetadata().getUid();
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

    assertThat(workload.policy("ingress")).isEqualTo(theirs);
    assertThat(workload.driftTotal()).isZero();
    workload.editChild(
        "ingress", "team", "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
  }

  @Test
  void otherPeoplesLabelsStayWhenADriftIsReverted() {
    workload.patchChild("ingress", "team", "{\"metadata\":{\"labels\":{\"team\":\"theirs\"}}}");

    workload.open("ingress", "mallory");

    workload.awaitDrift(0);
    workload.awaitRules("ingress", 1);
    assertThat(workload.policy("ingress").getMetadata().getLabels())
        .containsEntry("team", "theirs");
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
    workload.open("ingress", "mallory");
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
}
