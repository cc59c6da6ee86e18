package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.network.HandMadeEndpoints;
import org.junit.jupiter.api.Test;

/** What stays in memory of what is watched. */
class PruneTest {

  @Test
  void ofAPodStaysWhatControlsLookAt() {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: records-0
              namespace: clinic
              uid: u1
              resourceVersion: "7"
              labels: {app: records}
              annotations: {note: hunter2}
              managedFields: [{manager: kubelet}]
            spec:
              nodeName: n1
              hostNetwork: true
              serviceAccountName: records
              volumes: [{name: data, hostPath: {path: /var}}]
              initContainers:
              - {name: proxy, restartPolicy: Always, ports: [{name: p, containerPort: 1}]}
              containers:
              - name: c
                image: i
                args: [--password=hunter2]
                env: [{name: PASSWORD, value: hunter2}]
                ports: [{name: http, containerPort: 8080}]
            status: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}], hostIP: 10.1.0.1}
            """,
            Pod.class);

    assertThat(Serialization.asYaml(Prune.pod(pod)))
        .isEqualTo(
            """
            ---
            apiVersion: "v1"
            kind: "Pod"
            metadata:
              labels:
                app: "records"
              name: "records-0"
              namespace: "clinic"
              resourceVersion: "7"
              uid: "u1"
            spec:
              containers:
              - name: "c"
                ports:
                - containerPort: 8080
                  name: "http"
              hostNetwork: true
              initContainers:
              - name: "proxy"
                ports:
                - containerPort: 1
                  name: "p"
                restartPolicy: "Always"
              nodeName: "n1"
              volumes:
              - hostPath:
                  path: "/var"
                name: "data"
            status:
              hostIP: "10.1.0.1"
              phase: "Running"
              podIP: "10.0.0.1"
              podIPs:
              - ip: "10.0.0.1"
            """);
  }

  @Test
  void ofAServiceStaysWhomItLeadsToAndHow() {
    Service service =
        Serialization.unmarshal(
            "---\n{apiVersion: v1, kind: Service, metadata: {name: db, annotations: {note: b}},"
                + " spec: {type: NodePort, clusterIP: 10.0.0.1, externalIPs: [9.9.9.9],"
                + " selector: {app: db}, ports: [{name: pg, port: 1, targetPort: pg,"
                + " nodePort: 30000, protocol: TCP}]}}",
            Service.class);

    assertThat(Serialization.asYaml(Prune.service(service)))
        .isEqualTo(
            """
            ---
            apiVersion: "v1"
            kind: "Service"
            metadata:
              name: "db"
            spec:
              externalIPs:
              - "9.9.9.9"
              ports:
              - name: "pg"
                port: 1
                protocol: "TCP"
                targetPort: "pg"
              selector:
                app: "db"
              type: "NodePort"
            """);
  }

  @Test
  void ofEndpointsStayAddressesAndPorts() {
    EndpointSlice slice =
        Serialization.unmarshal(
            "---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,"
                + " metadata: {name: db, labels: {kubernetes.io/service-name: db}},"
                + " endpoints: [{addresses: [10.0.0.1], hostname: h, zone: z},"
                + " {addresses: [10.0.0.2]}],"
                + " ports: [{port: 5432}]}",
            EndpointSlice.class);

    EndpointSlice kept = Prune.endpoints(slice);

    assertThat(kept.getMetadata().getLabels()).containsEntry("kubernetes.io/service-name", "db");
    assertThat(kept.getEndpoints())
        .containsExactly(new EndpointBuilder().withAddresses("10.0.0.1", "10.0.0.2").build());
    assertThat(kept.getPorts()).isEqualTo(slice.getPorts());
  }

  /** As the API server writes a slice of a Service that leads to no pod. */
  @Test
  void endpointsMayBeNull() {
    EndpointSlice slice =
        Serialization.unmarshal(
            "---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,"
                + " metadata: {name: db}, endpoints: null, ports: null}",
            EndpointSlice.class);

    assertThat(HandMadeEndpoints.addresses(Prune.endpoints(slice))).isEmpty();
    assertThat(HandMadeEndpoints.addresses(slice)).isEmpty();
  }

  @Test
  void ofANamespaceStayItsLabels() {
    Namespace namespace =
        Serialization.unmarshal(
            "---\n{apiVersion: v1, kind: Namespace, metadata: {name: lab, labels: {team: a},"
                + " annotations: {note: b}}, spec: {finalizers: [kubernetes]}}",
            Namespace.class);

    assertThat(Prune.namespace(namespace).getMetadata().getLabels()).containsEntry("team", "a");
    assertThat(Prune.namespace(namespace).getMetadata().getAnnotations()).isEmpty();
    assertThat(Prune.namespace(namespace).getSpec()).isNull();
  }

  /** The reconciler needs the status, and the annotations that ask for another look. */
  @Test
  void ofAWorkloadGoesWhoOwnsWhichField() {
    PhiWorkload workload =
        Serialization.unmarshal(
            "---\n{apiVersion: hipaa-operator.io/v1alpha1, kind: PhiWorkload,"
                + " metadata: {name: a, namespace: b, annotations: {note: c},"
                + " managedFields: [{manager: kubectl}]},"
                + " spec: {selector: {}}, status: {summary: d}}",
            PhiWorkload.class);

    PhiWorkload kept = Prune.fieldOwners(workload);

    assertThat(kept.getMetadata().getManagedFields()).isEmpty();
    assertThat(kept.getMetadata().getAnnotations()).containsEntry("note", "c");
    assertThat(kept.getSpec()).isNotNull();
    assertThat(kept.getStatus().summary()).isEqualTo("d");
  }
}
