package io.hipaaoperator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a log in one pass over its entries, in memory that does not grow with them: each entry
 * is appended to a tree of which only the edge is kept, while the checks look on.
 */
public final class Replay {
  private final List<Check> checks;
  private final EntryCheck entries = new EntryCheck();
  private final Frontier tree = new Frontier(this::completed);

  /**
   * What to compare a log with.
   *
   * @param claims its checkpoints in the order they were published
   * @param trusted one that was kept elsewhere
   * @param digests keyed digests of records whose deletion is asked for
   * @param at the time of the verification
   * @param maxAge how old the newest covered entry may be
   */
  public record Question(
      List<Claim> claims,
      @Nullable Claim trusted,
      List<String> digests,
      Instant at,
      Duration maxAge) {
    /** Copies. */
    public Question {
      claims = List.copyOf(claims);
      digests = List.copyOf(digests);
    }

    private @Nullable Claim newest() {
      return claims.stream().max(Comparator.comparingLong(Claim::size)).orElse(null);
    }
  }

  /** A verification that has seen no entry yet. */
  public Replay(Question question) {
    Claim newest = question.newest();
    var roots = new RootCheck(question.claims, question.trusted);
    List<Check> all = new ArrayList<>();
    all.add(entries);
    all.add(roots);
    all.add(new ConsistencyCheck(question.claims, question.trusted));
    question.digests.forEach(digest -> all.add(new RecordCheck(digest, newest, question.trusted)));
    all.add(new FreshnessCheck(newest, question.at, question.maxAge, roots));
    this.checks = List.copyOf(all);
    checks.forEach(check -> check.grown(tree));
  }

  /** The next entry, as it is stored. */
  public void accept(byte[] stored) {
    long index = tree.size();
    Hash leaf = Hash.ofLeaf(stored);
    Entry entry = entries.read(index, stored);
    checks.forEach(check -> check.entry(index, leaf, entry, tree));
    tree.append(leaf);
    checks.forEach(check -> check.grown(tree));
  }

  private void completed(Node node, Hash hash) {
    checks.forEach(check -> check.node(node, hash));
  }

  /** What the checks came to, after the last entry. */
  public List<Finding> findings() {
    return checks.stream().flatMap(Check::findings).toList();
  }
}
