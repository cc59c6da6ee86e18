# The cluster's own certificate authority, one certificate per component, and the kubeconfigs made from them.

# make_pki: everything below $STATE/pki, valid for a year, readable by the owner only
make_pki() {
  mkdir "$STATE/pki"
  cd "$STATE/pki" || return
  authority ca hipaa-operator-local-cluster
  authority front-proxy-ca hipaa-operator-local-cluster-front-proxy
  service_account_key
  server_certificates
  client_certificates
}

server_certificates() {
  local names=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc
  names+=,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:$SERVICE_IP,IP:$NODE_IP
  certificate apiserver ca /CN=kube-apiserver serverAuth "$names"
  certificate kubelet-server ca "/O=system:nodes/CN=system:node:$NODE_NAME" serverAuth \
    "DNS:$NODE_NAME,IP:127.0.0.1,IP:$NODE_IP"
}

client_certificates() {
  certificate admin ca /O=system:masters/CN=admin clientAuth
  certificate controller-manager ca /CN=system:kube-controller-manager clientAuth
  certificate scheduler ca /CN=system:kube-scheduler clientAuth
  certificate proxy ca /CN=system:kube-proxy clientAuth
  certificate kubelet ca "/O=system:nodes/CN=system:node:$NODE_NAME" clientAuth
  certificate calico ca /CN=calico-node clientAuth
  certificate kwok ca /O=system:masters/CN=kwok clientAuth
  certificate apiserver-kubelet ca /CN=kube-apiserver-kubelet-client clientAuth
  certificate front-proxy front-proxy-ca /CN=front-proxy-client clientAuth
}

new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

authority() {
  new_key "$1"
  openssl req -x509 -new -key "$1.key" -subj "/CN=$2" -days 365 -out "$1.crt"
}

# certificate NAME AUTHORITY SUBJECT USAGE [ALTERNATIVE_NAMES]
certificate() {
  new_key "$1"
  openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
  printf 'extendedKeyUsage=%s\n%s\n' "$4" "${5:+subjectAltName=$5}" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 365 -extfile "$1.ext" -out "$1.crt"
  rm "$1.csr" "$1.ext"
}

service_account_key() {
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out service-account.key
  openssl pkey -in service-account.key -pubout -out service-account.pub
}

make_kubeconfigs() {
  local user
  mkdir -p "$STATE/kubeconfig"
  for user in admin controller-manager scheduler proxy kubelet calico kwok; do
    kubeconfig_for "$user" >"$STATE/kubeconfig/$user"
  done
}

kubeconfig_for() {
  cat <<K
apiVersion: v1
kind: Config
current-context: $NAME
clusters:
- name: $NAME
  cluster:
    server: https://$API_IP:$API_PORT
    certificate-authority-data: $(base64 <"$STATE/pki/ca.crt" | tr -d '\n')
contexts:
- name: $NAME
  context: {cluster: $NAME, user: $1}
users:
- name: $1
  user:
    client-certificate-data: $(base64 <"$STATE/pki/$1.crt" | tr -d '\n')
    client-key-data: $(base64 <"$STATE/pki/$1.key" | tr -d '\n')
K
}
