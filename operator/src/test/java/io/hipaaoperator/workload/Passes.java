package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.secret.SecretsPass;
import java.time.Duration;
import java.util.List;

/**
 * Passes that saw this or that. The plain one enforces, finds everything in place and complies.
 *
 * @param enforcement whether deviations were repaired
 * @param pods how many pods there are
 * @param drifts deviations found
 * @param foreign names that somebody else's objects bear
 * @param missing references that lead nowhere
 * @param unread why nothing could be looked at
 * @param refusals writes that were refused
 * @param results verdicts
 */
record Passes(
    Enforcement enforcement,
    int pods,
    List<Drift> drifts,
    List<String> foreign,
    List<String> missing,
    List<String> unread,
    List<Refusal> refusals,
    List<Result> results) {
  static final Child CHILD =
      new Child("networking.k8s.io/v1", "NetworkPolicy", null, "records-default-deny", "uid-1");

  static final Refusal FORBIDDEN =
      new Refusal("NetworkPolicy", "records-egress", "Forbidden", "may not patch");

  /** A refused write of one child. */
  static Refusal forbidden(String name) {
    return new Refusal("NetworkPolicy", name, "Forbidden", "may not patch");
  }

  static Passes plain() {
    return new Passes(
        Enforcement.Enforce,
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(result("A4", Verdict.compliant("no volume lies on a node"))));
  }

  Passes observing() {
    return new Passes(
        Enforcement.Observe, pods, drifts, foreign, missing, unread, refusals, results);
  }

  Passes pods(int number) {
    return new Passes(enforcement, number, drifts, foreign, missing, unread, refusals, results);
  }

  Passes drifts(Drift... found) {
    return new Passes(
        enforcement, pods, List.of(found), foreign, missing, unread, refusals, results);
  }

  Passes foreign(String... names) {
    return new Passes(
        enforcement, pods, drifts, List.of(names), missing, unread, refusals, results);
  }

  Passes missing(String... paths) {
    return new Passes(
        enforcement, pods, drifts, foreign, List.of(paths), unread, refusals, results);
  }

  Passes refused(Refusal... refused) {
    return new Passes(
        enforcement, pods, drifts, foreign, missing, unread, List.of(refused), results);
  }

  Passes unread(String... why) {
    return new Passes(enforcement, pods, drifts, foreign, missing, List.of(why), refusals, results);
  }

  Passes judged(Result... found) {
    return new Passes(
        enforcement, pods, drifts, foreign, missing, unread, refusals, List.of(found));
  }

  Pass pass() {
    return new Pass(
        7,
        enforcement,
        pods,
        List.of(policy("records-default-deny"), policy("records-egress")),
        List.of(CHILD),
        drifts,
        foreign,
        missing,
        List.of(),
        Duration.ZERO,
        List.of(),
        unread,
        refusals,
        results,
        SecretsPass.NONE);
  }

  static Drift drift(String field, String found) {
    return drift(Drift.Type.Changed, field, found);
  }

  static Drift drift(Drift.Type type, String field, String found) {
    return new Drift(
        "NetworkPolicy",
        "records-ingress",
        FieldPath.ROOT.child("spec").child(field),
        type,
        "[]",
        found,
        "kubectl-edit",
        "2026-01-01T00:00:00Z",
        true);
  }

  static Result result(String id, Verdict verdict) {
    var control =
        new Control<Workload>(
            id,
            "title of " + id,
            Citation.required("164.312(a)(1)"),
            List.of(),
            Severity.CRITICAL,
            List.of(),
            List.of(),
            (workload, facts) -> true,
            (workload, facts) -> verdict,
            (workload, facts) -> List.of());
    return new Result(control, verdict);
  }

  private static NetworkPolicy policy(String name) {
    return new NetworkPolicyBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
