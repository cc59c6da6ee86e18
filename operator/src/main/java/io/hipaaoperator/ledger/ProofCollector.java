package io.hipaaoperator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers the hashes of one proof while a log is replayed: those to the left from the tree's edge,
 * the others as they are completed. So a proof needs no tree in memory.
 */
final class ProofCollector {
  private final Proof proof;
  private final Set<Node> wanted;
  private final Map<Node, Hash> found = new HashMap<>();

  ProofCollector(Proof proof, Frontier now) {
    this.proof = proof;
    this.wanted = proof.nodes().collect(Collectors.toSet());
    now.forEach(this::node);
  }

  void node(Node node, Hash hash) {
    if (wanted.contains(node)) {
      found.put(node, hash);
    }
  }

  /** The proof, or nothing while the log has not come far enough. */
  Optional<List<Hash>> hashes() {
    return found.size() < wanted.size()
        ? Optional.empty()
        : Optional.of(proof.hashes(node -> Objects.requireNonNull(found.get(node))));
  }
}
