package io.hipaaoperator.workload;

import io.hipaaoperator.api.Network;
import io.hipaaoperator.api.Peer;
import io.hipaaoperator.api.Peer.WorkloadRef;
import io.hipaaoperator.api.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The PhiWorkloads that a workload names as peers, found or missing.
 *
 * @param own the workload's own namespace, meant where a reference names none
 * @param found namespace and selector of each that exists
 * @param missing field paths of references that lead nowhere
 */
public record Peers(String own, Map<WorkloadRef, Pods> found, List<String> missing) {

  public Peers {
    found = Map.copyOf(found);
    missing = List.copyOf(missing);
  }

  /**
   * Pods of one namespace.
   *
   * @param namespace its name
   * @param selector which pods
   */
  public record Pods(String namespace, Selector selector) {}

  /** Namespace and name of a PhiWorkload. */
  public record Key(String namespace, String name) {}

  /** Looks up every reference of a workload; {@code lookup} gives the selector of a PhiWorkload. */
  static Peers resolve(Workload workload, Function<Key, Optional<Selector>> lookup) {
    Map<WorkloadRef, Pods> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    references(workload.spec().network())
        .forEach(
            (path, ref) -> {
              String namespace = Objects.requireNonNullElse(ref.namespace(), workload.namespace());
              lookup
                  .apply(new Key(namespace, ref.name()))
                  .ifPresentOrElse(
                      selector -> found.put(ref, new Pods(namespace, selector)),
                      () -> missing.add(path + ": no PhiWorkload " + namespace + "/" + ref.name()));
            });
    return new Peers(workload.namespace(), found, missing);
  }

  /** Field path to reference, in the order of the spec. */
  private static Map<String, WorkloadRef> references(Network network) {
    Map<String, WorkloadRef> references = new LinkedHashMap<>();
    for (int i = 0; i < network.ingress().size(); i++) {
      collect("spec.network.ingress[" + i + "].from", network.ingress().get(i).from(), references);
    }
    for (int i = 0; i < network.egress().size(); i++) {
      collect("spec.network.egress[" + i + "].to", network.egress().get(i).to(), references);
    }
    List<Peer> servers = network.dns().servers();
    collect("spec.network.dns.servers", servers == null ? List.of() : servers, references);
    return references;
  }

  private static void collect(String path, List<Peer> peers, Map<String, WorkloadRef> into) {
    for (int i = 0; i < peers.size(); i++) {
      WorkloadRef ref = peers.get(i).workload();
      if (ref != null) {
        into.put(path + "[" + i + "].workload", ref);
      }
    }
  }

  /** The workloads that are referred to, found or not, so that their changes are noticed. */
  static List<Key> named(Workload workload) {
    return references(workload.spec().network()).values().stream()
        .map(
            ref ->
                new Key(
                    Objects.requireNonNullElse(ref.namespace(), workload.namespace()), ref.name()))
        .distinct()
        .toList();
  }
}
