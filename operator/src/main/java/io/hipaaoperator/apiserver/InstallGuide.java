package io.hipaaoperator.apiserver;

import java.util.stream.Collectors;

/**
 * What to do with the files, in which order, and how to go back.
 *
 * @param files the others of them
 */
record InstallGuide(ControlPlaneFiles files) {
  private static final String KUBEADM =
      """
      # Made for EncryptionKey %1$s by hipaa-operator: to be merged into the ClusterConfiguration of kubeadm, and
      # likewise into the static pod of kube-apiserver on each node.
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - {name: encryption-provider-config, value: /etc/kubernetes/encryption/encryption-configuration.yaml}
        extraVolumes:
          - {name: encryption, hostPath: /etc/kubernetes/encryption, mountPath: /etc/kubernetes/encryption, readOnly: true, pathType: DirectoryOrCreate}
          - {name: kms-plugin, hostPath: %2$s, mountPath: %2$s, pathType: DirectoryOrCreate}
      """;

  private static final String TEXT =
      """
      # Encryption of what the API server stores, with EncryptionKey %1$s

      Key: %2$s

      Back etcd up before. From then on nobody reads what is encrypted, backups of etcd included, without this key: never
      disable or delete it. The nodes of the control plane need kms:Encrypt and kms:Decrypt on it: name their role in
      spec.principals.workloads of the EncryptionKey.

      ## Install, on one node of the control plane after the other

      1. Put kms-plugin.yaml into the folder of static pods (/etc/kubernetes/manifests). Wait until
         `curl -fs http://127.0.0.1:%3$d/healthz` succeeds on every node.
      2. With several API servers: put encryption-configuration-reading.yaml to
         /etc/kubernetes/encryption/encryption-configuration.yaml (owner root, mode 0600), give kube-apiserver the arguments
         and volumes of kubeadm-cluster-configuration.yaml, and wait until it is ready, on every node. Each can read then
         what the others are about to encrypt. With one alone go on with 3.
      3. Put encryption-configuration.yaml there instead, and restart kube-apiserver, on every node.
      4. Write anew what was stored before, as administrator:
      %4$s
      5. Restart kube-apiserver on every node once more. It reads all of it anew and counts anew, so that
         condition ApiServerEncrypted of the EncryptionKey can tell whether anything is left in plain.

      ## Go back

      1. Put encryption-configuration-reading.yaml in the place of encryption-configuration.yaml, and restart kube-apiserver,
         on every node.
      2. Write anew what is encrypted, as in 4 above.
      3. Only when that is done on all of it: take the argument and the file away, restart kube-apiserver, and then remove
         kms-plugin.yaml. Keep the key for as long as you keep backups of etcd.
      """;

  /** What to do. */
  String text() {
    return TEXT.formatted(
        files.owner(), files.arn(), files.declared().probedPort(), rewriting().stripTrailing());
  }

  /** How the API server is told. */
  String kubeadm() {
    return KUBEADM.formatted(files.owner(), files.folder());
  }

  private String rewriting() {
    return files.declared().encrypted().stream()
        .map(name -> "   `kubectl get %s -A -o json | kubectl replace -f -`".formatted(name))
        .collect(Collectors.joining("\n"));
  }
}
