# Talking to the cluster's API as its administrator.

kube() { "$(kubectl_program)" --kubeconfig "$STATE/kubeconfig/admin" "$@"; }

# looked for once: asking kubectl its version takes a moment
kubectl_program() { echo "${KUBECTL:-$(program_path kubectl)}"; }

admin_get() {
  curl -sf --max-time 5 --cacert "$STATE/pki/ca.crt" --cert "$STATE/pki/admin.crt" --key "$STATE/pki/admin.key" \
    "https://$API_IP:$API_PORT$1"
}

api_ready() { admin_get /readyz >/dev/null; }

# the node's Ready condition as the API has it
node_ready() { [[ $(node_condition Ready) == True ]]; }

node_condition() {
  kube get node "$NODE_NAME" -o "jsonpath={.status.conditions[?(@.type=='$1')].status}" 2>/dev/null
}

default_account_there() { admin_get /api/v1/namespaces/default/serviceaccounts/default >/dev/null; }

apply() { kube apply --server-side --field-manager=local-cluster -f - >/dev/null; }

# local_get http|https PORT/PATH: asks a component on the loopback address it listens on
local_get() {
  local enter=()
  [[ $MODE == kwok ]] || enter=(nsenter -t "$(remembered_pid init)" --net)
  "${enter[@]}" curl -sfk --max-time 5 "$1://127.0.0.1:$2" >/dev/null
}

# the settings are small, however much the emulator has in its memory
aws_ready() { curl -sf --max-time 5 -o /dev/null "http://$AWS_IP:$AWS_PORT/moto-api/config"; }
