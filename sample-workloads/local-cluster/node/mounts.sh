# The cluster's own view of the file system. Components have paths under /etc, /var and /run built in;
# memory-backed overlays let them write there without touching the host's files.

own_run_etc_var() {
  local dir
  mount --make-rshared /
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/lock /run/netns /run/containerd /run/state
  mount --bind "$STATE" /run/state
  for dir in etc var; do
    mkdir -p "/run/overlay/$dir/upper" "/run/overlay/$dir/work"
    mount -t overlay -o "lowerdir=/$dir,upperdir=/run/overlay/$dir/upper,workdir=/run/overlay/$dir/work" overlay "/$dir"
  done
  # where the state folder itself lies under /var, the overlay would hide writes to it
  mount --bind /run/state "$STATE"
  mkdir -p /var/lib/cni /var/lib/calico /var/log/containers
}

# the kubelet sets these for the whole kernel: it gets plain files to write to instead
own_sysctls() {
  local name file
  mkdir -p /run/sysctl
  for name in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
    kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
    file=/run/sysctl/${name//\//.}
    cat "/proc/sys/$name" >"$file"
    mount --bind "$file" "/proc/sys/$name"
  done
}
