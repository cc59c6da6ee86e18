# What a component waits for before it starts; read by node/supervise.sh for every component.

until_api_ready() {
  until curl -sf -o /dev/null --cacert "$STATE/pki/ca.crt" "https://$API_IP:$API_PORT/readyz"; do sleep 0.2; done
}

# api_has USER PATH: can this user read the object?
api_has() {
  local pki=$STATE/pki
  curl -sf -o /dev/null --cacert "$pki/ca.crt" --cert "$pki/$1.crt" --key "$pki/$1.key" "https://$API_IP:$API_PORT$2"
}
