# The API server: RBAC and Node authorization, an audit log, admission policies as they are on by default.
pki=$STATE/pki
exec "$PROGRAM_KUBE_APISERVER" --etcd-servers="http://127.0.0.1:$ETCD_PORT" \
  --bind-address="$BIND_IP" --secure-port="$API_PORT" --advertise-address="$NODE_IP" --service-cluster-ip-range="$SERVICE_CIDR" \
  --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
  --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true --profiling=false \
  --audit-policy-file="$HERE/config/audit-policy.yaml" --audit-log-path="$STATE/log/audit.log" \
  --audit-log-maxsize=50 --audit-log-maxbackup=2 \
  --service-account-issuer=https://kubernetes.default.svc.cluster.local \
  --service-account-key-file="$pki/service-account.pub" --service-account-signing-key-file="$pki/service-account.key" \
  --kubelet-certificate-authority="$pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
  --kubelet-client-certificate="$pki/apiserver-kubelet.crt" --kubelet-client-key="$pki/apiserver-kubelet.key" \
  --requestheader-client-ca-file="$pki/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
  --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
  --requestheader-extra-headers-prefix=X-Remote-Extra- \
  --proxy-client-cert-file="$pki/front-proxy.crt" --proxy-client-key-file="$pki/front-proxy.key"
