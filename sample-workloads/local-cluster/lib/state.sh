# Where things live, and which cluster owns which number. A cluster's number N decides its subnet (10.201.N.0/30),
# its Pod range (10.244.N.0/24) and, for a kwok cluster, its loopback ports, so several run side by side.

STATE_HOME=${XDG_STATE_HOME:-$HOME/.local/state}/hipaa-operator/local-cluster
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/hipaa-operator/local-cluster

# use_cluster NAME: sets NAME and STATE, and reads the settings if the cluster has any
use_cluster() {
  [[ $1 =~ ^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$ ]] ||
    fail "'$1' is no cluster name" "lower-case letters, digits and dashes, 20 characters at most"
  export NAME=$1 STATE=$STATE_HOME/$1
  unset MODE INDEX
  [[ ! -f $STATE/settings ]] || read_settings
}

read_settings() {
  set -a
  # shellcheck source=/dev/null
  . "$STATE/settings"
  set +a
}

cluster_names() { find "$STATE_HOME" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2>/dev/null | sort; }

# lock_cluster: one up or down at a time per cluster; the lock is the state folder itself, so nothing is left of it
lock_cluster() {
  mkdir -p "$STATE"
  chmod 700 "$STATE"
  exec 9<"$STATE"
  flock --nonblock 9 || { say "another cluster up or down is at work on $NAME; waiting for it"; flock 9; }
  [[ $(stat -Lc %i /proc/self/fd/9) == "$(stat -c %i "$STATE" 2>/dev/null)" ]] || lock_cluster
}

# alone_in_cache COMMAND...: one at a time fills the cache, which all clusters share
alone_in_cache() {
  mkdir -p "$CACHE"
  exec 7<"$CACHE"
  flock --nonblock 7 || { say "the cache is being filled for another cluster; waiting for it"; flock 7; }
  "$@"
  exec 7<&-
}

# allocate MODE NODE_NAME: the first free number, written down before anyone else looks
allocate() {
  local n
  exec 8<"$STATE_HOME"
  flock 8
  for n in {0..255}; do
    number_free "$n" "$1" && break
  done
  number_free "$n" "$1" || fail "all 256 cluster numbers are taken" "see: cluster down --all"
  settings_for "$1" "$n" >"$STATE/settings"
  exec 8<&-
  read_settings
}

number_free() {
  ! grep -qsx "INDEX=$1" "$STATE_HOME"/*/settings || return 1
  if [[ $2 == real ]]; then network_free "$1"; else ports_free "$1"; fi
}

network_free() {
  local taken
  taken=$(ip -4 -o addr; ip -4 route; ip -o link)
  ! grep -qE "[ /](10\.201\.$1|10\.244\.$1)\.|hlc$1[ :@]" <<<"$taken"
}

first_port() { echo $((20000 + $1 * 16)); }

ports_free() {
  local port
  for ((port = $(first_port "$1"); port < $(first_port "$1") + 8; port++)); do
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 1
  done
}

settings_for() {
  printf '%s\n' "MODE=$1" "INDEX=$2" "NODE_NAME=$NAME-node" "POD_CIDR=10.244.$2.0/24" \
    "SERVICE_CIDR=10.96.0.0/24" "SERVICE_IP=10.96.0.1" "DNS_IP=10.96.0.10"
  if [[ $1 == real ]]; then real_settings "$2"; else kwok_settings "$(first_port "$2")"; fi
}

# in its own network namespace every port is free
real_settings() {
  printf '%s\n' "LINK=hlc$1" "HOST_IP=10.201.$1.1" "NODE_IP=10.201.$1.2" "API_IP=10.201.$1.2" "AWS_IP=10.201.$1.2" \
    BIND_IP=0.0.0.0 API_PORT=6443 ETCD_PORT=2379 ETCD_PEER_PORT=2380 CONTROLLER_PORT=10257 SCHEDULER_PORT=10259 AWS_PORT=4566
}

kwok_settings() {
  printf '%s\n' NODE_IP=10.201.0.2 API_IP=127.0.0.1 AWS_IP=127.0.0.1 BIND_IP=127.0.0.1 "API_PORT=$1" "ETCD_PORT=$(($1 + 1))" \
    "ETCD_PEER_PORT=$(($1 + 2))" "CONTROLLER_PORT=$(($1 + 3))" "SCHEDULER_PORT=$(($1 + 4))" "KWOK_PORT=$(($1 + 5))" \
    "AWS_PORT=$(($1 + 6))"
}
