package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API server is to write to its audit log of namespaces with PHI: who ran something in a
 * container or listened to one, who asked for a Secret, and who changed what keeps PHI apart. Only
 * changes that hold no PHI and no secret are written with their bodies. It is an artefact: the API
 * server reads it from a file of its own.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/">Auditing</a>
 */
final class ApiAuditPolicy {
  /** Name of the file. */
  static final String FILE = "audit-policy.yaml";

  private static final String ENDING = "-audit-policy";

  /** The empty name stands for what is in no namespace, and for what is asked of all at once. */
  private static final String NONE = "";

  private static final String TEXT =
      """
      # Made for AuditSink %1$s by hipaa-operator. The first rule that matches counts: put these before your own.
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitManagedFields: true
      omitStages: [RequestReceived]
      rules:
        # Who ran something in a container, listened to one, or went through one.
        - level: Metadata
          namespaces: [%2$s]
          resources:
            - group: ""
              resources:
                - pods/exec
                - pods/attach
                - pods/portforward
                - pods/ephemeralcontainers
                - pods/log
                - pods/proxy
                - services/proxy
                - nodes/proxy
        # Who saw or changed secrets and configuration: never with what is in them.
        - level: Metadata
          namespaces: [%2$s]
          resources:
            - group: ""
              resources: [secrets, configmaps, serviceaccounts/token]
            - group: bitnami.com
              resources: [sealedsecrets, sealedsecrets/status]
        # Who changed which ways lead to PHI, and what is declared of it.
        - level: Request
          verbs: [create, update, patch, delete, deletecollection]
          namespaces: [%2$s]
          resources:
            - group: networking.k8s.io
              resources: [networkpolicies]
            - group: hipaa-operator.io
              resources: [phiworkloads, encryptionkeys, auditsinks]
        # Who read any of it, or changed what may say something of a patient.
        - level: Metadata
          namespaces: [%2$s]
          resources:
            - group: networking.k8s.io
              resources: [networkpolicies]
            - group: hipaa-operator.io
      """;

  private ApiAuditPolicy() {}

  /**
   * The ConfigMap of a sink.
   *
   * @param namespace where it is to be
   * @param audited namespaces that it speaks of
   */
  static ConfigMap of(ClusterSink sink, String namespace, Collection<String> audited) {
    return new ConfigMapBuilder()
        .withMetadata(sink.child(name(sink)))
        .editMetadata()
        .withNamespace(namespace)
        .endMetadata()
        .addToData(FILE, TEXT.formatted(sink.name(), list(audited)))
        .build();
  }

  /** What it is called. */
  static String name(ClusterSink sink) {
    return sink.name() + ENDING;
  }

  /** Without a name a rule would speak of every namespace. */
  private static String list(Collection<String> audited) {
    return Stream.concat(Stream.of(NONE), audited.stream())
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(", "));
  }
}
