# up and down, in the order things happen.

# up: a healthy cluster stays as it is; a half-made or dead one is taken away first
bring_up() {
  local mode=$1 wait=$2 begun
  begun=$(now_ms)
  lock_cluster
  if [[ -f $STATE/complete ]] && holder_lives; then
    already_up "$mode" "$wait"
    return
  fi
  [[ ! -f $STATE/settings ]] || { say "taking away what is left of an earlier $NAME"; take_down; lock_cluster; }
  # a build may last; what is being made is locked, but not begun yet
  prepare "$mode"
  "begin_$mode"
  "settle_$mode" "$wait"
  touch "$STATE/complete"
  say "${BOLD}cluster $NAME is up${PLAIN} ${DIM}$(seconds_since "$begun")${PLAIN}"
  say_how_to_use
}

already_up() {
  [[ $MODE == "$1" ]] || fail "cluster $NAME is up with a $MODE node" "take it down first: cluster down --name $NAME"
  within "$2" healthy || fail "cluster $NAME is up, but not healthy" "$(show_status)"
  say "cluster $NAME is already up and healthy"
  say_how_to_use
}

say_how_to_use() {
  [[ ${CLUSTER_HINTS:-yes} == yes ]] || return 0
  say ""
  say "  eval \"\$($HERE/cluster env --name $NAME)\"   kubectl and AWS clients then use this cluster"
  say "  kubectl get pods -A"
  say "  $HERE/cluster status --name $NAME"
}

prepare() {
  local mode=$1
  require_for_mode "$mode"
  if [[ $mode == real ]]; then prepare_real; else prepare_kwok; fi
  ensure_programs kubectl
  ensure_emulator
  KUBECTL=$(program_path kubectl)
  mkdir -p "$STATE/log" "$STATE/run"
  STEP_LOG=$STATE/log/up.log
  allocate "$mode"
  remember_programs "$mode" >>"$STATE/settings"
  read_settings
  step certificates make_pki
  make_kubeconfigs
}

# the cluster goes on with the programs it began with, whatever is built later
remember_programs() {
  local name program
  for name in "${CONTROL_PLANE_PROGRAMS[@]}" kubelet kube-proxy kwok; do
    program=${name^^}
    echo "PROGRAM_${program//-/_}='$(program_path "$name")'"
  done
  printf "%s='%s'\n" KUBECTL "$KUBECTL" EMULATOR_PYTHON "$(emulator_python)" NODE_PROGRAMS "$(module_cache node)" \
    NETPOL_PROGRAMS "$(module_cache netpol)" KWOK_STAGES "$(manifest_path kwok-stages)" RUNC "$(command -v runc)" \
    SEALED_SECRETS "$(program_path sealed-secrets-controller)" \
    COMPONENTS "$(components_of "$1")"
}

components_of() {
  case $1 in
    real) echo "etcd kube-apiserver kube-controller-manager kube-scheduler containerd kubelet kube-proxy felix aws" ;;
    kwok) echo "etcd kube-apiserver kube-controller-manager kube-scheduler kwok aws" ;;
  esac
}

# take_down: ends what runs, then removes what it leaves, the state folder last
take_down() {
  case ${MODE:-} in
    real) end_namespaces && close_door && remove_cgroups ;;
    kwok) end_session ;;
  esac
  rm -rf --one-file-system "${STATE:?}"
  rmdir "$STATE_HOME" "$(dirname "$STATE_HOME")" 2>/dev/null || true
}

bring_down() {
  [[ -d $STATE ]] || { say "cluster $NAME is not up"; return; }
  lock_cluster
  take_down
  say "cluster $NAME is gone"
}
