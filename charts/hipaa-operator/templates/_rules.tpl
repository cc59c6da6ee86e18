{{/*
What the operator may do, in parts. Reading, and what is in no namespace, are bound cluster-wide; reports and writes too,
or per namespace.
*/}}

{{- define "hipaa-operator.rules.read" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads, encryptionkeys, auditsinks, phidatabases, retentionpolicies, legalholds]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses, networkpolicies]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [configmaps, namespaces, persistentvolumeclaims, persistentvolumes, pods, serviceaccounts, services]
  verbs: [get, list, watch]
- apiGroups: [batch]
  resources: [cronjobs, jobs]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [storage.k8s.io]
  resources: [storageclasses]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [grpcroutes, httproutes, referencegrants, tcproutes, tlsroutes, udproutes]
  verbs: [list]
{{- /* policies of other APIs: that they are there, not what they say */}}
- apiGroups: [policy.networking.k8s.io]
  resources: [adminnetworkpolicies, baselineadminnetworkpolicies, clusternetworkpolicies]
  verbs: [list]
- apiGroups: [cilium.io]
  resources: [ciliumnetworkpolicies, ciliumclusterwidenetworkpolicies]
  verbs: [list]
- apiGroups: [crd.projectcalico.org, projectcalico.org]
  resources: [networkpolicies, globalnetworkpolicies]
  verbs: [list]
{{- /* Calico's server shows only policies of tiers that one may get */}}
- apiGroups: [projectcalico.org]
  resources: [tiers]
  verbs: [get]
- apiGroups: [projectcalico.org]
  resources: [tier.networkpolicies, tier.globalnetworkpolicies]
  verbs: [list]
- apiGroups: [crd.antrea.io]
  resources: [networkpolicies, clusternetworkpolicies]
  verbs: [list]
- apiGroups: [networking.k8s.aws]
  resources: [applicationnetworkpolicies, clusternetworkpolicies]
  verbs: [list]
- apiGroups: [networking.gke.io]
  resources: [fqdnnetworkpolicies]
  verbs: [list]
{{- end }}

{{- /* ciphertexts, and whether they were opened; not the Secrets that are made of them */}}
{{- define "hipaa-operator.rules.secrets" -}}
- apiGroups: [bitnami.com]
  resources: [sealedsecrets]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [get, list]
{{- end }}

{{- define "hipaa-operator.rules.apiServer" -}}
- nonResourceURLs: [/metrics, /readyz/kms-providers]
  verbs: [get]
{{- end }}

{{- /* the Secrets of some keys, by name; server-side apply creates them by name as well */}}
{{- define "hipaa-operator.rules.apiServerSecrets" -}}
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
  {{- range uniq .Values.apiServerEncryption.keys }}
  - {{ . }}-apiserver-encryption
  {{- end }}
  {{- if and (eq .Values.mode "enforce") (not .Values.dryRun) }}
  verbs: [get, list, watch, create, patch, delete]
  {{- else }}
  verbs: [get, list, watch]
  {{- end }}
{{- end }}

{{- define "hipaa-operator.rules.cluster" -}}
- apiGroups: [hipaa-operator.io]
  resources: [encryptionkeys/status, auditsinks/status]
  verbs: [patch]
{{- end }}

{{- define "hipaa-operator.rules.report" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads/status, phidatabases/status, retentionpolicies/status, legalholds/status]
  verbs: [patch]
{{ include "hipaa-operator.rules.events" . }}
{{- end }}

{{- define "hipaa-operator.rules.events" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- end }}

{{- /* children of what is in no namespace, in none themselves */}}
{{- define "hipaa-operator.rules.enforceCluster" -}}
- apiGroups: [storage.k8s.io]
  resources: [storageclasses]
  verbs: [create, patch, delete]
{{- if .Values.keyDeletion.enabled }}
{{- /* for its finalizer alone, as an admission policy of this chart sees to */}}
- apiGroups: [hipaa-operator.io]
  resources: [encryptionkeys]
  verbs: [patch]
{{- end }}
{{- end }}

{{- define "hipaa-operator.rules.enforce" -}}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create, patch, delete]
{{- if .Values.secrets.enabled }}
- apiGroups: [bitnami.com]
  resources: [sealedsecrets]
  verbs: [create, patch]
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [create]
{{- end }}
{{- if .Values.retention.enabled }}
{{- /* whoever makes CronJobs runs pods, which may mount any Secret of their namespace */}}
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [create, patch, delete]
- apiGroups: [batch]
  resources: [cronjobs]
  verbs: [create, patch, delete]
{{- /* for its finalizer alone, as an admission policy of this chart sees to */}}
- apiGroups: [hipaa-operator.io]
  resources: [legalholds]
  verbs: [patch]
{{- end }}
{{- end }}
