package io.hipaaoperator.controls.network;

import static io.hipaaoperator.controls.network.Judged.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Violated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A16. */
class DatabaseNotPublicTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: db, namespace: clinic}
      spec: %s
      """;

  private static String policy(String cidr) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: legacy, namespace: clinic}
        spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: %s}}]}]}
        """
        .formatted(cidr);
  }

  @Test
  void aDatabaseBehindItsPoliciesComplies() {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE)).get().isInstanceOf(Compliant.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0,true",
    "203.0.113.0/24,true",
    "10.0.0.0/7,true",
    "::/0,true",
    "10.0.0.0/8,false",
    "172.20.0.0/16,false",
    "100.64.1.0/24,false",
    "fd00::/8,false",
  })
  void onlyAddressesOfTheInternetArePublic(String cidr, boolean isPublic) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, policy("'" + cidr + "'")))
        .get()
        .isInstanceOf(isPublic ? Violated.class : Compliant.class);
  }

  @Test
  void aDeclaredPublicBlockViolatesToo() {
    String open =
        DATABASE.replace("podSelector: {matchLabels: {app: api}}", "ipBlock: {cidr: 0.0.0.0/0}");

    assertThat(Judged.by(DatabaseNotPublic.CONTROL, open)).get().isInstanceOf(Violated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: LoadBalancer, selector: {app: db}}                     | Service db exposes the pods as LoadBalancer
          {type: NodePort, selector: {app: db}}                         | Service db exposes the pods as NodePort
          {type: ClusterIP, externalIPs: [9.9.9.9], selector: {app: db}} | Service db exposes the pods as external address
          """)
  void aServiceThatLeadsOutsideExposes(String spec, String evidence) {
    var verdict = Judged.by(DatabaseNotPublic.CONTROL, DATABASE, SERVICE.formatted(spec));

    assertThat(verdict).get().isInstanceOf(Violated.class);
    assertThat(verdict.orElseThrow().evidence()).containsExactly(evidence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{selector: {app: db}}",
        "{type: ClusterIP, selector: {app: db}}",
        "{type: LoadBalancer, selector: {app: web}}",
        "{type: LoadBalancer}",
      })
  void otherServicesDoNot(String spec) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, SERVICE.formatted(spec)))
        .get()
        .isInstanceOf(Compliant.class);
  }

  @Test
  void aHostPortExposes() {
    String bound = DATABASE.replace("containerPort: 5432", "containerPort: 5432, hostPort: 5432");

    assertThat(Judged.by(DatabaseNotPublic.CONTROL, bound).orElseThrow().evidence())
        .containsExactly("hostPort 5432 exposes the pods on their nodes");
  }

  @ParameterizedTest
  @CsvSource({"5432,true", "27017,true", "8080,false", "443,false"})
  void aWorkloadIsADatabaseByItsPort(String port, boolean isDatabase) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE.replace("5432", port)).isPresent())
        .isEqualTo(isDatabase);
  }

  @Test
  void aDeclaredRangeThatHoldsAnyOfThemMakesADatabaseBeforeThereArePods() {
    String declared = DATABASE.split("---")[0];

    assertThat(
            Judged.by(
                DatabaseNotPublic.CONTROL,
                declared.replace("{port: 5432}", "{port: 5000, endPort: 6000}")))
        .isPresent();
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, declared.replace("5432", "5000"))).isEmpty();
  }
}
