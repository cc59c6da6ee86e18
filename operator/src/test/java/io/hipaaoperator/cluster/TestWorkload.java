package io.hipaaoperator.cluster;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One PhiWorkload of a test, and the policies made for it.
 *
 * @param namespace where it is
 * @param name its name
 */
public record TestWorkload(TestNamespace namespace, String name) {

  /** The resource as the API server has it now; fails when there is none. */
  public PhiWorkload get() {
    return Objects.requireNonNull(resource().get(), "no PhiWorkload " + name);
  }

  public Resource<PhiWorkload> resource() {
    return namespace.workload(name);
  }

  /** Its status, empty before the first. */
  public PhiWorkloadStatus status() {
    return Objects.requireNonNullElse(get().getStatus(), PhiWorkloadStatus.NONE);
  }

  /** The first status that the condition holds for. */
  public PhiWorkloadStatus await(Predicate<PhiWorkloadStatus> condition) {
    return Eventually.until(this::status, condition);
  }

  /** Waits until the operator has seen the newest spec and this condition has this status. */
  public Condition await(String type, String status) {
    Eventually.until(this::get, now -> isSettled(now, type, status));
    return condition(type).orElseThrow();
  }

  private static boolean isSettled(PhiWorkload now, String type, String status) {
    return now.getStatus() != null
        && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
        && is(now.getStatus(), type, status);
  }

  /** Whether this status says Ready. */
  public static boolean isReady(PhiWorkloadStatus status) {
    return is(status, "Ready", "True");
  }

  private static boolean is(PhiWorkloadStatus now, String type, String status) {
    return condition(now, type).map(Condition::getStatus).filter(status::equals).isPresent();
  }

  /** Waits until it is Ready. */
  public TestWorkload ready() {
    await("Ready", "True");
    return this;
  }

  /** What a control says, once it is this verdict. */
  public ControlStatus awaitVerdict(String control, String verdict) {
    PhiWorkloadStatus status = await(now -> judged(now, control, verdict).isPresent());
    return judged(status, control, verdict).orElseThrow();
  }

  private static Optional<ControlStatus> judged(
      PhiWorkloadStatus status, String control, String verdict) {
    return status.controls().stream()
        .filter(known -> known.id().equals(control) && known.verdict().equals(verdict))
        .findFirst();
  }

  public Optional<Condition> condition(String type) {
    return condition(status(), type);
  }

  public static Optional<Condition> condition(PhiWorkloadStatus status, String type) {
    return status.conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** How many drifts were ever found. */
  public int driftTotal() {
    return Objects.requireNonNullElse(status().driftTotal(), 0);
  }

  /** Newest drift, once more than {@code before} were found and something was done about them. */
  public List<DriftStatus> awaitDrift(int before) {
    PhiWorkloadStatus after =
        await(
            status ->
                Objects.requireNonNullElse(status.driftTotal(), 0) > before && isDone(status));
    int added = Objects.requireNonNull(after.driftTotal()) - before;
    return after.drift().subList(0, Math.min(added, after.drift().size()));
  }

  /** Whether no drift is about to be put back. */
  public static boolean isDone(PhiWorkloadStatus status) {
    return status.drift().stream().noneMatch(drift -> drift.action().equals("Reverting"));
  }

  public Resource<NetworkPolicy> child(String suffix) {
    return namespace.policy(name + "-" + suffix);
  }

  /** A child as the API server has it now; fails when there is none. */
  public NetworkPolicy policy(String suffix) {
    return Objects.requireNonNull(child(suffix).get(), suffix);
  }

  /** Waits until a child has so many ingress rules. */
  public void awaitRules(String suffix, int count) {
    Eventually.until(() -> policy(suffix).getSpec().getIngress(), rules -> rules.size() == count);
  }

  /** Whether an ingress rule of a child admits everybody. */
  public boolean isOpen(String suffix) {
    return policy(suffix).getSpec().getIngress().stream()
        .map(NetworkPolicyIngressRule::getFrom)
        .anyMatch(List::isEmpty);
  }

  /** The ports that a child opens; none if it is not there. */
  public List<Integer> ports(String suffix) {
    return Optional.ofNullable(child(suffix).get()).stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getPorts().stream())
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  /** JSON merge patch of the resource itself, as its owner does. */
  public PhiWorkload patch(String merge) {
    return resource().patch(merge("test"), merge);
  }

  /** Somebody lets everybody in. */
  public NetworkPolicy open(String suffix, String manager) {
    return patchChild(suffix, manager, "{\"spec\":{\"ingress\":[{}]}}");
  }

  /** JSON merge patch of a child in the name of some field manager. */
  public NetworkPolicy patchChild(String suffix, String manager, String merge) {
    return child(suffix).patch(merge(manager), merge);
  }

  /** JSON patch of a child in the name of some field manager. */
  public NetworkPolicy editChild(String suffix, String manager, String operations) {
    return child(suffix).patch(patch(PatchType.JSON, manager), operations);
  }

  private static PatchContext merge(String manager) {
    return patch(PatchType.JSON_MERGE, manager);
  }

  private static PatchContext patch(PatchType type, String manager) {
    return new PatchContext.Builder().withPatchType(type).withFieldManager(manager).build();
  }
}
