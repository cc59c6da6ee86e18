package io.hipaaoperator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Truth tables in the manner of Kubernetes' own conformance suite for NetworkPolicies: pods a, b, c
 * in namespaces x, y, z, each serving 80 and 81 on TCP and UDP under the names {@code serve-80-tcp}
 * and so on; who reaches whom, loopback left out.
 */
class ConformanceTest {
  private static final List<String> PODS =
      Stream.of("x", "y", "z")
          .flatMap(namespace -> Stream.of("a", "b", "c").map(pod -> namespace + "/" + pod))
          .toList();

  private static String model() {
    String namespaces =
        Stream.of("x", "y", "z")
            .map(
                name ->
                    "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {ns: %s}}\n"
                        .formatted(name, name))
            .collect(Collectors.joining("---\n"));
    return namespaces
        + "---\n"
        + PODS.stream().map(ConformanceTest::pod).collect(Collectors.joining("---\n"));
  }

  private static String pod(String path) {
    String ports =
        Stream.of("80", "81")
            .flatMap(port -> Stream.of("TCP", "UDP").map(protocol -> port(port, protocol)))
            .collect(Collectors.joining(","));
    String[] parts = path.split("/");
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s, labels: {pod: %s}}
        spec: {containers: [{name: c, ports: [%s]}]}
        """
        .formatted(parts[1], parts[0], parts[1], ports);
  }

  private static String port(String number, String protocol) {
    return "{name: serve-%s-%s, containerPort: %s, protocol: %s}"
        .formatted(number, protocol.toLowerCase(Locale.ROOT), number, protocol);
  }

  /**
   * A case.
   *
   * @param title what it is about
   * @param port asked about
   * @param policies {@code namespace: spec}, one a line
   * @param shut pairs that can't connect, {@code from > to}, {@code *} for any; the rest can
   */
  record Case(String title, String port, String policies, String... shut) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "deny-all on a namespace",
            "80/TCP",
            "x: {podSelector: {}, policyTypes: [Ingress]}",
            "* > x/*"),
        new Case(
            "pods of the same namespace",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}]}]}",
            "x/c > x/a",
            "y/* > x/a",
            "z/* > x/a"),
        new Case(
            "client in a namespace by label",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: y}}}]}]}",
            "x/* > x/a",
            "z/* > x/a"),
        new Case(
            "match expressions for namespaces",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}}]}]}",
            "x/* > x/a"),
        new Case(
            "pod selector or namespace selector",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}, {namespaceSelector: {matchLabels: {ns: y}}}]}]}",
            "x/c > x/a",
            "z/* > x/a"),
        new Case(
            "pod selector and namespace selector",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}, namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}}]}]}",
            "x/* > x/a",
            "y/a > x/a",
            "y/c > x/a",
            "z/a > x/a",
            "z/c > x/a"),
        new Case(
            "several pod selectors and namespace selectors",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: pod, operator: In, values: [b, c]}]}, namespaceSelector: {matchExpressions: [{key: ns, operator: In, values: [y, z]}]}}]}]}",
            "x/* > x/a",
            "y/a > x/a",
            "z/a > x/a"),
        new Case(
            "any peer on one port",
            "81/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 80}]}]}",
            "* > x/a"),
        new Case(
            "multiple port rules",
            "81/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 80}]}, {ports: [{port: 81}]}]}"),
        new Case(
            "stacked policies on one port",
            "80/TCP",
            """
            x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}], ports: [{port: 80}]}]}
            x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: c}}}], ports: [{port: 81}]}]}
            """,
            "x/c > x/a",
            "y/* > x/a",
            "z/* > x/a"),
        new Case("allow-all", "80/TCP", "x: {podSelector: {}, ingress: [{}]}"),
        new Case(
            "allow-all beside deny-all",
            "80/UDP",
            """
            x: {podSelector: {}, policyTypes: [Ingress]}
            x: {podSelector: {}, ingress: [{}]}
            """),
        new Case(
            "named port",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: x}}}], ports: [{port: serve-80-tcp}]}]}",
            "y/* > x/a",
            "z/* > x/a"),
        new Case(
            "named port of the other protocol",
            "80/UDP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: serve-80-udp}]}]}",
            "* > x/a"),
        new Case(
            "named port with its protocol",
            "80/UDP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: serve-80-udp, protocol: UDP}]}]}"),
        new Case(
            "egress on a named port",
            "80/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{ports: [{port: serve-80-tcp}]}]}"),
        new Case(
            "egress on another named port",
            "81/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{ports: [{port: serve-80-tcp}]}]}",
            "x/a > *"),
        new Case(
            "egress deny-all", "80/TCP", "x: {podSelector: {}, policyTypes: [Egress]}", "x/* > *"),
        new Case(
            "ingress and egress to namespace and pod",
            "80/TCP",
            """
            x: {podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {ns: y}}, podSelector: {matchLabels: {pod: a}}}]}]}
            y: {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: x}}, podSelector: {matchLabels: {pod: b}}}]}]}
            """,
            "x/a > *",
            "y/* > y/a",
            "z/* > y/a",
            "x/a > y/a",
            "x/c > y/a"),
        new Case(
            "port range",
            "81/TCP",
            "x: {podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{ports: [{port: 79, endPort: 81}]}]}"),
        new Case(
            "all protocols of one port absent",
            "80/UDP",
            "x: {podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{protocol: TCP}]}]}",
            "* > x/a"),
        new Case(
            "by the name of the namespace",
            "80/TCP",
            "x: {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: y}}}]}]}",
            "x/* > x/*",
            "z/* > x/*"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPairIsAsTheTableSays(Case sample) {
    World world = World.of(model(), policies(sample));
    String[] port = sample.port.split("/");

    for (String from : PODS) {
      for (String to : PODS) {
        boolean open =
            from.equals(to) || Arrays.stream(sample.shut).noneMatch(p -> is(p, from, to));
        assertThat(world.reach(from, to, Protocol.valueOf(port[1]), Integer.parseInt(port[0])))
            .as("%s > %s", from, to)
            .isInstanceOf(open ? Reach.Allowed.class : Reach.Denied.class);
      }
    }
  }

  private static String policies(Case sample) {
    return sample
        .policies
        .strip()
        .lines()
        .map(line -> line.split(": ", 2))
        .map(
            parts ->
                """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: p%d, namespace: %s}
                spec: %s
                """
                    .formatted(parts[1].hashCode(), parts[0], parts[1]))
        .collect(Collectors.joining("---\n"));
  }

  private static boolean is(String pattern, String from, String to) {
    String[] ends = pattern.split(" > ");
    return is(ends[0], from) && is(ends[1], to);
  }

  private static boolean is(String pattern, String name) {
    return pattern.equals("*")
        || pattern.equals(name)
        || (pattern.endsWith("/*") && name.startsWith(pattern.substring(0, 2)));
  }
}
