package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.networkPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakeningTest {
  private static final String DENY =
      "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress]}";
  private static final String ALLOW =
      "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from:"
          + " [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}";

  private static boolean weakens(String desired, String live) {
    return Weakening.weakens(
        Optional.of(networkPolicy("p", desired)), Optional.of(networkPolicy("p", live)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress]} | false
          {podSelector: {}, policyTypes: [Ingress, Egress]}                       | false
          {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}         | true
          {podSelector: {matchLabels: {app: db, v: a}}, policyTypes: [Ingress, Egress]} | true
          {podSelector: {matchLabels: {app: nobody}}, policyTypes: [Ingress, Egress]} | true
          {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress], egress: [{}]} | true
          """)
  void aDenyIsWeakerWhenItIsolatesLess(String live, boolean expected) {
    assertThat(weakens(DENY, live)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}] | false
          [{from: [{podSelector: {matchLabels: {app: api, v: a}}}], ports: [{port: 5432}]}] | false
          []                                                                          | false
          [{}]                                                                        | true
          [{from: [{podSelector: {matchLabels: {app: api}}}]}]                        | true
          [{from: [{podSelector: {}}], ports: [{port: 5432}]}]                        | true
          [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432, endPort: 5433}]}] | true
          """)
  void anAllowIsWeakerWhenItAdmitsMore(String ingress, boolean expected) {
    String live =
        "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: " + ingress + "}";

    assertThat(weakens(ALLOW, live)).isEqualTo(expected);
  }

  @Test
  void anAllowOnMorePodsIsWeaker() {
    assertThat(weakens(ALLOW, ALLOW.replace("{matchLabels: {app: db}}", "{}"))).isTrue();
    assertThat(weakens(ALLOW, ALLOW.replace("{app: db}", "{app: db, v: a}"))).isFalse();
  }

  @Test
  void withoutItsDenyAPodIsOpenAndWithoutAnAllowItIsNot() {
    assertThat(Weakening.weakens(Optional.of(networkPolicy("p", DENY)), Optional.empty())).isTrue();
    assertThat(Weakening.weakens(Optional.of(networkPolicy("p", ALLOW)), Optional.empty()))
        .isFalse();
  }
}
