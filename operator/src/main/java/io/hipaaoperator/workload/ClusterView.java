package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Peers.Key;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a cluster, be it a live one or manifests on disk. Answers come from memory and
 * may be shared: nobody changes them.
 */
public interface ClusterView {
  /** Pods of a namespace. */
  List<Pod> pods(String namespace);

  /** Pods of all namespaces whose own label says that they handle data of this class. */
  List<Pod> podsOfClass(String dataClass);

  /** Namespaces whose label says that their pods handle data of this class. */
  List<Namespace> namespacesOfClass(String dataClass);

  /** NetworkPolicies of a namespace. */
  List<NetworkPolicy> policies(String namespace);

  /** Services of a namespace. */
  List<Service> services(String namespace);

  /** EndpointSlices of any namespace that hold an address of a pod. */
  List<EndpointSlice> endpointsAt(Pod pod);

  /** Why it is not known which endpoints lead to these pods; empty where it is. */
  Optional<String> unknownEndpoints(List<Pod> pods);

  /** Ways that Ingresses and routes of Gateways open into a namespace. */
  Routes routes(String namespace);

  /** Policies of other APIs than NetworkPolicy, wherever they are. */
  Fact<List<OtherPolicy>> otherPolicies();

  /** What the data behind a claim lies on. */
  Fact<Store> store(String namespace, String claim);

  /** What an EncryptionKey is to the workloads of a namespace that name it. */
  Fact<WorkloadKey> key(String encryptionKey, String namespace);

  /** What an AuditSink is to the workloads of a namespace that name it. */
  Fact<WorkloadSink> sink(String auditSink, String namespace);

  /** A namespace. */
  Optional<Namespace> namespace(String name);

  /** Why what is said about objects of these kinds is no evidence; empty where it is. */
  Optional<String> doubt(List<Class<? extends HasMetadata>> kinds);

  /** A PhiWorkload. */
  Optional<PhiWorkload> workload(Key key);
}
