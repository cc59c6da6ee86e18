# The scheduler.
until_api_ready
kubeconfig=$STATE/kubeconfig/scheduler
exec "$PROGRAM_KUBE_SCHEDULER" --kubeconfig="$kubeconfig" --authentication-kubeconfig="$kubeconfig" \
  --authorization-kubeconfig="$kubeconfig" --bind-address=127.0.0.1 --secure-port="$SCHEDULER_PORT" --leader-elect=false \
  --profiling=false
