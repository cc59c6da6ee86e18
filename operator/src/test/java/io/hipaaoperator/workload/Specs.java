package io.hipaaoperator.workload;

/** PhiWorkloads that the integration tests declare. */
final class Specs {
  /** Three policies: deny, one client on one port, DNS. */
  static final String LEDGER =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec:
        selector: {matchLabels: {app: ledger}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 5432}]
      """;

  /** A pod of it; its image is on the local cluster's node. */
  static final String LEDGER_POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: ledger, labels: {app: ledger}}
      spec:
        terminationGracePeriodSeconds: 0
        containers: [{name: main, image: "localhost/hipaa-operator/pause:1"}]
      """;

  /** Three policies in which every field that a NetworkPolicy has is used. */
  static final String EVERYTHING =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec:
        selector:
          matchLabels: {app: ledger}
          matchExpressions: [{key: tier, operator: In, values: [data, cache]}]
        network:
          ingress:
          - from:
            - podSelector: {matchLabels: {app: api}}
              namespaceSelector: {matchLabels: {team: clinic}}
            - ipBlock: {cidr: 10.0.0.0/16, except: [10.0.1.0/24]}
            ports: [{port: 5432}, {port: 9000, endPort: 9010}]
          - from: [{namespaceSelector: {matchExpressions: [{key: audit, operator: Exists}]}}]
            ports: [{port: metrics}]
          egress:
          - to: [{ipBlock: {cidr: 10.1.0.0/16}}]
            ports: [{port: 443}, {port: 4500, protocol: UDP}]
      """;

  private Specs() {}

  /** A merge patch that moves the one client to another port. */
  static String onPort(int number) {
    return """
        {"spec":{"network":{"ingress":[
          {"from":[{"podSelector":{"matchLabels":{"app":"api"}}}],"ports":[{"port":%d}]}]}}}
        """
        .formatted(number);
  }

  /** A workload of this name whose pods bear that name, reachable by {@code from}. */
  static String reachableBy(String name, String from) {
    return """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: %s}
        spec:
          selector: {matchLabels: {app: %1$s}}
          network:
            ingress:
            - from: [%s]
              ports: [{port: 5432}]
        """
        .formatted(name, from);
  }
}
