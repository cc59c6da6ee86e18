# Plays the node: pods become Running, a Job's pods succeed. Nothing really runs.
until_api_ready
exec "$PROGRAM_KWOK" --kubeconfig="$STATE/kubeconfig/kwok" --config="$KWOK_STAGES" --manage-all-nodes=false \
  --manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake --server-address="127.0.0.1:$KWOK_PORT" --node-ip=127.0.0.1
