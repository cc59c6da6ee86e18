{{/*
What the operator may do, in three parts. They are bound cluster-wide, or the last two per namespace.
*/}}

{{- define "hipaa-operator.rules.read" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [namespaces, pods, services]
  verbs: [get, list, watch]
{{- end }}

{{- define "hipaa-operator.rules.report" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- end }}

{{- define "hipaa-operator.rules.enforce" -}}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch, delete]
{{- end }}
