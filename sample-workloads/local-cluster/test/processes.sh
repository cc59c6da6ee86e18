#!/usr/bin/env bash
# Which processes are taken for a cluster's, and what they inherit. Needs no cluster: test/processes.sh
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in test/check lib/processes; do
  # shellcheck source=/dev/null
  . "$HERE/../$part.sh"
done
STATE=$(mktemp -d) MODE=kwok
trap 'rm -rf "$STATE"' EXIT

component_is() { echo "$1" >"$STATE/run/etcd.pid" && component_pid etcd; }

dead_process() { sh -c 'echo $$'; }

# open_descriptors: above 2, except those of the script and of the folder that is listed
open_descriptors() {
  bash -c '. "$1/../lib/processes.sh"; close_inherited; ls /proc/self/fd' - "$HERE" | awk '$1 > 3'
}

nothing_is_inherited() {
  exec 12<"$STATE" 200<"$STATE"
  [[ -z $(open_descriptors) ]]
}

remember_process $$ holder
check "a component that runs has its pid" component_is $$
check "one that is dead has none" negate component_is "$(dead_process)"
check "one that never ran has none" negate component_pid other
check "nothing of the caller's stays open" nothing_is_inherited
summary
