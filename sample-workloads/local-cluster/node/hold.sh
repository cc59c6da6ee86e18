#!/usr/bin/env bash
# Becomes the process that holds a real cluster's namespaces. Enters its cgroups first, so that they are the root of the
# cgroup namespace. Written down before anything is begun: whoever cleans up finds it.
set -euo pipefail
# shellcheck source=/dev/null
. "$HERE/lib/processes.sh"
cd /
remember_process $$ holder
while read -r _ folder; do echo $$ >"$folder/cgroup.procs"; done <"$STATE/cgroups"
# On cgroup v2 a group with processes in it can't hand controllers down: once the root is fixed, move on to system/
# shellcheck disable=SC2016
exec unshare --cgroup bash -ec '
  [[ $CGROUP_VERSION == 1 ]] || echo $$ >/sys/fs/cgroup/hipaa-local-cluster-$NAME/system/cgroup.procs
  exec unshare --mount --propagation private --net --pid --uts --ipc --fork --kill-child --mount-proc bash "$HERE/node/init.sh"'
