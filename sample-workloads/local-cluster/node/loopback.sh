#!/usr/bin/env bash
# Runs the components of a kwok cluster: no namespaces, loopback only, as an ordinary user.
set -euo pipefail
for part in lib/processes node/supervise; do
  # shellcheck source=/dev/null
  . "$HERE/$part.sh"
done
mkdir -p "$STATE/run"
cd "$STATE/run"
remember_process $$ holder
supervise
