package io.hipaaoperator.network;

import io.hipaaoperator.network.Groups.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who can reach whom on which ports, as a table.
 *
 * @param rows in the order in which the endpoints were given
 */
public record Matrix(List<Row> rows) {

  public Matrix {
    rows = List.copyOf(rows);
  }

  /**
   * What one group can reach of another.
   *
   * @param from the source
   * @param to the destination
   * @param ports ports that are open for certain, or that may be
   * @param certain which of the two
   * @param why the rules that open them
   */
  public record Row(String from, String to, Ports ports, boolean certain, String why) {
    private String pair() {
      return from + " " + to + " " + certain;
    }

    private Stream<Row> minus(Ports others) {
      Ports rest = ports.minus(others);
      return rest.isEmpty() ? Stream.empty() : Stream.of(new Row(from, to, rest, certain, why));
    }
  }

  /** The pairs among these groups that are asked for. */
  public static Matrix of(
      Reachability reachability, Collection<Group> groups, BiPredicate<Group, Group> asked) {
    List<Row> rows = new ArrayList<>();
    for (Group from : groups) {
      groups.stream()
          .filter(to -> asked.test(from, to))
          .flatMap(to -> rows(from, to, reachability.paths(from.endpoint(), peer(from, to))))
          .forEach(rows::add);
    }
    return new Matrix(rows);
  }

  /** Of a group and itself two pods are meant, for one reaches itself whatever policies say. */
  private static Endpoint peer(Group from, Group to) {
    return from.equals(to) ? to.another() : to.endpoint();
  }

  private static Stream<Row> rows(Group from, Group to, List<Path> paths) {
    List<Path> certain = paths.stream().filter(Path::certain).toList();
    List<Path> possible = paths.stream().filter(path -> !path.certain()).toList();
    return Stream.concat(
        row(from, to, true, certain).minus(Ports.NONE),
        row(from, to, false, possible).minus(ports(certain)));
  }

  private static Row row(Group from, Group to, boolean certain, List<Path> paths) {
    String why =
        paths.stream()
            .flatMap(path -> Stream.of(path.egress(), path.ingress()))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining("; "));
    return new Row(from.name(), to.name(), ports(paths), certain, why);
  }

  private static Ports ports(List<Path> paths) {
    return paths.stream().map(Path::ports).reduce(Ports.NONE, Ports::union);
  }

  /** What is open here and was not there; closed is the same the other way round. */
  public List<Row> beyond(Matrix before) {
    Map<String, Ports> open = new LinkedHashMap<>();
    before.rows.forEach(row -> open.merge(row.pair(), row.ports(), Ports::union));
    return rows.stream()
        .flatMap(row -> row.minus(open.getOrDefault(row.pair(), Ports.NONE)))
        .toList();
  }

  /**
   * Ways over one stop, where there is no direct way for certain: {@code from}, stop, {@code to}.
   */
  public List<List<String>> indirect() {
    Map<String, TreeSet<String>> next = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> !row.from().equals(row.to()))
        .forEach(row -> next.computeIfAbsent(row.from(), _ -> new TreeSet<>()).add(row.to()));
    return next.entrySet().stream().flatMap(start -> ways(start.getKey(), next)).toList();
  }

  private static Stream<List<String>> ways(String from, Map<String, TreeSet<String>> next) {
    TreeSet<String> direct = next.getOrDefault(from, new TreeSet<>());
    return direct.stream()
        .flatMap(
            stop ->
                next.getOrDefault(stop, new TreeSet<>()).stream()
                    .filter(to -> !to.equals(from) && !direct.contains(to))
                    .map(to -> List.of(from, stop, to)));
  }
}
