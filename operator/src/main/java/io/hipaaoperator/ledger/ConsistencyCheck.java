package io.hipaaoperator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether each checkpoint continues the one before it, by a proof between the signed roots. */
final class ConsistencyCheck implements Check {
  private static final String CONSISTENCY = "consistency";

  private final List<Pair> pairs;
  private final Map<Long, List<Pair>> toStart;
  private final List<Pair> open = new ArrayList<>();

  ConsistencyCheck(List<Claim> claims, @Nullable Claim trusted) {
    List<Pair> all = new ArrayList<>();
    IntStream.range(1, claims.size())
        .mapToObj(i -> new Pair(claims.get(i - 1), claims.get(i)))
        .forEach(all::add);
    if (trusted != null && !claims.isEmpty()) {
      all.add(Pair.bySize(trusted, claims.getLast()));
    }
    this.pairs = List.copyOf(all);
    this.toStart =
        pairs.stream()
            .filter(pair -> !pair.goesDown())
            .collect(Collectors.groupingBy(pair -> pair.first.size()));
  }

  /** Two checkpoints of which the second has to continue the first. */
  private static final class Pair {
    final Claim first;
    final Claim second;
    private @Nullable ProofCollector collector;

    Pair(Claim first, Claim second) {
      this.first = first;
      this.second = second;
    }

    static Pair bySize(Claim one, Claim other) {
      return one.size() <= other.size() ? new Pair(one, other) : new Pair(other, one);
    }

    boolean goesDown() {
      return first.size() > second.size();
    }

    void start(Frontier tree) {
      collector = new ProofCollector(Proof.consistency(first.size(), second.size()), tree);
    }

    void node(Node node, Hash hash) {
      if (collector != null) {
        collector.node(node, hash);
      }
    }

    Optional<Finding> objection() {
      if (goesDown()) {
        return Optional.of(
            Finding.fail(
                CONSISTENCY,
                "%s signs %d entries, %s before it %d"
                    .formatted(second.name(), second.size(), first.name(), first.size())));
      }
      Optional<List<Hash>> proof = collector == null ? Optional.empty() : collector.hashes();
      if (proof.isEmpty()) {
        return Optional.of(
            Finding.unknown(CONSISTENCY, both() + ": the entries for a proof are missing"));
      }
      return second.head().continues(first.head(), proof.get())
          ? Optional.empty()
          : Optional.of(
              Finding.fail(CONSISTENCY, both() + ": the second does not continue the first"));
    }

    private String both() {
      return first.name() + " and " + second.name();
    }
  }

  @Override
  public void node(Node node, Hash hash) {
    open.forEach(pair -> pair.node(node, hash));
  }

  @Override
  public void grown(Frontier tree) {
    open.removeIf(pair -> pair.second.size() <= tree.size());
    for (Pair pair : toStart.getOrDefault(tree.size(), List.of())) {
      pair.start(tree);
      open.add(pair);
    }
  }

  @Override
  public Stream<Finding> findings() {
    if (pairs.isEmpty()) {
      return Stream.of(Finding.unknown(CONSISTENCY, "fewer than two checkpoints to compare"));
    }
    List<Finding> objections = pairs.stream().flatMap(pair -> pair.objection().stream()).toList();
    return objections.isEmpty()
        ? Stream.of(
            Finding.pass(
                CONSISTENCY,
                "each checkpoint continues the one before, " + pairs.size() + " proofs"))
        : objections.stream();
  }
}
