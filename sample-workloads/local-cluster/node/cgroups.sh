# The cluster's cgroups, seen from inside: the cgroup namespace makes lib/cgroups.sh's folders the root.

mount_own_cgroups() {
  if [[ $CGROUP_VERSION == 2 ]]; then mount_version_2; else mount_version_1; fi
}

mount_version_2() {
  local controller controllers
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  read -ra controllers </sys/fs/cgroup/cgroup.controllers || true
  # our processes sit in system/ (see lib/namespaces.sh), so the root may hand its controllers down
  for controller in "${controllers[@]}"; do
    echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control || echo "cgroup controller $controller is not to be had"
  done
}

mount_version_1() {
  local controller
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  for controller in $CGROUP_CONTROLLERS; do
    mkdir "/sys/fs/cgroup/$controller"
    case $controller in
      systemd) mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd ;;
      *) mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" ;;
    esac
    # controllers mounted together are also looked for one by one
    [[ $controller != *,* ]] || ln -s "$controller" "/sys/fs/cgroup/${controller%%,*}"
    [[ $controller != *,* ]] || ln -s "$controller" "/sys/fs/cgroup/${controller##*,}"
  done
}
