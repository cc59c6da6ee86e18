package io.hipaaoperator.controls.network;

import static io.hipaaoperator.controls.network.Judged.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import io.hipaaoperator.workload.Workload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies of other APIs may allow what is judged to be denied. */
class OtherPoliciesTest {
  private static final String REPORT =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: report, namespace: warehouse, labels: {hipaa-operator.io/data-class: analytics}}
      spec: {containers: [{name: report}]}
      """;
  private static final String OPEN =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: open, namespace: clinic}
      spec: {podSelector: {}, ingress: [{}]}
      """;

  private static String policy(String api, String kind, String namespace) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: open-all, namespace: '%s'}\n"
        .formatted(api, kind, namespace);
  }

  static Stream<Control<Workload>> controls() {
    return Stream.of(DatabaseNotPublic.CONTROL, PhiApart.CONTROL, AnalyticsApart.CONTROL);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void aPassIsUndetermined(Control<Workload> control) {
    String admin = policy("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "");

    assertThat(Judged.by(control, DATABASE, REPORT)).get().isInstanceOf(Compliant.class);
    assertThat(Judged.by(control, DATABASE, REPORT, admin))
        .contains(
            new Undetermined(
                List.of(
                    "AdminNetworkPolicy open-all (policy.networking.k8s.io) may allow what"
                        + " NetworkPolicies deny; it is not evaluated")));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void aViolationStands(Control<Workload> control) {
    String admin = policy("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "");

    assertThat(Judged.by(control, DATABASE, REPORT, OPEN, admin))
        .get()
        .isInstanceOf(Violated.class);
  }

  @ParameterizedTest
  @CsvSource({
    "policy.networking.k8s.io/v1alpha1, BaselineAdminNetworkPolicy,    '',     true",
    "policy.networking.k8s.io/v1alpha2, ClusterNetworkPolicy,          '',     true",
    "cilium.io/v2,                      CiliumClusterwideNetworkPolicy, '',    true",
    "cilium.io/v2,                      CiliumNetworkPolicy,           clinic, true",
    "cilium.io/v2,                      CiliumNetworkPolicy,           other,  false",
    "crd.projectcalico.org/v1,          GlobalNetworkPolicy,           '',     true",
    "crd.projectcalico.org/v1,          NetworkPolicy,                 clinic, true",
    "projectcalico.org/v3,              NetworkPolicy,                 clinic, true",
    "projectcalico.org/v3,              NetworkPolicy,                 other,  false",
    "projectcalico.org/v3,              StagedGlobalNetworkPolicy,     '',     false",
    "crd.antrea.io/v1beta1,             ClusterNetworkPolicy,          '',     true",
    "crd.antrea.io/v1beta1,             NetworkPolicy,                 clinic, true",
    "cilium.io/v2,                      CiliumEndpoint,                clinic, false",
    "networking.k8s.aws/v1alpha1,       ClusterNetworkPolicy,          '',     true",
    "networking.k8s.aws/v1alpha1,       ApplicationNetworkPolicy,      clinic, true",
    "networking.k8s.aws/v1alpha1,       ApplicationNetworkPolicy,      other,  false",
    "networking.k8s.aws/v1alpha1,       PolicyEndpoint,                clinic, false",
    "networking.gke.io/v1alpha1,        FQDNNetworkPolicy,             clinic, true",
    "example.org/v1,                    NamespaceNetworkPolicy,        other,  true",
    "example.org/v1,                    NetworkPolicies,               other,  true",
    "example.org/v1,                    FirewallPolicy,                clinic, false",
    "controlplane.antrea.io/v1beta2,    NetworkPolicy,                 clinic, false",
    "k8s.cni.cncf.io/v1beta1,           MultiNetworkPolicy,            clinic, false",
  })
  void ofItsNamespaceOrOfTheCluster(String api, String kind, String namespace, boolean doubted) {
    assertThat(Judged.by(PhiApart.CONTROL, DATABASE, policy(api, kind, namespace)))
        .get()
        .isInstanceOf(doubted ? Undetermined.class : Compliant.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void manyAreOneSentence(int more) {
    String first = policy("cilium.io/v2", "CiliumNetworkPolicy", "clinic");
    Stream<String> others =
        Stream.iterate(1, i -> i + 1)
            .limit(more)
            .map(i -> first.replace("open-all", "open-all-" + i));
    String[] all = Stream.concat(Stream.of(DATABASE, first), others).toArray(String[]::new);

    assertThat(Judged.by(PhiApart.CONTROL, all).orElseThrow().evidence())
        .singleElement()
        .asString()
        .contains("CiliumNetworkPolicy open-all (cilium.io) and " + more + " more");
  }
}
