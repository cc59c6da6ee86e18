# The cluster's cgroups, seen from the host: one folder per hierarchy, made before the namespaces and removed after them.
# On cgroup v1 they lie below our caller's own, so its limits still hold; on v2 below the root, where root may add groups.

cgroup_version() { if [[ $(stat -fc %T /sys/fs/cgroup) == cgroup2fs ]]; then echo 2; else echo 1; fi; }

make_cgroups() {
  local folder
  cgroup_folders >"$STATE/cgroups"
  while read -r _ folder; do
    mkdir -p "$folder"
    if [[ $(cgroup_version) == 2 ]]; then make_version_2_ready "$folder"; else copy_cpuset "$folder"; fi
  done <"$STATE/cgroups"
  printf '%s\n' "CGROUP_VERSION=$(cgroup_version)" \
    "CGROUP_CONTROLLERS='$(cut -d' ' -f1 "$STATE/cgroups" | tr '\n' ' ')'" >>"$STATE/settings"
}

# the kubelet needs these; systemd hands them down only where a unit asked for them
make_version_2_ready() {
  local controller
  mkdir -p "$1/system"
  for controller in cpu cpuset memory pids; do
    ! grep -qw "$controller" /sys/fs/cgroup/cgroup.controllers ||
      echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
  done
}

# a new cpuset is empty, and an empty one takes no process
copy_cpuset() {
  [[ -f $1/cpuset.mems ]] || return 0
  cat "$1/../cpuset.cpus" >"$1/cpuset.cpus"
  cat "$1/../cpuset.mems" >"$1/cpuset.mems"
}

# lines "controllers folder"
cgroup_folders() {
  local controllers path mount
  if [[ $(cgroup_version) == 2 ]]; then
    echo "all /sys/fs/cgroup/hipaa-local-cluster-$NAME"
    return
  fi
  while IFS=: read -r _ controllers path; do
    controllers=${controllers#name=}
    mount=/sys/fs/cgroup/$controllers
    [[ -z $controllers || ! -d $mount ]] || echo "$controllers ${mount%/}${path%/}/hipaa-local-cluster-$NAME"
  done </proc/self/cgroup
}

remove_cgroups() {
  [[ -f $STATE/cgroups ]] || return 0
  within 10 remove_cgroup_folders || say "could not remove all cgroups of $NAME: $(cut -d' ' -f2 "$STATE/cgroups" | tr '\n' ' ')"
}

# a cgroup goes away only once its last process has
remove_cgroup_folders() {
  local folder gone=0
  while read -r _ folder; do
    [[ $folder == */hipaa-local-cluster-"$NAME" && -d $folder ]] || continue
    find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || gone=1
  done <"$STATE/cgroups"
  return $gone
}
