package io.hipaaoperator.workload;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Specs that API server and command line must refuse, one for each rule of the schema. */
public final class BadSpecs {
  private static final String FROM = "spec.network.ingress[0].from[0]";
  private static final String PORT = "spec.network.ingress[0].ports[0]";

  private BadSpecs() {}

  /** All of them. */
  public static Stream<Bad> all() {
    return Stream.of(specs(), peers(), rules(), ports(), references(), BadSecrets.all())
        .flatMap(bad -> bad);
  }

  /** A spec, and the field and words that its refusal must contain. */
  public record Bad(String spec, String field, String words) {}

  /** One that it must take, with every form that it knows. */
  public static final String GOOD =
      """
      {selector: {matchLabels: {%1$s/%2$s: ''},
         matchExpressions: [{key: %1$s/%2$s, operator: NotIn, values: ['']}]},
       network: {ingress: [{from: [{ipBlock: {cidr: 'fd00::/8', except: ['fd00:1::/32']}},
         {workload: {name: a.b, namespace: c}}, {podSelector: {}, namespaceSelector: {}}],
         ports: [{port: 1, endPort: 65535}, {port: web-1}]}]}}
      """
          .formatted("x".repeat(251) + ".y", "N".repeat(63));

  /** Null for what may be absent, which both must take for its absence. */
  public static final String NULLS =
      """
      {selector: {matchLabels: null, matchExpressions: null}, enforcement: null, encryption: null,
       auditSinkRef: null, secrets: null,
       network: {ingress: [{from: [{podSelector: {matchLabels: null}, ipBlock: null}],
         ports: [{port: 1, endPort: null, protocol: null}]}], egress: null, dns: null}}
      """;

  private static Stream<Bad> specs() {
    return Stream.of(
        new Bad("{}", "spec.selector", "Required value"),
        new Bad("{selector: {}, enforcement: Maybe}", "spec.enforcement", "\"Enforce\""),
        new Bad(
            "{selector: {matchLabels: {'a b': c}}}", "spec.selector.matchLabels", "valid label"),
        new Bad(
            "{selector: {matchLabels: {a: 'b c'}}}", "spec.selector.matchLabels", "valid label"),
        new Bad(
            "{selector: {matchLabels: {a: %s}}}".formatted("x".repeat(64)),
            "spec.selector.matchLabels.a",
            "63"),
        new Bad(
            "{selector: {matchLabels: {%s}}}".formatted(labels(17)),
            "spec.selector.matchLabels",
            "16"),
        labels("{a: null}"),
        labels("{'a..b/c': d}"),
        labels("{'a.-b/c': d}"),
        labels("{'A/c': d}"),
        labels("{'/c': d}"),
        labels("{'a/b/c': d}"),
        labels("{%s: d}".formatted("x".repeat(64))),
        labels("{a/%s: d}".formatted("x".repeat(64))),
        labels("{%s/a: d}".formatted("x".repeat(254))),
        expression("{key: 'a..b/c', operator: Exists}", ".key", "should match"),
        expression("{key: a/%s, operator: Exists}".formatted("x".repeat(64)), ".key", "match"),
        expression("{key: %s/a, operator: Exists}".formatted("x".repeat(254)), ".key", "253"),
        expression("{operator: Exists}", ".key", "Required value"),
        expression("{key: 'a b', operator: Exists}", ".key", "should match"),
        expression("{key: '', operator: Exists}", ".key", "at least 1"),
        expression("{key: a}", ".operator", "Required value"),
        expression("{key: a, operator: Near}", ".operator", "\"NotIn\""),
        expression("{key: a, operator: In}", ".values", "In or NotIn"),
        expression("{key: a, operator: NotIn, values: []}", ".values", "In or NotIn"),
        expression("{key: a, operator: Exists, values: [b]}", ".values", "In or NotIn"),
        expression("{key: a, operator: In, values: ['b c']}", ".values[0]", "should match"),
        expression(
            "{key: a, operator: In, values: [%s]}".formatted("x".repeat(64)), ".values[0]", "63"));
  }

  private static Stream<Bad> references() {
    return Stream.of(
        reference("{}", "Required value"),
        reference("{name: ''}", "at least 1"),
        reference("{name: Clinic}", "should match"),
        reference("{name: %s}".formatted("x".repeat(151)), "150"));
  }

  private static Bad reference(String sink, String words) {
    return new Bad("{selector: {}, auditSinkRef: " + sink + "}", "spec.auditSinkRef.name", words);
  }

