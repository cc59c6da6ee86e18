# A cluster without root: the same control plane on loopback ports, and a node that kwok plays.
# kwokctl would start these too, but it neither restarts what dies nor tells a component's pid.

prepare_kwok() {
  ensure_programs "${KWOK_PROGRAMS[@]}"
  ensure_manifest kwok-stages
}

begin_kwok() {
  setsid bash "$HERE/node/loopback.sh" >>"$STATE/log/init.log" 2>&1 </dev/null 9<&- &
  within 10 holder_lives || fail "the supervisor did not start" "see $STATE/log/init.log"
}

settle_kwok() {
  STEP_HINT="logs: $STATE/log"
  step "API server" within "$1" api_ready
  step "node" settle_kwok_node "$1"
  step "default service account" within "$1" default_account_there
  step "AWS emulator" within "$1" aws_ready
}

settle_kwok_node() {
  render kwok-node.yaml | apply
  within "$1" node_ready
}

# end_session: the supervisor's session holds every process of a kwok cluster, also when the supervisor itself is dead.
# Pids are given out again, so only processes that work in our state folder are taken for ours.
end_session() {
  local session pid mine=()
  read -r session _ 2>/dev/null <"$STATE/run/holder.pid" || return 0
  for pid in $(pgrep -s "$session"); do
    [[ $(readlink "/proc/$pid/cwd") != "$STATE"* ]] || mine+=("$pid")
  done
  ((${#mine[@]} == 0)) || kill -9 "${mine[@]}" 2>/dev/null || true
  for pid in "${mine[@]}"; do
    within 10 process_gone "$pid" || fail "cluster $NAME does not end" "process $pid is still there"
  done
}
