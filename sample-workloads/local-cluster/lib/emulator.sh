# The AWS emulator's Python: a virtual environment in the cache, named by a hash of its requirements.

emulator_home() {
  local hash
  hash=$({ cat "$HERE/emulator/requirements.txt"; python3 --version; } | sha256sum)
  echo "$CACHE/emulator-${hash:0:16}"
}

emulator_python() { echo "$(emulator_home)/bin/python"; }

emulator_complete() { [[ -f $(emulator_home)/complete ]]; }

ensure_emulator() { emulator_complete || alone_in_cache make_emulator; }

# somebody else may have made it while we waited
make_emulator() {
  emulator_complete && return
  STEP_HINT="it needs access to a Python package index, and on Debian: apt-get install -y python3-venv" \
    step "installing the AWS emulator" install_emulator "$(emulator_home)"
}

install_emulator() {
  rm -rf "$1"
  nice -n 5 python3 -m venv "$1"
  nice -n 5 "$1/bin/pip" install --quiet --no-input --disable-pip-version-check -r "$HERE/emulator/requirements.txt"
  touch "$1/complete"
}
