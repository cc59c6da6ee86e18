# A negative control: are policies really enforced? One pod that answers on one port; the host asks through the veth.
# Without a policy the way is open, with a default deny it is cut, without it is open again.

check_enforcement() {
  local ip
  within "$1" default_account_in_kube_system
  render enforcement-check.yaml | apply
  kube -n kube-system wait --for=condition=Ready pod/enforcement-check --timeout="${1}s"
  ip=$(kube -n kube-system get pod enforcement-check -o 'jsonpath={.status.podIP}')
  expect_way open "$ip" "without a policy"
  deny_policy | apply
  expect_way cut "$ip" "with a default deny"
  deny_policy | kube delete -f -
  expect_way open "$ip" "after the policy was deleted"
  kube -n kube-system delete pod enforcement-check --force --grace-period=0 --wait=false
}

default_account_in_kube_system() { admin_get /api/v1/namespaces/kube-system/serviceaccounts/default >/dev/null; }

# expect_way open|cut IP WHEN
expect_way() {
  within 15 "way_$1" "$2" || { echo "the way to a pod is not $1 $3: NetworkPolicies are not enforced"; return 1; }
  echo "$1 $3"
}

way_open() { timeout 0.5 bash -c "exec 3<>/dev/tcp/$1/7000" 2>/dev/null; }

way_cut() { ! way_open "$1"; }

deny_policy() {
  cat <<'Y'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: enforcement-check, namespace: kube-system}
spec: {podSelector: {matchLabels: {app: enforcement-check}}, policyTypes: [Ingress]}
Y
}
