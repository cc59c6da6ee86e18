# Services, by nftables.
until_api_ready
exec "$PROGRAM_KUBE_PROXY" --config="$STATE/config/kube-proxy.yaml"
