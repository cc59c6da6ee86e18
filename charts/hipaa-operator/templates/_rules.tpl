{{/*
What the operator may do, in parts. Reading, and the status of what is in no namespace, are bound cluster-wide; reports and
writes too, or per namespace.
*/}}

{{- define "hipaa-operator.rules.read" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads, encryptionkeys]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [namespaces, pods, services]
  verbs: [get, list, watch]
{{- end }}

{{- define "hipaa-operator.rules.cluster" -}}
- apiGroups: [hipaa-operator.io]
  resources: [encryptionkeys/status]
  verbs: [patch]
{{- end }}

{{- define "hipaa-operator.rules.report" -}}
- apiGroups: [hipaa-operator.io]
  resources: [phiworkloads/status]
  verbs: [patch]
{{ include "hipaa-operator.rules.events" . }}
{{- end }}

{{- define "hipaa-operator.rules.events" -}}
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}

{{- define "hipaa-operator.rules.enforce" -}}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch, delete]
{{- end }}
