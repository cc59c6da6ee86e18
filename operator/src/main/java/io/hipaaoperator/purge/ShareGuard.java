package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether more is due at once than a plan lets be. Targets of one table are taken together, of all
 * tenants and of each: several small shares are a large one.
 */
record ShareGuard(double share) {

  private record Whose(TableName table, Optional<Target.Tenant> tenant) {}

  /** What is too much, if anything. */
  Optional<String> problem(List<Work> all) {
    Map<Whose, List<Work>> whose = byTenant(all);
    Map<TableName, List<List<Work>>> tables = new LinkedHashMap<>();
    whose.forEach(
        (key, works) -> tables.computeIfAbsent(key.table(), _ -> new ArrayList<>()).add(works));
    return whose.entrySet().stream()
        .flatMap(
            it -> problem(it.getKey().table(), due(it.getValue()), rows(it.getValue())).stream())
        .findFirst()
        .or(
            () ->
                tables.entrySet().stream()
                    .flatMap(it -> ofTable(it.getKey(), it.getValue()).stream())
                    .findFirst());
  }

  private Optional<String> ofTable(TableName table, List<List<Work>> tenants) {
    return problem(table, tenants.stream().mapToLong(ShareGuard::due).sum(), rowsOfAll(tenants));
  }

  /** A target without a tenant counts the rows of all; otherwise each counts its own. */
  private static long rowsOfAll(List<List<Work>> tenants) {
    return tenants.stream()
        .filter(works -> whose(works.getFirst()).tenant().isEmpty())
        .mapToLong(ShareGuard::rows)
        .findFirst()
        .orElseGet(() -> tenants.stream().mapToLong(ShareGuard::rows).sum());
  }

  /** A record that several targets let go counts for each, but all records are all there are. */
  private Optional<String> problem(TableName table, long sum, long rows) {
    long due = Math.min(sum, rows);
    return due > share * rows
        ? Optional.of(
            "limits.share: %d of %d rows of %s are due, more than %s"
                .formatted(due, rows, table, share))
        : Optional.empty();
  }

  private static long due(List<Work> works) {
    return works.stream().mapToLong(it -> it.survey().candidates()).sum();
  }

  private static long rows(List<Work> works) {
    return works.stream().mapToLong(it -> it.survey().rows()).max().orElse(0);
  }

  private static Whose whose(Work work) {
    Target target = work.sql().target();
    return new Whose(target.root().table(), target.tenant());
  }

  private static Map<Whose, List<Work>> byTenant(List<Work> all) {
    return all.stream()
        .collect(Collectors.groupingBy(ShareGuard::whose, LinkedHashMap::new, Collectors.toList()));
  }
}
