# How the cluster is doing: one line per component, asked now.

# show_status: prints the table; fails if anything is not well
show_status() {
  local rows
  [[ -f $STATE/settings ]] || { say "cluster $NAME is not up"; return 1; }
  rows=$(status_rows)
  printf '%s%s%s  %s node, Kubernetes %s, Pods %s, AWS at %s\n\n' "$STRONG" "$NAME" "$NORMAL" "$MODE" \
    "$(version_of /version gitVersion)" "$POD_CIDR" "http://$AWS_IP:$AWS_PORT"
  printf '%-26s %-10s %-9s %s\n' COMPONENT STATE PID DETAIL
  print_rows <<<"$rows"
  all_ok "$rows"
}

print_rows() {
  local component state pid detail
  while IFS='|' read -r component state pid detail; do
    printf '%-26s %s%-10s%s %-9s %s\n' "$component" "$(state_colour "$state")" "$state" "$NORMAL" "$pid" "$detail"
  done
}

healthy() { [[ -f $STATE/complete ]] && all_ok "$(status_rows)"; }

all_ok() { ! grep -qv '|ok|' <<<"$1"; }

# lines "component|state|pid|detail"; the state is ok, starting, unhealthy or dead
status_rows() {
  local name
  for name in $COMPONENTS; do component_row "$name"; done
  check_row node node_ready "$(node_versions)"
  [[ $MODE == real ]] || return 0
  check_row coredns coredns_ready ""
  check_row sealed-secrets sealed_secrets_ready ""
}

component_row() {
  local name=$1 pid state=ok
  if ! pid=$(component_pid "$name") || [[ -z $pid ]]; then
    state=dead pid=-
  elif ! check_"${name//-/_}"; then
    state=unhealthy
  fi
  echo "$name|$state|$pid|$(restarts_of "$name")"
}

check_row() { if "$2"; then echo "$1|ok|-|$3"; else echo "$1|unhealthy|-|$3"; fi; }

restarts_of() {
  local count
  count=$(cat "$STATE/run/$1.restarts" 2>/dev/null) || return 0
  echo "restarted $count $([[ $count == 1 ]] && echo time || echo times); log: $STATE/log/$1.log"
}

check_etcd() { local_get http "$ETCD_PORT/health"; }
check_kube_apiserver() { api_ready; }
check_kube_controller_manager() { local_get https "$CONTROLLER_PORT/healthz"; }
check_kube_scheduler() { local_get https "$SCHEDULER_PORT/healthz"; }
check_containerd() { inside "$NODE_PROGRAMS/ctr" version >/dev/null 2>&1; }
check_kubelet() { local_get http 10248/healthz; }
check_kube_proxy() { local_get http 10256/healthz; }
check_felix() { felix_ready; }
check_kwok() { local_get http "$KWOK_PORT/healthz"; }
check_aws() { aws_ready; }

node_versions() {
  local info=.status.nodeInfo
  kube get node "$NODE_NAME" -o "jsonpath={$info.kubeletVersion} {$info.containerRuntimeVersion}" 2>/dev/null || true
}

# version_of PATH FIELD
version_of() { admin_get "$1" | sed -n "s/.*\"$2\": *\"\([^\"]*\)\".*/\1/p" || echo unknown; }

# this table is an answer, so it goes to standard output, and has its own opinion about colour
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then STRONG=$'\e[1m' NORMAL=$'\e[0m'; else STRONG='' NORMAL=''; fi

state_colour() {
  [[ -n $NORMAL ]] || return 0
  case $1 in ok) printf '\e[32m' ;; *) printf '\e[31m' ;; esac
}
