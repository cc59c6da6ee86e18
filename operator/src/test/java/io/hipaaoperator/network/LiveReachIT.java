package io.hipaaoperator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The evaluator beside the network: every connection between pods of two namespaces and a host
 * outside, tried on a node that enforces policies, and compared with what is said of it.
 */
@ExtendWith(ClusterExtension.class)
class LiveReachIT {
  private static final long SETTLES_SECONDS = 30;
  private static final List<String> PORTS =
      List.of("tcp 8080", "tcp 9000", "tcp 9002", "tcp 9003", "udp 5353");

  private static TestNamespace clinic;
  private static TestNamespace shop;
  private static List<LivePod> pods;
  private static ServerSocket host;

  @BeforeAll
  static void start(TestCluster cluster) throws IOException {
    clinic = cluster.namespace(Map.of("team", "clinic"));
    shop = cluster.namespace(Map.of("team", "shop"));
    pods =
        Stream.of(
                LivePod.create(cluster.admin(), clinic.name(), "db"),
                LivePod.create(cluster.admin(), clinic.name(), "api"),
                LivePod.create(cluster.admin(), shop.name(), "api"))
            .toList()
            .stream()
            .map(LivePod::ready)
            .toList();
    host = new ServerSocket(0, 50, InetAddress.getByName(hostAddress(cluster)));
  }

  /** The local cluster's node is {@code .2} of a network in which this machine is {@code .1}. */
  private static String hostAddress(TestCluster cluster) {
    return cluster.admin().nodes().list().getItems().stream()
        .flatMap(node -> node.getStatus().getAddresses().stream())
        .filter(address -> address.getType().equals("InternalIP"))
        .map(NodeAddress::getAddress)
        .findFirst()
        .map(address -> address.replaceAll("\\.2$", ".1"))
        .orElseThrow();
  }

  @AfterEach
  void removePolicies() {
    clinic.policies().forEach(policy -> clinic.policy(policy.getMetadata().getName()).delete());
  }

  @AfterAll
  static void stop() throws IOException {
    clinic.close();
    shop.close();
    host.close();
  }

  @Test
  void withoutPoliciesAllIsOpen() {
    assertThat(settled()).doesNotContainValue(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {}, policyTypes: [Ingress, Egress]}",
        "{podSelector: {matchLabels: {app: db}}}",
        "{podSelector: {}, policyTypes: []}",
        "{podSelector: {}, policyTypes: [Egress], ingress: [{}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}}], ports: [{}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: api}}}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: shop}}}, {podSelector: {matchLabels: {app: nobody}}}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: http}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: http, protocol: UDP}]}]}",
        "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 9000, endPort: 9002}, {port: dns, protocol: UDP}]}]}",
        "{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}",
        "{podSelector: {matchLabels: {app: api}}, egress: [{to: [{namespaceSelector: {matchLabels: {team: shop}}}], ports: [{protocol: UDP}]}]}",
        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: HOST/32}}]}]}",
        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [HOST/32]}}]}]}",
      })
  void theNetworkDoesWhatIsSaidOfIt(String spec) {
    clinic.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: sample}
        spec: %s
        """
            .formatted(spec.replace("HOST", host.getInetAddress().getHostAddress())));

    assertThat(settled()).containsValue(false).containsValue(true);
  }

  /** What is said, once the network agrees; rules take a moment to reach it. */
  private static Map<String, Boolean> settled() {
    Map<String, Boolean> said = said();
    Instant end = Instant.now().plusSeconds(SETTLES_SECONDS);
    Map<String, Boolean> tried = tried(said);
    while (!tried.equals(said) && Instant.now().isBefore(end)) {
      tried = tried(said);
    }
    assertThat(tried).isEqualTo(said);
    return said;
  }

  /** What the evaluator says of each connection on which networks agree. */
  private static Map<String, Boolean> said() {
    List<NetworkPolicy> policies = new ArrayList<>(clinic.policies());
    policies.addAll(shop.policies());
    Reachability reachability = Reachability.under(policies);
    Map<String, Boolean> said = new LinkedHashMap<>();
    for (LivePod from : pods) {
      for (String line : lines(from)) {
        Reach reach = ask(reachability, from, line);
        if (!(reach instanceof Reach.Undefined)) {
          said.put(name(from) + " " + line, reach instanceof Reach.Allowed);
        }
      }
    }
    return said;
  }

  private static Reach ask(Reachability reachability, LivePod from, String line) {
    String[] words = line.split(" ");
    Protocol protocol = Protocol.valueOf(words[0].toUpperCase(Locale.ROOT));
    return reachability.connection(
        endpoint(from), target(words[1]), protocol, Integer.parseInt(words[2]));
  }

  private static Endpoint target(String address) {
    return pods.stream()
        .filter(pod -> pod.address().equals(address))
        .<Endpoint>map(LiveReachIT::endpoint)
        .findFirst()
        .orElseGet(() -> Endpoint.Outside.of(Cidr.parse(address).orElseThrow()));
  }

  private static Endpoint endpoint(LivePod live) {
    boolean isShop = live.pod().getMetadata().getNamespace().equals(shop.name());
    return new Endpoint.OfPod(live.pod(), Map.of("team", isShop ? "shop" : "clinic"));
  }

  /** Each of those connections, tried. */
  private static Map<String, Boolean> tried(Map<String, Boolean> asked) {
    Map<String, Boolean> tried = new LinkedHashMap<>();
    for (LivePod from : pods) {
      List<String> lines =
          lines(from).stream().filter(line -> asked.containsKey(name(from) + " " + line)).toList();
      List<Boolean> open = from.tries(lines);
      for (int i = 0; i < lines.size(); i++) {
        tried.put(name(from) + " " + lines.get(i), open.get(i));
      }
    }
    return tried;
  }

  /** {@code tcp HOST PORT} for every other pod and port, and for the host. */
  private static List<String> lines(LivePod from) {
    Stream<String> others =
        pods.stream()
            .filter(pod -> !pod.address().equals(from.address()))
            .flatMap(
                pod -> PORTS.stream().map(port -> port.replace(" ", " " + pod.address() + " ")));
    String outside = "tcp " + host.getInetAddress().getHostAddress() + " " + host.getLocalPort();
    return Stream.concat(others, Stream.of(outside)).toList();
  }

  private static String name(LivePod pod) {
    return pod.pod().getMetadata().getNamespace() + "/" + pod.pod().getMetadata().getName();
  }
}
