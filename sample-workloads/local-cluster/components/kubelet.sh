# The node agent: waits for the runtime and the API, then registers the node.
until [[ -S /run/containerd/containerd.sock ]]; do sleep 0.1; done
until_api_ready
exec "$PROGRAM_KUBELET" --config="$STATE/config/kubelet.yaml" --kubeconfig="$STATE/kubeconfig/kubelet" \
  --root-dir="$STATE/kubelet" --cert-dir="$STATE/kubelet/pki" --node-ip="$NODE_IP" --hostname-override="$NODE_NAME"
