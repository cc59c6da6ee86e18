package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.networkPolicy;
import static io.hipaaoperator.network.World.selector;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No path is missed: whenever a concrete peer gets through live policies and not through the
 * declared ones, an opening is reported that holds this peer and port. Random policies, fixed seed.
 */
class OpeningsSoundnessTest {
  private static final List<String> PEERS =
      List.of("clinic/api", "clinic/web", "shop/api", "10.1.2.3", "9.9.9.9");
  private static final List<Integer> PORTS = List.of(79, 80, 81, 5432);
  private static final World WORLD =
      World.of(
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: shop}}\n",
          World.pod(
              "clinic/db", "{containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}"),
          World.pod("clinic/api", "{containers: [{name: c}]}"),
          World.pod("clinic/web", "{containers: [{name: c}]}"),
          World.pod("shop/api", "{containers: [{name: c}]}"));

  private final Random random = new Random(11);

  @Test
  void everyConcretePathIsReported() {
    int open = 0;
    for (int i = 0; i < 600; i++) {
      List<NetworkPolicy> live = policies("live");
      List<NetworkPolicy> declared = random.nextInt(4) == 0 ? live : policies("declared");
      open += checked(live, declared);
    }
    assertThat(open).isGreaterThan(1_000);
  }

  private int checked(List<NetworkPolicy> live, List<NetworkPolicy> declared) {
    List<Opening> found =
        new Openings(
                "clinic",
                selector("matchLabels: {app: db}"),
                WORLD.pods().subList(0, 1),
                live,
                declared)
            .undeclared();
    int open = 0;
    for (String peer : PEERS) {
      for (int port : PORTS) {
        if (isOpen(live, peer, port) && !isOpen(declared, peer, port)) {
          open++;
          assertThat(found)
              .as("%s on %s under %s but not %s", peer, port, live, declared)
              .anyMatch(opening -> holds(opening, peer, port));
        }
      }
    }
    return open;
  }

  private static boolean isOpen(List<NetworkPolicy> policies, String peer, int port) {
    Reach reach =
        Reachability.under(policies)
            .connection(WORLD.end(peer), WORLD.end("clinic/db"), Protocol.TCP, port);
    return reach instanceof Reach.Allowed;
  }

  private static boolean holds(Opening opening, String peer, int port) {
    return opening.direction() == Direction.INGRESS
        && opening.peer().match(WORLD.end(peer)) != PeerSet.Match.NO
        && opening.ports().contains(Protocol.TCP, port);
  }

  private List<NetworkPolicy> policies(String name) {
    return Stream.generate(() -> networkPolicy(name + random.nextInt(), spec()))
        .limit(1 + random.nextInt(2))
        .toList();
  }

  private String spec() {
    return "{podSelector: %s, policyTypes: [Ingress], ingress: [{%s%s}]}"
        .formatted(
            any("{}", "{matchLabels: {app: db}}", "{matchLabels: {app: x}}"), peers(), ports());
  }

  private String peers() {
    return random.nextInt(6) == 0 ? "" : "from: [" + peer() + ", " + peer() + "], ";
  }

  private String peer() {
    return any(
        "{podSelector: {}}",
        "{podSelector: {matchLabels: {app: api}}}",
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}",
        "{namespaceSelector: {}}",
        "{namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: api}}}",
        "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}",
        "{ipBlock: {cidr: 10.1.0.0/16}}",
        "{ipBlock: {cidr: 0.0.0.0/0}}");
  }

  private String ports() {
    return any(
        "",
        "ports: [{port: 80}]",
        "ports: [{port: 79, endPort: 81}]",
        "ports: [{port: sql}]",
        "ports: [{}]");
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
