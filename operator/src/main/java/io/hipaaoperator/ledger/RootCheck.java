package io.hipaaoperator.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the entries give the roots that were signed. */
final class RootCheck implements Check {
  private static final String ROOTS = "roots";
  private static final String COVERED = "covered";
  private static final String TRUSTED = "trusted checkpoint";

  private final List<Claim> claims;
  private final @Nullable Claim trusted;
  private final Set<Long> sizes = new HashSet<>();
  private final Map<Long, Hash> roots = new HashMap<>();
  private long count;

  RootCheck(List<Claim> claims, @Nullable Claim trusted) {
    this.claims = claims.stream().sorted(Comparator.comparingLong(Claim::size)).toList();
    this.trusted = trusted;
    claims.forEach(claim -> sizes.add(claim.size()));
    if (trusted != null) {
      sizes.add(trusted.size());
    }
  }

  @Override
  public void grown(Frontier tree) {
    count = tree.size();
    if (sizes.contains(count)) {
      roots.put(count, tree.root());
    }
  }

  /** Whether the entries give the root of this claim. */
  boolean holds(Claim claim) {
    return Objects.equals(roots.get(claim.size()), claim.head().root());
  }

  @Override
  public Stream<Finding> findings() {
    return Stream.of(signed(), Stream.of(covered()), Stream.of(trusted())).flatMap(it -> it);
  }

  private Stream<Finding> signed() {
    if (claims.isEmpty()) {
      return Stream.of(Finding.unknown(ROOTS, "no checkpoint to compare the entries with"));
    }
    List<Finding> wrong =
        claims.stream()
            .filter(claim -> !holds(claim))
            .map(claim -> Finding.fail(ROOTS, why(claim)))
            .toList();
    return wrong.isEmpty()
        ? Stream.of(Finding.pass(ROOTS, "the entries give the root of each checkpoint"))
        : wrong.stream();
  }

  private String why(Claim claim) {
    if (claim.size() > count) {
      return "%s signs %d entries, the log holds %d: entries are missing"
          .formatted(claim.name(), claim.size(), count);
    }
    return "%s signs another root: of the entries %d to %d one was changed, removed, added or moved"
        .formatted(claim.name(), lastGoodSize(claim), claim.size() - 1);
  }

  private long lastGoodSize(Claim claim) {
    return Stream.concat(claims.stream(), Stream.ofNullable(trusted))
        .filter(other -> other.size() < claim.size() && holds(other))
        .mapToLong(Claim::size)
        .max()
        .orElse(0);
  }

  private Finding covered() {
    if (claims.isEmpty()) {
      return Finding.unknown(COVERED, "no checkpoint covers the entries");
    }
    long beyond = count - claims.getLast().size();
    return switch (Long.signum(beyond)) {
      case 0 -> Finding.pass(COVERED, "the newest checkpoint covers the last entry");
      case 1 ->
          Finding.unknown(
              COVERED, beyond + " after the newest checkpoint: nothing vouches for them yet");
      default -> Finding.unknown(COVERED, "entries are missing");
    };
  }

  private Finding trusted() {
    if (trusted == null) {
      return Finding.unknown(
          TRUSTED, "none given: the holder of the key could have written all of this anew");
    }
    if (trusted.size() == 0) {
      return Finding.unknown(TRUSTED, "it signs no entry, and every log continues an empty one");
    }
    return holds(trusted)
        ? Finding.pass(
            TRUSTED,
            "the first %d of %d entries are those it signs".formatted(trusted.size(), count))
        : Finding.fail(TRUSTED, why(trusted));
  }
}
