#!/usr/bin/env bash
# Pid 1 of a real cluster's namespaces: makes the mounts private, waits for its network, then supervises the components.
# Whatever is mounted or configured here vanishes with the namespaces.
set -euo pipefail
for part in mounts cgroups supervise; do
  # shellcheck source=/dev/null
  . "$HERE/node/$part.sh"
done

own_network() {
  until [[ -e $STATE/run/network ]]; do sleep 0.02; done
  sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
  # Service addresses, and the gateway that Calico names in every pod, are answered only if a route to them exists.
  # There is no route to anywhere else, so nothing leaves the cluster.
  ip route add "$SERVICE_CIDR" via "$HOST_IP"
  ip route add 169.254.1.1 via "$HOST_IP"
}

hostname "$NODE_NAME"
own_run_etc_var
own_sysctls
mount -t sysfs sysfs /sys
mount_own_cgroups
own_network
cd "$STATE/run"
supervise
