package io.hipaaoperator.cli;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.workload.Plan;
import io.hipaaoperator.workload.Preview;
import io.hipaaoperator.workload.Snapshot;
import io.hipaaoperator.workload.Workload;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa plan}: what the operator would do, with the operator's own code. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show what the operator would create or change, the verdicts and the drift.",
      "For manifests the verdicts are on the cluster as it will be, for a cluster as it is."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every control holds and nothing has drifted",
      "1:a control is violated, or something has drifted",
      "2:the input is wrong",
      "3:the cluster can't be asked",
      "4:nothing is violated, but something could not be determined",
      "5:no PhiWorkload to look at"
    })
public final class PlanCommand implements Callable<Integer> {
  /** How the plan is printed. */
  enum Output {
    table,
    yaml
  }

  @Mixin private Source source = new Source();

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table, or yaml for the desired objects alone.")
  private Output output = Output.table;

  @Spec private @Nullable CommandSpec spec;

  private final List<Control<Workload>> controls;

  /** A plan with these controls. */
  public PlanCommand(List<Control<Workload>> controls) {
    this.controls = controls;
  }

  @Override
  public Integer call() {
    Snapshot cluster = source.read();
    var serialization = new KubernetesSerialization();
    Plan plan = new Plan(controls, new ChildComparison(serialization));
    List<Preview> previews =
        cluster.workloads().stream()
            .map(workload -> Preview.of(plan, cluster, workload, source.isDisk()))
            .filter(preview -> isAskedFor(preview.workload()))
            .toList();
    print(previews, serialization);
    return exitCode(previews);
  }

  private boolean isAskedFor(Workload workload) {
    return source.isDisk()
        || source.namespace() == null
        || source.namespace().equals(workload.namespace());
  }

  private void print(List<Preview> previews, KubernetesSerialization serialization) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (output == Output.yaml) {
      previews.stream()
          .flatMap(preview -> preview.desired().stream())
          .forEach(object -> out.print(serialization.asYaml(object)));
    } else if (previews.isEmpty()) {
      out.println("No PhiWorkload found.");
    } else {
      previews.forEach(preview -> out.println(new PlanReport(Ansi.AUTO, preview)));
    }
    out.flush();
  }

  private static int exitCode(List<Preview> previews) {
    if (previews.isEmpty()) {
      return Exit.NOTHING;
    }
    if (previews.stream().anyMatch(PlanCommand::hasFinding)) {
      return Exit.FINDINGS;
    }
    return previews.stream().anyMatch(p -> has(p, Verdict.Undetermined.class))
        ? Exit.UNDETERMINED
        : Exit.OK;
  }

  private static boolean hasFinding(Preview preview) {
    return !preview.drifts().isEmpty()
        || !preview.foreign().isEmpty()
        || !preview.missing().isEmpty()
        || has(preview, Verdict.Violated.class);
  }

  private static boolean has(Preview preview, Class<?> rank) {
    return preview.results().stream().map(Result::verdict).anyMatch(rank::isInstance);
  }
}
