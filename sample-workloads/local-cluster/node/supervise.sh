# Runs the components and starts each again when it dies, with the same data: after 0.2 s, then 0.4 s, up to 5 s while it
# keeps dying early. As pid 1 of a real cluster's namespaces it takes everything with it when it is killed.
# Reads COMPONENTS and the cluster's settings from the environment; leaves run/NAME.pid and run/NAME.restarts.

declare -A component=()  # by pid: what runs
declare -A resting=()    # by pid of a sleep: what starts when it ends
declare -A born=() pause_ms=() restarts=()

. "$HERE/components/api.sh"

launch() {
  local name=$1
  # shellcheck source=/dev/null
  (trap - TERM INT && . "$HERE/components/$name.sh") >>"$STATE/log/$name.log" 2>&1 </dev/null &
  component[$!]=$name
  born[$name]=$EPOCHSECONDS
  echo $! >"$STATE/run/$name.pid.new"
  mv "$STATE/run/$name.pid.new" "$STATE/run/$name.pid"
}

rest_then_relaunch() {
  local name=$1
  ((EPOCHSECONDS - born[$name] < 10)) || pause_ms[$name]=100
  pause_ms[$name]=$((${pause_ms[$name]:-100} * 2))
  ((pause_ms[$name] <= 5000)) || pause_ms[$name]=5000
  restarts[$name]=$((${restarts[$name]:-0} + 1))
  echo "${restarts[$name]}" >"$STATE/run/$name.restarts"
  sleep "$(printf '%d.%03d' $((pause_ms[$name] / 1000)) $((pause_ms[$name] % 1000)))" &
  resting[$!]=$name
}

# one child has ended: a component, or the rest before its next life
on_end() {
  local pid=$1 name
  if [[ -n ${component[$pid]:-} ]]; then
    name=${component[$pid]}
    unset "component[$pid]"
    echo "$(date -u +%FT%TZ) $name ended with status $2"
    rest_then_relaunch "$name"
  elif [[ -n ${resting[$pid]:-} ]]; then
    name=${resting[$pid]}
    unset "resting[$pid]"
    launch "$name"
  fi
}

supervise() {
  local name pid status
  trap 'kill -KILL "${!component[@]}" 2>/dev/null; wait; exit 0' TERM INT
  for name in $COMPONENTS; do launch "$name"; done
  while :; do
    pid='' status=0
    wait -n -p pid || status=$?
    [[ -z $pid ]] || on_end "$pid" "$status"
  done
}
