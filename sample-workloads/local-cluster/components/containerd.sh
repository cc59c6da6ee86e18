# The container runtime; its shims and the CNI plugins are found by path.
PATH=$NODE_PROGRAMS:$PATH exec "$NODE_PROGRAMS/containerd" --config "$STATE/config/containerd.toml"
