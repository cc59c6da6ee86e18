package io.hipaaoperator.cli;

import io.hipaaoperator.cli.Table.Cell;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.workload.Snapshot;
import io.hipaaoperator.workload.Workload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hipaa reach}: who can reach whom, as the NetworkPolicies say. */
@Command(
    name = "reach",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show who can reach the pods that handle PHI, and whom these can reach, as the policies say.",
      "Manifests are taken as they will be once the operator has added its policies, a cluster as"
          + " it is. Whether the cluster's network enforces policies can't be read from them."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:shown; for diff: nothing is opened",
      "1:for diff: something is opened",
      "2:the input is wrong",
      "3:the cluster can't be asked"
    })
public final class ReachCommand implements Callable<Integer> {
  @Mixin private Source source = new Source();

  @Option(
      names = "--from",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only sources whose name contains this, such as clinic/api.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only destinations whose name contains this.")
  private String to = "";

  @Option(
      names = "--port",
      paramLabel = "PORT[/PROTOCOL]",
      converter = PortQuery.Converter.class,
      description = "One port, for example 5432 or 53/UDP: says of every pair whether and why.")
  private @Nullable PortQuery port;

  @Option(
      names = "--everyone",
      description = "All pairs of pods, also those of which neither handles PHI.")
  private boolean everyone;

  @Option(
      names = "--indirect",
      description = "In the table also ways over one stop, where there is no direct way.")
  private boolean indirect;

  @Mixin private TableOrJson output = new TableOrJson();

  @Spec private @Nullable CommandSpec spec;

  private final Planned planned;

  /** Reachability with the policies that these controls add. */
  public ReachCommand(List<Control<Workload>> controls) {
    this.planned = new Planned(controls);
  }

  @Override
  public Integer call() {
    Snapshot read = source.read();
    Snapshot cluster = source.isDisk() ? planned.applied(read) : read;
    ReachMap map = ReachMap.of(cluster);
    BiPredicate<Group, Group> asked = asked(map);
    print(new ReachReport(Ansi.AUTO, map, asked));
    warn(Reservations.of(cluster));
    return Exit.OK;
  }

  private void warn(List<String> reservations) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    reservations.forEach(sentence -> err.println("Not in the table: " + sentence));
    err.flush();
  }

  private BiPredicate<Group, Group> asked(ReachMap map) {
    BiPredicate<Group, Group> base = everyone ? ReachMap.allPairs() : map.concernsPhi();
    return base.and((source, target) -> source.name().contains(from) && target.name().contains(to))
        .and((source, target) -> isInNamespace(source) || isInNamespace(target));
  }

  /** Of a cluster, one namespace may be asked about; for manifests it is only where objects are. */
  private boolean isInNamespace(Group group) {
    return source.isDisk()
        || source.namespace() == null
        || group.name().startsWith(source.namespace() + "/");
  }

  private void print(ReachReport report) {
    PrintWriter out = out();
    if (output.isJson()) {
      out.println(port == null ? report.json() : report.json(port));
    } else {
      out.print(port == null ? report.table() : report.table(port));
      out.print(indirect ? report.indirect(from, to) : "");
    }
    out.flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** {@code hipaa reach diff}: what a change opens and closes. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Show which paths open and close between two folders of manifests, between all pods, pods"
            + " that may come, and addresses outside.",
        "A selector that no pod of the manifests matches has no rows."
      })
  int diff(
      @Option(
              names = "--phi",
              description = "Only paths of which one end handles PHI, before or after.")
          boolean phi,
      @Parameters(paramLabel = "OLD", description = "Manifests before the change.") Path before,
      @Parameters(paramLabel = "NEW", description = "Manifests after it.") Path after) {
    Snapshot old = planned.applied(Manifests.read(List.of(before), "default"));
    Snapshot now = planned.applied(Manifests.read(List.of(after), "default"));
    ReachDiff diff = diff(phi, ReachMap.of(old, now), ReachMap.of(now, old));
    PrintWriter out = out();
    out.print(diff.isEmpty() ? nothing(phi) : table(diff));
    out.flush();
    List<String> known = Reservations.of(old);
    warn(Reservations.of(now).stream().filter(it -> !known.contains(it)).toList());
    return diff.opened().isEmpty() ? Exit.OK : Exit.FINDINGS;
  }

  private static ReachDiff diff(boolean phi, ReachMap before, ReachMap after) {
    return phi ? ReachDiff.ofPhi(before, after) : ReachDiff.of(before, after);
  }

  private static String nothing(boolean phi) {
    return "No path%s opens or closes.%n".formatted(phi ? " to or from PHI" : "");
  }

  private static Table table(ReachDiff diff) {
    Table table = new Table(Ansi.AUTO, "CHANGE", "FROM", "TO", "PORTS", "VERDICT", "BY");
    diff.opened().forEach(row -> table.row(ReachReport.row(new Cell("opens", "red"), row)));
    diff.closed().forEach(row -> table.row(ReachReport.row(new Cell("closes", "green"), row)));
    return table;
  }
}
