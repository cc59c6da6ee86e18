package io.hipaaoperator.apiserver;

/**
 * The static pod that lets an API server use a key of KMS. It is there before the network and any
 * other pod is, so it has the network of its node.
 *
 * @param files which it is one of
 * @see <a
 *     href="https://github.com/kubernetes-sigs/aws-encryption-provider">aws-encryption-provider</a>
 */
record PluginPod(ControlPlaneFiles files) {
  private static final String TEXT =
      """
      # Made for EncryptionKey %1$s by hipaa-operator, for the static pods of each node of the control plane.
      apiVersion: v1
      kind: Pod
      metadata:
        name: aws-encryption-provider
        namespace: kube-system
        labels:
          app.kubernetes.io/name: aws-encryption-provider
      spec:
        hostNetwork: true
        dnsPolicy: Default
        priorityClassName: system-node-critical
        securityContext:
          seccompProfile: {type: RuntimeDefault}
        containers:
          - name: aws-encryption-provider
            image: "%2$s"
            command:
              - /aws-encryption-provider
              # The ARN and no alias: who leads an alias elsewhere makes all that is stored unreadable.
              - --key=%3$s
              - --region=%4$s
              - --listen=%5$s
              - --health-port=127.0.0.1:%6$d
              - --health-kms-version=v2
            livenessProbe:
              httpGet: {host: 127.0.0.1, port: %6$d, path: /livez}
              initialDelaySeconds: 10
              failureThreshold: 5
            resources:
              requests: {cpu: 50m, memory: 64Mi}
            # The socket's folder belongs to root, which is root without any other right here. Another user
            # needs that folder to be his, after every start of the node (tmpfiles.d).
            securityContext:
              runAsUser: 0
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities: {drop: [ALL]}
            volumeMounts:
              - {name: socket, mountPath: %7$s}
        volumes:
          - name: socket
            hostPath: {path: %7$s, type: DirectoryOrCreate}
      """;

  /** The manifest. */
  String text() {
    return TEXT.formatted(
        files.owner(),
        files.declared().pluginImage(),
        files.arn(),
        files.region(),
        files.declared().socketPath(),
        files.declared().probedPort(),
        files.folder());
  }
}
