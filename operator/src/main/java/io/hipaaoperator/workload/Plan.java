package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Children;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.network.Openings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spec and facts in; desired objects, drift and verdicts out. It knows no client and no clock. */
public final class Plan {
  private static final List<FactKind<?>> PATHS_REST_ON =
      List.of(WorkloadFacts.POLICIES, WorkloadFacts.PODS, WorkloadFacts.SIBLING_POLICIES);

  private final List<Control<Workload>> controls;
  private final ChildComparison comparison;

  /** Plans with these controls. */
  public Plan(List<Control<Workload>> controls, ChildComparison comparison) {
    this.controls = List.copyOf(controls);
    this.comparison = comparison;
  }

  /** The children as the remedies of the controls want them. */
  List<HasMetadata> desired(Workload workload, Facts facts) {
    Map<String, HasMetadata> byName =
        controls.stream()
            .flatMap(control -> control.remedy().apply(workload, facts).stream())
            .collect(
                Collectors.toMap(
                    child -> child.getKind() + "/" + child.getMetadata().getName(),
                    Function.identity(),
                    (one, same) -> one,
                    LinkedHashMap::new));
    return List.copyOf(byName.values());
  }

  /** What is to be written, and how the children deviate. */
  Children children(
      Workload workload, List<HasMetadata> desired, Facts facts, List<Child> inventory) {
    return Children.compare(
        comparison,
        new PolicyFamily(workload),
        desired,
        facts.known(WorkloadFacts.POLICIES),
        inventory);
  }

  /** The verdict of every control that concerns the workload. */
  List<Result> verdicts(Workload workload, List<HasMetadata> desired, Facts facts) {
    Facts all = facts.with(WorkloadFacts.PATHS, paths(workload, desired, facts));
    return Control.judge(controls, workload, all);
  }

  private static Fact<Openings> paths(Workload workload, List<HasMetadata> desired, Facts facts) {
    List<String> missing = facts.missing(PATHS_REST_ON);
    return missing.isEmpty()
        ? new Fact.Known<>(openings(workload, desired, facts))
        : new Fact.Unreachable<>(missing.getFirst());
  }

  private static Openings openings(Workload workload, List<HasMetadata> desired, Facts facts) {
    List<NetworkPolicy> declared =
        Stream.concat(
                desired.stream()
                    .filter(NetworkPolicy.class::isInstance)
                    .map(NetworkPolicy.class::cast),
                facts.known(WorkloadFacts.SIBLING_POLICIES).stream())
            .toList();
    return new Openings(
        workload.namespace(),
        workload.podSelector(),
        facts.known(WorkloadFacts.PODS),
        facts.known(WorkloadFacts.POLICIES),
        declared);
  }
}
