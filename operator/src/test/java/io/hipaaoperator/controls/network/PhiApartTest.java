package io.hipaaoperator.controls.network;

import static io.hipaaoperator.controls.network.Judged.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Violated;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A25. */
class PhiApartTest {
  private static final String SIBLING =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: backup, namespace: clinic, uid: u2}
      spec:
        selector: {matchLabels: {app: db}}
        network:
          ingress: [{from: [{podSelector: {matchLabels: {app: backup}}}], ports: [{port: 5432}]}]
      """;

  private static String policy(String metadata, String spec) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: %s
        spec: %s
        """
        .formatted(metadata, spec);
  }

  @Test
  void declaredPathsComply() {
    assertThat(Judged.by(PhiApart.CONTROL, DATABASE)).get().isInstanceOf(Compliant.class);
  }

  @Test
  void anUndeclaredPathNamesPolicyAndRule() {
    String legacy = policy("{name: legacy, namespace: clinic}", "{podSelector: {}, ingress: [{}]}");
    var verdict = Judged.by(PhiApart.CONTROL, DATABASE, legacy);

    assertThat(verdict).get().isInstanceOf(Violated.class);
    assertThat(verdict.orElseThrow().evidence())
        .singleElement()
        .asString()
        .startsWith("NetworkPolicy clinic/legacy ingress[0] admits everybody");
  }

  private static final String CLAIMED =
      "{name: some-policy, namespace: clinic, ownerReferences: [{apiVersion:"
          + " hipaa-operator.io/v1alpha1, kind: PhiWorkload, name: backup, uid: u2}]}";

  /** Also if somebody cut its owner reference off. */
  @ParameterizedTest
  @ValueSource(strings = {CLAIMED, "{name: backup-ingress, namespace: clinic}"})
  void whatASiblingDeclaresForTheSamePodsIsDeclared(String metadata) {
    String declared =
        policy(
            metadata,
            "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from:"
                + " [{podSelector: {matchLabels: {app: backup}}}], ports: [{port: 5432}]}]}");

    assertThat(Judged.by(PhiApart.CONTROL, DATABASE, SIBLING, declared))
        .get()
        .isInstanceOf(Compliant.class);
  }

  /** A policy is not believed because it says whose it is. */
  @Test
  void whatOnlyClaimsToBeASiblingsIsNot() {
    String forged =
        policy(
            CLAIMED,
            "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}}]}]}");

    assertThat(Judged.by(PhiApart.CONTROL, DATABASE, SIBLING, forged))
        .get()
        .isInstanceOf(Violated.class);
  }

  /** However many there are, the sentence stays one that people read. */
  @Test
  void ofManyExceptionsTheFirstAreNamed() {
    String excepts =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "10.%d.%d.%d/32".formatted(i >> 14, (i >> 6) & 255, (i << 2) & 255))
            .collect(Collectors.joining(", "));
    String open =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: legacy, namespace: clinic}
        spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [%s]}}]}]}
        """;

    assertThat(
            Judged.by(PhiApart.CONTROL, DATABASE, open.formatted(excepts)).orElseThrow().evidence())
        .containsExactly(
            "NetworkPolicy clinic/legacy ingress[0] admits 10.0.0.0/8 except 10.0.0.0/32,"
                + " 10.0.0.4/32, 10.0.0.8/32 and 19,997 more on every port");
  }
}
