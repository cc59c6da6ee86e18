# NetworkPolicy enforcement. Felix needs Calico's resource definitions and the node object before it starts.
until_api_ready
until api_has calico "/apis/crd.projectcalico.org/v1/clusterinformations/default"; do sleep 0.2; done
until api_has calico "/api/v1/nodes/$NODE_NAME"; do sleep 0.2; done
FELIX_FELIXHOSTNAME=$NODE_NAME KUBECONFIG=$STATE/kubeconfig/calico DATASTORE_TYPE=kubernetes \
  exec "$NETPOL_PROGRAMS/calico-felix" -c "$HERE/config/felix.cfg"
