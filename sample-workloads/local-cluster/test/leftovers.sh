#!/usr/bin/env bash
# Does down leave nothing, also after an up that was killed at any moment, and does the next up succeed?
# Makes and removes a cluster of its own beside those that run: test/leftovers.sh [real|kwok]
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CLUSTER=$HERE/../cluster NAME=leftovers-test KIND=${1:-real}
STATE=${XDG_STATE_HOME:-$HOME/.local/state}/hipaa-operator/local-cluster/$NAME
# shellcheck source=/dev/null
. "$HERE/check.sh"

# what a cluster could leave on this host; cgroups of other clusters come and go with their pods
footprint() {
  cat /proc/self/mounts
  ip -o link | sed 's/^[0-9]*: //; s/link-netnsid [0-9]*//' | cut -d' ' -f1
  ip route
  find /sys/fs/cgroup -type d -name "hipaa-local-cluster-$NAME*"
  ls -d "$STATE" 2>/dev/null || true
  sysctl -a 2>/dev/null | grep -E '^(vm.overcommit_memory|vm.panic|kernel.panic|kernel.keys.root|net.ipv4.ip_forward)'
  our_processes
}

our_processes() {
  local process
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/cwd" 2>/dev/null) != "$STATE"* ]] || tr '\0' ' ' <"$process/cmdline"
  done
}

same_as_before() { diff <(echo "$BEFORE") <(footprint | sort); }

up() { "$CLUSTER" up --name "$NAME" --node "$KIND" 2>&1; }
down() { "$CLUSTER" down --name "$NAME" 2>&1; }

up_under_lock() { flock "$HERE/check.sh" "$CLUSTER" up --name "$NAME" --node "$KIND" 2>&1; }

# up in a session of its own, killed as a whole; what it has begun in the background lives on
up_killed_after() {
  setsid "$CLUSTER" up --name "$NAME" --node "$KIND" >/dev/null 2>&1 &
  sleep "$1"
  kill -9 -- "-$!" 2>/dev/null || true
  wait 2>/dev/null || true
}

check "no $NAME to begin with" test ! -e "$STATE"
BEFORE=$(footprint | sort)
for delay in 0.3 1 2 4 7 10; do
  up_killed_after "$delay"
  check "down after an up killed after $delay s" down
  check "nothing is left" same_as_before
done
up_killed_after 6
check "up after a killed up" up_under_lock
check "the caller's lock is free" flock --nonblock "$HERE/check.sh" true
check "a second up changes nothing" up
check "it is healthy" "$CLUSTER" status --name "$NAME"
check "its own kubeconfig" "$("$CLUSTER" tool kubectl)" --kubeconfig "$("$CLUSTER" kubeconfig --name "$NAME")" get nodes
check "down" down
check "nothing is left" same_as_before
summary
