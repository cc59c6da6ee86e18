package io.hipaaoperator.controls.network;

import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.network.Direction;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Opening;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import io.hipaaoperator.workload.WorkloadFacts.AnalyticsPod;
import java.util.List;
import java.util.stream.Stream;

/**
 * A36: what analyses data does not reach PHI, not even over a declared path. It concerns clusters
 * in which pods or namespaces are labelled {@code hipaa-operator.io/data-class: analytics}.
 */
public final class AnalyticsApart {
  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          "A36",
          "PHI and analytics workloads separated",
          Citation.required("164.312(a)(1)"),
          List.of("SC-7(21)"),
          Severity.RECOMMENDED,
          List.of(WorkloadFacts.ANALYTICS, WorkloadFacts.PATHS),
          List.of(WorkloadFacts.OTHER_POLICIES),
          (workload, facts) -> !facts.known(WorkloadFacts.ANALYTICS).isEmpty(),
          AnalyticsApart::check,
          (workload, facts) -> List.of());

  private AnalyticsApart() {}

  private static Verdict check(Workload workload, Facts facts) {
    List<AnalyticsPod> pods = facts.known(WorkloadFacts.ANALYTICS);
    List<String> admitted =
        facts.known(WorkloadFacts.PATHS).all().stream()
            .filter(path -> path.direction() == Direction.INGRESS)
            .flatMap(path -> pods.stream().flatMap(pod -> admission(path, pod)))
            .distinct()
            .toList();
    return admitted.isEmpty()
        ? Verdict.compliant("no rule admits any of " + pods.size() + " analytics pods")
        : new Verdict.Violated(admitted);
  }

  private static Stream<String> admission(Opening path, AnalyticsPod analytics) {
    OfPod pod = OfPod.of(analytics.pod(), analytics.namespace());
    return path.admits(pod)
        ? Stream.of(path.where() + " admits analytics pod " + pod.name())
        : Stream.empty();
  }
}
