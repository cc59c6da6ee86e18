# The subcommands, as thin as they can be.

command_up() { bring_up "${NODE_KIND:-$(default_kind)}" "$WAIT"; }

default_kind() { if [[ $EUID == 0 && $(uname -s) == Linux ]]; then echo real; else echo kwok; fi; }

command_down() {
  local name
  if [[ -z $ALL ]]; then bring_down; return; fi
  for name in $(cluster_names); do
    use_cluster "$name"
    bring_down
  done
}

command_status() { show_status; }

command_kubeconfig() {
  must_be_up
  echo "$STATE/kubeconfig/admin"
}

command_env() {
  must_be_up
  printf 'export %s=%q\n' KUBECONFIG "$STATE/kubeconfig/admin" AWS_ENDPOINT_URL "http://$AWS_IP:$AWS_PORT" \
    AWS_ACCESS_KEY_ID test AWS_SECRET_ACCESS_KEY test AWS_REGION us-east-1 AWS_DEFAULT_REGION us-east-1
  say_path
}

# say_path: where kubectl and helm are that were built for the cluster, behind those of the machine unless too old
say_path() {
  local folder
  folder=$(module_cache kubernetes)
  [[ :$PATH: != *:$folder:* ]] || return 0
  if [[ $KUBECTL == "$folder"/* ]]; then printf 'export PATH=%q:$PATH\n' "$folder"; else printf 'export PATH=$PATH:%q\n' "$folder"; fi
}

# what is asked for is printed; that nothing is missing is no failure
command_needs() {
  if [[ $NODE_KIND == kwok ]]; then missing_packages "${NEEDS_ALWAYS[@]}"; else missing_packages "${NEEDS_ALWAYS[@]}" "${NEEDS_REAL[@]}"; fi
}

command_pid() {
  must_be_up
  [[ " $COMPONENTS " == *" ${1:-} "* ]] || fail "no component '${1:-}' in cluster $NAME" "it has: $COMPONENTS"
  component_pid "$1" || fail "$1 is not running just now" "see: cluster status --name $NAME"
}

command_load() {
  must_be_up
  [[ -f ${1:-} ]] || fail "no file '${1:-}'" "usage: cluster load IMAGE.tar"
  [[ $MODE == real ]] || fail "a kwok node runs no containers, so it has nowhere to load an image to"
  STEP_LOG=$STATE/log/load.log
  STEP_HINT="is it a docker-archive (docker save, Jib's buildTar)?" step "loading $1" import_image_file "$1"
  image_references "$1"
}

command_tool() {
  if [[ ${1:-} == emulator-python ]]; then ensure_emulator && emulator_python && return; fi
  if [[ ${1:-} == tool-image ]]; then ensure_images tool && image_tar tool && return; fi
  if [[ ${1:-} == postgres-image ]]; then require_postgres && ensure_images postgres && image_tar postgres && return; fi
  [[ -n ${1:-} && -n $(program_field "$1" 1) ]] ||
    fail "no tool '${1:-}'" "there are: $(program_names | tr '\n' ' ')emulator-python tool-image postgres-image"
  ensure_programs "$1"
  program_path "$1"
}

command_build() {
  local name
  for name in "$@"; do
    [[ -n $(program_field "$name" 1) ]] || fail "no program '$name'" "there are: $(program_names | tr '\n' ' ')"
  done
  # shellcheck disable=SC2046
  ensure_programs $(if (($#)); then echo "$@"; else program_names; fi)
  if (($# == 0)); then ensure_all_but_programs; fi
  say "all built, in $CACHE"
}

# what else an up needs, so that it needs no network afterwards
ensure_all_but_programs() {
  ensure_manifest calico-crds
  ensure_manifest kwok-stages
  ensure_manifest sealed-secrets-crd
  ensure_emulator
  require busybox=busybox-static
  ensure_images "${IMAGES[@]}"
}

must_be_up() {
  [[ -f $STATE/complete ]] && holder_lives && return
  fail "cluster $NAME is not up" "start it: cluster up --name $NAME"
}
