# A cluster with a real node: kubelet and containerd run pods, Felix enforces NetworkPolicies.

prepare_real() {
  ensure_programs "${REAL_PROGRAMS[@]}"
  ensure_manifest calico-crds
  ensure_manifest sealed-secrets-crd
  ensure_images "${IMAGES[@]}"
}

begin_real() {
  SNAPSHOTTER=$(snapshotter)
  render_to_state containerd.toml kubelet.yaml kube-proxy.yaml calico.conflist
  echo 'nameserver 127.0.0.1' >"$STATE/config/resolv.conf"
  mkdir -p "$STATE/cni"
  make_cgroups
  read_settings
  begin_namespaces
}

# an overlay can't lie on an overlay, which is what a container's own file system is
snapshotter() { if [[ $(stat -fc %T "$STATE") == overlayfs ]]; then echo native; else echo overlayfs; fi; }

# settle_real SECONDS: each part once the one before it answers. The node gets its CNI configuration, and with that turns
# Ready, only when policies are enforced: no pod ever starts without.
settle_real() {
  STEP_HINT="logs: $STATE/log"
  step "API server and container images" api_and_images "$1"
  step "node's API objects" install_objects "$1"
  step "policy enforcement" within "$1" felix_ready
  cp "$STATE/config/calico.conflist" "$STATE/cni/10-calico.conflist"
  step "node" within "$1" node_ready
  step "policies cut and open connections" check_enforcement "$1"
  step "names (CoreDNS)" within "$1" coredns_ready
  step "sealed-secrets controller" within "$1" sealed_secrets_ready
  step "AWS emulator" within "$1" aws_ready
}

# importing is the runtime's work, and the API server takes a while
api_and_images() {
  import_images "$1" &
  within "$1" api_ready
  wait $!
}

install_objects() {
  kube create --validate=false -f "$(manifest_path calico-crds)" -f "$(manifest_path sealed-secrets-crd)"
  within "$1" install_bootstrap
  render coredns.yaml | apply
  render sealed-secrets.yaml | apply
}

# Calico's kinds are served a moment after their definitions are accepted
install_bootstrap() { render bootstrap.yaml | apply; }

import_images() {
  local image
  within "$1" test -S "/proc/$(remembered_pid init)/root/run/containerd/containerd.sock"
  for image in "${IMAGES[@]}"; do import_image_file "$(image_tar "$image")"; done
}

felix_ready() { local_get http 9099/readiness; }

coredns_ready() { deployment_ready coredns; }

sealed_secrets_ready() { deployment_ready sealed-secrets-controller; }

deployment_ready() { [[ $(kube -n kube-system get deployment "$1" -o 'jsonpath={.status.readyReplicas}' 2>/dev/null) -ge 1 ]]; }

# end_namespaces: the kernel lets pid 1 end only after everything else in its namespace has
end_namespaces() {
  local holder init
  holder=$(remembered_pid holder) || return 0
  init=$(pgrep -P "$holder") || init=''
  [[ -z $init ]] || kill -9 "$init" 2>/dev/null || true
  [[ -z $init ]] || within 20 process_gone "$init" || fail "cluster $NAME does not end" "process $init is still there"
  kill -9 "$holder" 2>/dev/null || true
  within 10 process_gone "$holder" || fail "cluster $NAME does not end" "process $holder is still there"
}
