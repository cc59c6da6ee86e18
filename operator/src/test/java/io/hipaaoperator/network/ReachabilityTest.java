package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.pod;
import static io.hipaaoperator.network.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge cases of NetworkPolicy semantics, each on a pod {@code db} of namespace clinic. */
class ReachabilityTest {
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {team: shop}}
      ---
      """
          + String.join(
              "\n---\n",
              pod(
                  "clinic/db",
                  "{containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}"),
              pod("clinic/api", "{containers: [{name: c}]}"),
              pod("shop/api", "{containers: [{name: c}]}"));

  private static World under(String... specs) {
    String[] documents = new String[specs.length + 1];
    documents[0] = CLUSTER;
    for (int i = 0; i < specs.length; i++) {
      documents[i + 1] = policy("p" + i, specs[i]);
    }
    return World.of(documents);
  }

  @Test
  void withoutPoliciesEverythingIsOpen() {
    assertThat(World.of(CLUSTER).tcp("shop/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(World.of(CLUSTER).tcp("203.0.113.9", "clinic/db", 1)).isEqualTo("Allowed");
    assertThat(World.of(CLUSTER).udp("clinic/db", "203.0.113.9", 53)).isEqualTo("Allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{podSelector: {}}",
        "{podSelector: {}, ingress: []}",
        "{podSelector: {}, ingress: null}",
        "{podSelector: {}, policyTypes: []}",
        "{podSelector: {}, policyTypes: [Ingress]}",
      })
  void aPolicyWithoutIngressRulesShutsIngressAlone(String spec) {
    assertThat(under(spec).tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Denied");
    assertThat(under(spec).tcp("clinic/db", "203.0.113.9", 443)).isEqualTo("Allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{from: []}]",
        "[{from: null, ports: null}]",
        "[{ports: []}]",
        "[{From: [{podSelector: {matchLabels: {app: api}}}]}]",
      })
  void aRuleWithoutPeersAdmitsEverybody(String ingress) {
    World world = under("{podSelector: {}, ingress: " + ingress + "}");

    assertThat(world.tcp("shop/api", "clinic/db", 1)).isEqualTo("Allowed");
    assertThat(world.udp("203.0.113.9", "clinic/db", 65535)).isEqualTo("Allowed");
  }

  @Test
  void anEgressPolicyThatNamesNoTypesShutsIngressToo() {
    World world = under("{podSelector: {matchLabels: {app: db}}, egress: [{}]}");

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Denied");
    assertThat(world.tcp("clinic/db", "clinic/api", 80)).isEqualTo("Allowed");
  }

  /** The API server refuses it, so it shuts nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchExpressions: [{key: app, operator: Nonsense}]}",
        "{matchExpressions: [{key: app, operator: In, values: []}]}",
        "{matchExpressions: [{operator: Exists}]}",
      })
  void aPolicyWhoseOwnSelectorIsInvalidSelectsNobody(String selector) {
    World world = under("{podSelector: " + selector + ", policyTypes: [Ingress, Egress]}");

    assertThat(world.tcp("shop/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/db", "203.0.113.9", 443)).isEqualTo("Allowed");
  }

  @Test
  void emptyEgressAloneDoesNotMakeItAnEgressPolicy() {
    assertThat(under("{podSelector: {}, egress: []}").tcp("clinic/db", "203.0.113.9", 443))
        .isEqualTo("Allowed");
  }

  @Test
  void rulesOfADirectionThatTypesLeaveOutAreVoid() {
    World world = under("{podSelector: {}, policyTypes: [Egress], ingress: [{}], egress: [{}]}");
    World shut = under("{podSelector: {}, policyTypes: [Ingress], egress: [{}]}");

    assertThat(world.tcp("shop/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(shut.tcp("shop/api", "clinic/db", 5432)).isEqualTo("Denied");
  }

  @Test
  void aConnectionNeedsBothSides() {
    String ingress =
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}";
    String shutApi = "{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress]}";

    assertThat(under(ingress).tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(under(ingress, shutApi).tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Denied");
  }

  @Test
  void policiesAddUp() {
    String deny = "{podSelector: {}}";
    String allow =
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}}]}]}";

    assertThat(under(deny, allow).tcp("shop/api", "clinic/db", 1)).isEqualTo("Allowed");
    assertThat(under(allow, deny).reach("shop/api", "clinic/db", Protocol.TCP, 1).why())
        .contains("NetworkPolicy clinic/p0 ingress[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # peer                                                                    | clinic/api | shop/api
          {podSelector: {matchLabels: {app: api}}}                                    | Allowed | Denied
          {podSelector: {}}                                                           | Allowed | Denied
          {namespaceSelector: {}}                                                     | Allowed | Allowed
          {namespaceSelector: {matchLabels: {team: shop}}}                            | Denied  | Allowed
          {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}     | Denied  | Allowed
          {namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: api}}} | Denied | Allowed
          {namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: web}}} | Denied | Denied
          {namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}} | Allowed | Denied
          {namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [x]}]}} | Allowed | Allowed
          {namespaceSelector: {matchLabels: {team: ''}}}                              | Denied  | Denied
          {namespaceSelector: {matchExpressions: [{key: team, operator: In, values: []}]}} | Denied | Denied
          {namespaceSelector: {matchExpressions: [{key: team, operator: Nonsense}]}}  | Denied | Denied
          {}                                                                          | Denied | Denied
          {podSelector: {}, ipBlock: {cidr: 0.0.0.0/0}}                               | Denied | Denied
          """)
  void aPeerIsWhomItsSelectorsMatch(String peer, String clinic, String shop) {
    World world = under("{podSelector: {}, ingress: [{from: [" + peer + "]}]}");

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo(clinic);
    assertThat(world.tcp("shop/api", "clinic/db", 5432)).isEqualTo(shop);
    assertThat(world.tcp("203.0.113.9", "clinic/db", 5432)).isEqualTo("Denied");
  }

  @Test
  void twoItemsAreEitherOfThem() {
    World world =
        under(
            "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: shop}}},"
                + " {podSelector: {matchLabels: {app: api}}}]}]}");

    assertThat(world.tcp("shop/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ports                              | TCP 5432 | TCP 5433 | UDP 5432
          [{}]                                 | Allowed | Allowed | Denied
          [{protocol: UDP}]                    | Denied  | Denied  | Allowed
          [{port: 5432}]                       | Allowed | Denied  | Denied
          [{port: 5432, protocol: UDP}]        | Denied  | Denied  | Allowed
          [{port: 5432}, {protocol: UDP}]      | Allowed | Denied  | Allowed
          [{port: 5000, endPort: 5432}]        | Allowed | Denied  | Denied
          [{port: 5433, endPort: 5400}]        | Denied  | Denied  | Denied
          [{port: 5433, endPort: 5433}]        | Denied  | Allowed | Denied
          [{port: sql}]                        | Allowed | Denied  | Denied
          [{port: sql, protocol: UDP}]         | Denied  | Denied  | Denied
          [{port: nobody}]                     | Denied  | Denied  | Denied
          [{port: 5432, protocol: ICMP}]       | Denied  | Denied  | Denied
          """)
  void portsAreOnesThatARuleNames(String ports, String tcp, String next, String udp) {
    World world = under("{podSelector: {}, ingress: [{ports: " + ports + "}]}");

    assertThat(world.tcp("shop/api", "clinic/db", 5432)).isEqualTo(tcp);
    assertThat(world.tcp("shop/api", "clinic/db", 5433)).isEqualTo(next);
    assertThat(world.udp("shop/api", "clinic/db", 5432)).isEqualTo(udp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                          | Allowed
          [{}]                                        | Denied
          [{protocol: SCTP}]                          | Allowed
          [{port: 5432, protocol: SCTP}]              | Allowed
          [{port: 5433, protocol: SCTP}]              | Denied
          [{port: 5432}, {port: 5432, protocol: UDP}] | Denied
          """)
  void sctpIsAProtocolOfItsOwn(String ports, String expected) {
    World world = under("{podSelector: {}, ingress: [{ports: " + ports + "}]}");

    assertThat(world.reach("shop/api", "clinic/db", Protocol.SCTP, 5432).getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  void aNamedPortIsTheDestinationsAlsoForEgress() {
    World world =
        under("{podSelector: {matchLabels: {app: api}}, egress: [{ports: [{port: sql}]}]}");

    assertThat(world.tcp("clinic/api", "clinic/db", 5432)).isEqualTo("Allowed");
    assertThat(world.tcp("clinic/api", "shop/api", 5432)).isEqualTo("Denied");
    assertThat(world.tcp("clinic/api", "203.0.113.9", 5432)).isEqualTo("Denied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {cidr: 203.0.113.0/24}                             | 203.0.113.9  | Allowed
          {cidr: 203.0.113.0/24}                             | 203.0.114.9  | Denied
          {cidr: 203.0.113.0/24, except: [203.0.113.8/30]}   | 203.0.113.9  | Denied
          {cidr: 203.0.113.0/24, except: [203.0.113.8/30]}   | 203.0.113.12 | Allowed
          {cidr: 203.0.113.0/24, except: [203.0.0.0/16]}     | 203.0.113.9  | Denied
          {cidr: 203.0.113.77/24}                            | 203.0.113.9  | Allowed
          {cidr: 203.000.113.000/24}                         | 203.0.113.9  | Allowed
          {cidr: 010.0.0.0/8}                                | 10.0.0.9     | Allowed
          {cidr: 010.0.0.0/8}                                | 8.0.0.9      | Denied
          {cidr: 0.0.0.0/0}                                  | 255.255.255.255 | Allowed
          {cidr: 0.0.0.0/0}                                  | 2001:db8::1  | Denied
          {cidr: '::/0'}                                     | 203.0.113.9  | Denied
          {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']} | 2001:db8::1 | Allowed
          {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']} | 2001:db8:1::1 | Denied
          {cidr: '::ffff:203.0.113.0/120'}                   | 203.0.113.9  | Undefined
          {cidr: nonsense}                                   | 203.0.113.9  | Undefined
          """)
  void aBlockHoldsAddresses(String block, String address, String expected) {
    World world = under("{podSelector: {}, ingress: [{from: [{ipBlock: " + block + "}]}]}");

    assertThat(world.tcp(address, "clinic/db", 5432)).isEqualTo(expected);
  }
}