  private static Stream<Bad> peers() {
    return Stream.of(
        peer("{}", "", "exactly one of"),
        peer("{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}", "", "exactly one of"),
        peer("{namespaceSelector: {}, workload: {name: a}}", "", "exactly one of"),
        peer("{ipBlock: {cidr: 10.0.0.0/8}, workload: {name: a}}", "", "exactly one of"),
        peer("{podSelector: {matchLabels: {a: 'b c'}}}", ".podSelector.matchLabels", "valid label"),
        peer("{podSelector: {matchLabels: {a: null}}}", ".podSelector.matchLabels", "valid label"),
        peer(
            "{namespaceSelector: {matchLabels: {'a b': c}}}",
            ".namespaceSelector.matchLabels",
            "valid label"),
        peer("{ipBlock: {}}", ".ipBlock.cidr", "Required value"),
        peer("{ipBlock: {cidr: ''}}", ".ipBlock.cidr", "at least 1"),
        peer("{ipBlock: {cidr: 10.0.0.0}}", ".ipBlock.cidr", "network address with prefix"),
        peer("{ipBlock: {cidr: 10.0.0.1/8}}", ".ipBlock.cidr", "network address with prefix"),
        peer("{ipBlock: {cidr: 10.0.0.0/33}}", ".ipBlock.cidr", "network address with prefix"),
        peer("{ipBlock: {cidr: 010.0.0.0/8}}", ".ipBlock.cidr", "network address with prefix"),
        peer(
            "{ipBlock: {cidr: '::ffff:10.0.0.0/104'}}",
            ".ipBlock.cidr",
            "network address with prefix"),
        peer("{ipBlock: {cidr: 169.254.169.254/32}}", ".ipBlock.cidr", "metadata address"),
        peer("{ipBlock: {cidr: 100.100.100.200/32}}", ".ipBlock.cidr", "metadata address"),
        peer("{ipBlock: {cidr: 192.0.0.192/32}}", ".ipBlock.cidr", "metadata address"),
        peer("{ipBlock: {cidr: 'fd00:ec2::254/128'}}", ".ipBlock.cidr", "metadata address"),
        peer("{ipBlock: {cidr: 'fd20:ce::254/128'}}", ".ipBlock.cidr", "metadata address"),
        peer(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}",
            ".ipBlock.except",
            "inside cidr"),
        peer("{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}", ".ipBlock.except", "smaller"),
        peer(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.1/16]}}",
            ".ipBlock.except",
            "network addresses"),
        peer(
            "{ipBlock: {cidr: 10.0.0.0/8, except: [here]}}",
            ".ipBlock.except",
            "network addresses"),
        peer("{ipBlock: {cidr: 'fd00::/8', except: ['fd00:0::/8']}}", ".ipBlock.except", "smaller"),
        peer("{workload: {name: \"a\\n\"}}", ".workload.name", "should match"),
        peer("{workload: {name: a..b}}", ".workload.name", "should match"),
        peer("{workload: {}}", ".workload.name", "Required value"),
        peer("{workload: {name: ''}}", ".workload.name", "at least 1"),
        peer("{workload: {name: Ledger}}", ".workload.name", "should match"),
        peer("{workload: {name: %s}}".formatted("x".repeat(64)), ".workload.name", "63"),
        peer("{workload: {name: a, namespace: A}}", ".workload.namespace", "should match"),
        peer("{workload: {name: a, namespace: ''}}", ".workload.namespace", "at least 1"));
  }

  private static Stream<Bad> rules() {
    return Stream.of(
        network("ingress: [{ports: [{port: 1}]}]", "ingress[0].from", "Required value"),
        network("ingress: [{from: [], ports: [{port: 1}]}]", "ingress[0].from", "at least 1"),
        network("ingress: [{from: [{podSelector: {}}]}]", "ingress[0].ports", "Required value"),
        network(
            "ingress: [{from: [{podSelector: {}}], ports: []}]", "ingress[0].ports", "at least 1"),
        network("egress: [{ports: [{port: 1}]}]", "egress[0].to", "Required value"),
        network("egress: [{to: [], ports: [{port: 1}]}]", "egress[0].to", "at least 1"),
        network("egress: [{to: [{podSelector: {}}]}]", "egress[0].ports", "Required value"),
        network("egress: [{to: [{}], ports: [{port: 1}]}]", "egress[0].to[0]", "exactly one of"),
        network("ingress: [%s]".formatted(rules(33)), "ingress", "32"),
        network("dns: {servers: []}", "dns.servers", "at least 1"),
        network("dns: {servers: [{}]}", "dns.servers[0]", "exactly one of"),
        network("dns: {port: 0}", "dns.port", "greater than or equal to 1"),
        network("dns: {port: 65536}", "dns.port", "less than or equal to 65535"),
        network("dns: {enabled: 'no'}", "dns.enabled", "boolean"));
  }

  private static Stream<Bad> ports() {
    return Stream.of(
        port("{}", ".port", "Required value"),
        port("{port: 0}", ".port", "greater than or equal to 1"),
        port("{port: 65536}", ".port", "less than or equal to 65535"),
        port("{port: -1}", ".port", "greater than or equal to 1"),
        port("{port: ''}", ".port", "should match"),
        port("{port: Web_1}", ".port", "should match"),
        port("{port: '8080'}", ".port", "should match"),
        port("{port: a-name-of-16-char}", ".port", "15"),
        port("{port: 1, protocol: ICMP}", ".protocol", "\"TCP\""),
        port("{port: 2, endPort: 1}", ".endPort", "must not be smaller"),
        port("{port: web, endPort: 9}", ".endPort", "needs a numeric port"),
        port("{port: 1, endPort: 65536}", ".endPort", "65535"),
        port("{port: 1, endPort: 0}", ".endPort", "greater than or equal to 1"));
  }

  private static Bad labels(String labels) {
    return new Bad(
        "{selector: {matchLabels: " + labels + "}}", "spec.selector.matchLabels", "valid label");
  }

  private static Bad expression(String expression, String field, String words) {
    return new Bad(
        "{selector: {matchExpressions: [" + expression + "]}}",
        "spec.selector.matchExpressions[0]" + field,
        words);
  }

  private static Bad peer(String peer, String field, String words) {
    return new Bad(
        "{selector: {}, network: {ingress: [{from: [" + peer + "], ports: [{port: 1}]}]}}",
        FROM + field,
        words);
  }

  private static Bad network(String network, String field, String words) {
    return new Bad("{selector: {}, network: {" + network + "}}", "spec.network." + field, words);
  }

  private static Bad port(String port, String field, String words) {
    return new Bad(
        "{selector: {}, network: {ingress: [{from: [{podSelector: {}}], ports: [" + port + "]}]}}",
        PORT + field,
        words);
  }

  private static String labels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "l" + i + ": v")
        .collect(Collectors.joining(", "));
  }

  private static String rules(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{from: [{podSelector: {}}], ports: [{port: 1}]}")
        .collect(Collectors.joining(", "));
  }
}
