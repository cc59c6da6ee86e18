# shellcheck shell=bash disable=SC2154
# Live connections between the pods of a sample, told in one table. Lines of the table: FROM TO PORT open|cut, with
# FROM a Deployment and TO a Service, both as NAMESPACE/NAME. Needs kube and a function `connections` that prints lines.

# show_connections UNDECLARED: prints what is open and what is cut, and fails if it is not as it has to be
show_connections() {
  local outcomes
  outcomes=$(mktemp)
  # policies take effect a moment after they are there
  within 10 as_expected "$1" "$outcomes" || true
  print_connections "$outcomes"
  as_printed "$1" "$outcomes" || fail "a connection is not as it has to be" "which policies are there: kubectl get networkpolicy -A"
  rm "$outcomes"
}

as_expected() {
  connections "$1" | try_all >"$2"
  as_printed "$1" "$2"
}

as_printed() { diff -q <(connections "$1") "$2" >/dev/null; }

# try_all: all at once, each line with what came of it, in their order
try_all() {
  local from to port n=0 parts
  parts=$(mktemp --directory)
  while read -r from to port _; do
    n=$((n + 1))
    echo "$from $to $port $(try_connection "$from" "$to" "$port")" >"$parts/$(printf '%03d' $n)" </dev/null &
  done
  wait
  cat "$parts"/*
  rm -r "$parts"
}

# a probe that did not run tells nothing: neither open nor cut
try_connection() {
  local address
  address=$(kube --namespace "${2%/*}" get service "${2#*/}" --output 'jsonpath={.spec.clusterIP}')
  case $(kube --namespace "${1%/*}" exec "deploy/${1#*/}" -- probe connect tcp "$address" "$3" --timeout 1s 2>/dev/null) in
    open*) echo open ;;
    closed*) echo cut ;;
    *) echo unknown ;;
  esac
}

print_connections() {
  local from to port outcome colour
  say ""
  while read -r from to port outcome; do
    case $outcome in open) colour=$GREEN ;; *) colour=$RED ;; esac
    printf '  %-20s → %-24s %s%s%s\n' "$from" "$to:$port" "$colour" "$outcome" "$PLAIN" >&2
  done <"$1"
}
