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

# end_session: the supervisor ends its components. If it is dead itself, its session still holds them; since pids are
# given out again, only processes that work in our state folder are taken for ours.
end_session() {
  local holder session pid
  if holder=$(remembered_pid holder); then
    kill -TERM "$holder" 2>/dev/null || true
    within 10 process_gone "$holder" || true
  fi
  read -r session _ 2>/dev/null <"$STATE/run/holder.pid" || return 0
  for pid in $(pgrep -s "$session"); do
    [[ $(readlink "/proc/$pid/cwd") == "$STATE"* ]] || continue
    kill -9 "$pid" 2>/dev/null || true
    within 10 process_gone "$pid" || fail "cluster $NAME does not end" "process $pid is still there"
  done
}
