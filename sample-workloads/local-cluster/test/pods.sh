#!/usr/bin/env bash
# Does a pod get what Kubernetes promises? Logs, exec, port-forward, names, Services, volumes, exit codes, and policies
# per direction and port. Against a cluster that is up: test/pods.sh [NAME]
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
. "$HERE/check.sh"
# shellcheck source=/dev/null
. <("$HERE/../cluster" env --name "${1:-hipaa}")
NAMESPACE=local-cluster-test

kubectl_in() { kubectl -n "$NAMESPACE" "$@"; }
client() { kubectl_in exec client -- "$@"; }
way() { client probe connect "$@" --timeout 1s; }
first_server() { kubectl_in get pod -l app=server -o 'jsonpath={.items[0].status.podIP}'; }

job_exit_code() {
  local path='{.items[0].status.containerStatuses[0].state.terminated.exitCode}'
  [[ $(kubectl_in get pod -l job-name=fails -o "jsonpath=$path") == 3 ]]
}

answers_through_port_forward() {
  local forward
  kubectl_in port-forward svc/server 17000:80 >/dev/null 2>&1 &
  forward=$!
  eventually 10 forwarded_name && kill "$forward"
}
forwarded_name() { grep -q '^server-' < <(timeout 2 bash -c 'exec 3<>/dev/tcp/127.0.0.1/17000; head -1 <&3' 2>/dev/null); }

policy() {
  kubectl apply -f - >/dev/null <<Y
{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
 "metadata": {"name": "$1", "namespace": "$NAMESPACE"}, "spec": $2}
Y
}

# a policy is in force a moment after it is accepted
becomes() { eventually 10 "$@"; }
cut() { ! way "$@"; }

trap 'kubectl delete namespace "$NAMESPACE" --wait=false >/dev/null 2>&1' EXIT
kubectl apply -f "$HERE/workload.yaml" >/dev/null
kubectl_in rollout status deployment/server --timeout=60s >/dev/null
kubectl_in wait --for=condition=Ready pod/client --timeout=60s >/dev/null
SERVER=$(first_server)

check "logs, and a mounted ConfigMap" grep -q 'started with hello' <(kubectl_in logs client)
check "exec, as the user asked for" test "$(client id -u)" = 65534
check "port-forward to a Service" answers_through_port_forward
check "a name is found" client nslookup server.local-cluster-test.svc.cluster.local
check "a name outside is not" eventually 1 negate client nslookup example.org
check "TCP by Service name" way tcp server 80
check "UDP by Service name" way udp server 53
check "the exit code of a job" eventually 20 job_exit_code
check "the host reaches a pod" timeout 2 bash -c "exec 3<>/dev/tcp/$SERVER/7000"
check "a pod reaches the AWS emulator" client wget -q -O /dev/null "$AWS_ENDPOINT_URL/moto-api/config"
check "nothing leaves the cluster" cut tcp 198.51.100.1 80

policy deny '{"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}'
check "default deny cuts TCP" becomes cut tcp "$SERVER" 7000
check "default deny cuts UDP" becomes cut udp "$SERVER" 7000
policy in '{"podSelector": {"matchLabels": {"app": "server"}}, "ingress": [
  {"from": [{"podSelector": {"matchLabels": {"app": "client"}}}], "ports": [{"port": 7001}]}]}'
check "an ingress rule alone opens nothing" cut tcp "$SERVER" 7001
policy out '{"podSelector": {"matchLabels": {"app": "client"}}, "policyTypes": ["Egress"], "egress": [
  {"to": [{"podSelector": {"matchLabels": {"app": "server"}}}]}]}'
check "with egress too, that port is open" becomes way tcp "$SERVER" 7001
check "and no other" cut tcp "$SERVER" 7000
check "probes are still answered" kubectl_in wait --for=condition=Ready pod -l app=server --timeout=5s
kubectl_in delete networkpolicy --all >/dev/null
check "without policies everything is open again" becomes way tcp "$SERVER" 7000
summary
