package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.Openings;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.secret.SecretAge;
import java.util.List;
import java.util.Map;

/** The kinds of facts that are read about a workload. */
public final class WorkloadFacts {
  /** The workload's own pods, those that have not ended. */
  public static final FactKind<List<Pod>> PODS = FactKind.named("pods");

  /** Every NetworkPolicy of the workload's namespace, whoever made it. */
  public static final FactKind<List<NetworkPolicy>> POLICIES = FactKind.named("network policies");

  /** The PhiWorkloads that the workload names as peers. */
  public static final FactKind<Peers> PEERS = FactKind.named("peer workloads");

  /** What other PhiWorkloads of the namespace declare for pods that are the workload's as well. */
  public static final FactKind<List<NetworkPolicy>> SIBLING_POLICIES =
      FactKind.named("policies of sibling workloads");

  /** The paths into and out of the pods, worked out when a control asks for them. */
  public static final FactKind<Openings> PATHS = FactKind.named("paths");

  /** The Services of the workload's namespace. */
  public static final FactKind<List<Service>> SERVICES = FactKind.named("services");

  /** Endpoints of Services anywhere that lead to the workload's pods without a selector. */
  public static final FactKind<List<HandMadeEndpoints>> HAND_MADE_ENDPOINTS =
      FactKind.named("hand-made endpoints");

  /**
   * Ways that Ingresses and routes of Gateways open to Services that may lead to the pods: those
   * that are known.
   */
  public static final FactKind<List<Route>> ROUTES = FactKind.named("ingresses and routes");

  /** Sentences on ways in that were not read, or lead to something else than a Service. */
  public static final FactKind<List<String>> UNFOLLOWED_ROUTES =
      FactKind.named("routes that can't be followed");

  /** Sentences on policies of other APIs, which may allow what NetworkPolicies deny. */
  public static final FactKind<List<String>> OTHER_POLICIES =
      FactKind.named("policies of other APIs");

  /** Pods anywhere in the cluster whose data class, or whose namespace's, is analytics. */
  public static final FactKind<List<AnalyticsPod>> ANALYTICS = FactKind.named("analytics pods");

  /** What the data behind each claim of the pods lies on, by the claim's name. */
  public static final FactKind<Map<String, Fact<Store>>> STORES =
      FactKind.named("stores behind claims");

  /** The key that the data is to be encrypted with. */
  public static final FactKind<WorkloadKey> KEY = FactKind.named("declared key");

  /** The AuditSink that the logs go to. */
  public static final FactKind<WorkloadSink> SINK = FactKind.named("named AuditSink");

  /** How old what is in the Secrets that the workload declares is. */
  public static final FactKind<List<SecretAge>> SECRET_AGES = FactKind.named("ages of secrets");

  private WorkloadFacts() {}

  /**
   * A pod that analyses data and must not reach PHI.
   *
   * @param pod the pod
   * @param namespace its namespace
   */
  public record AnalyticsPod(Pod pod, Namespace namespace) {}
}
