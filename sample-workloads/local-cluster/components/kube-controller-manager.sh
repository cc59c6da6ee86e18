# The controllers, each with its own service account; signs certificates with the cluster's authority.
until_api_ready
kubeconfig=$STATE/kubeconfig/controller-manager pki=$STATE/pki
exec "$PROGRAM_KUBE_CONTROLLER_MANAGER" --kubeconfig="$kubeconfig" --authentication-kubeconfig="$kubeconfig" \
  --authorization-kubeconfig="$kubeconfig" --bind-address=127.0.0.1 --secure-port="$CONTROLLER_PORT" --leader-elect=false \
  --use-service-account-credentials=true --service-account-private-key-file="$pki/service-account.key" \
  --root-ca-file="$pki/ca.crt" --client-ca-file="$pki/ca.crt" --requestheader-client-ca-file="$pki/front-proxy-ca.crt" \
  --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" \
  --kube-api-qps=100 --kube-api-burst=200 --profiling=false
