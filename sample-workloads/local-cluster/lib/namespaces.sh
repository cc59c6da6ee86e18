# The walls of a real cluster: its own net, mount, pid, uts, ipc and cgroup namespaces, and one veth pair as the only door.
# Killing the process that holds them ends every process, mount, firewall rule and address in them.

# begin_namespaces: runs node/init.sh as pid 1 in there; run/holder.pid names the process outside that holds it all
begin_namespaces() {
  mkdir -p "$STATE/run"
  setsid bash "$HERE/node/hold.sh" >>"$STATE/log/init.log" 2>&1 </dev/null 9<&- &
  within 10 init_is_apart || fail "the namespaces did not start" "see $STATE/log/init.log"
  remember_process "$(init_pid)" init
  open_door "$(init_pid)"
  touch "$STATE/run/network"
}

init_pid() { pgrep -P "$(cut -d' ' -f1 "$STATE/run/holder.pid")"; }

init_is_apart() {
  local pid
  [[ -s $STATE/run/holder.pid ]] && pid=$(init_pid) &&
    [[ -n $pid && $(readlink "/proc/$pid/ns/net") != "$(readlink /proc/self/ns/net)" ]]
}

open_door() {
  ip link add "$LINK" type veth peer name eth0 netns "$1"
  ip addr add "$HOST_IP/30" dev "$LINK"
  ip link set "$LINK" up
  nsenter -t "$1" -n ip link set lo up
  nsenter -t "$1" -n ip addr add "$NODE_IP/30" dev eth0
  nsenter -t "$1" -n ip link set eth0 up
  ip route add "$POD_CIDR" via "$NODE_IP"
}

# inside COMMAND...: runs it in the cluster's namespaces
inside() { nsenter -t "$(remembered_pid init)" --mount --net --pid --uts --ipc --cgroup "$@"; }

# the route goes with the link
close_door() { [[ -z ${LINK:-} ]] || ! ip link show "$LINK" >/dev/null 2>&1 || ip link delete "$LINK"; }
