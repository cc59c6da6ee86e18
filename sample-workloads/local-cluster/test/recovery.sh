#!/usr/bin/env bash
# Does each component come back after kill -9, with the same data, and is the cluster healthy again?
# Against a cluster that is up: test/recovery.sh [NAME]
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CLUSTER=$HERE/../cluster NAME=${1:-hipaa}
# shellcheck source=/dev/null
. "$HERE/check.sh"
# shellcheck source=/dev/null
. <("$CLUSTER" env --name "$NAME")

kill_component() {
  local before
  before=$("$CLUSTER" pid "$1" --name "$NAME")
  kubectl create configmap "before-$1" >/dev/null
  kill -9 "$before"
  eventually 60 came_back "$1" "$before"
  kubectl get configmap "before-$1" >/dev/null
}

came_back() {
  local now
  now=$("$CLUSTER" pid "$1" --name "$NAME" 2>/dev/null) && [[ $now != "$2" ]] && "$CLUSTER" status --name "$NAME" >/dev/null
}

components() { "$CLUSTER" status --name "$NAME" | awk '$3 ~ /^[0-9]+$/ {print $1}'; }

remove_traces() {
  local component
  for component in $COMPONENTS; do kubectl delete configmap "before-$component" --ignore-not-found >/dev/null; done
}

trap remove_traces EXIT
COMPONENTS=$(components)
for component in $COMPONENTS; do
  SECONDS=0
  check "$component comes back" kill_component "$component"
  echo "        healthy again after $SECONDS s"
done
summary
