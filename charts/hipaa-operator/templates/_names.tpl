{{- define "hipaa-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* At most 45 characters, so that the longest suffix still fits into a label value. */}}
{{- define "hipaa-operator.fullname" -}}
{{- $name := include "hipaa-operator.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "hipaa-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "hipaa-operator.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name is needed when serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* The pods' identity. A Deployment's selector can't change: keep it to these two. */}}
{{- define "hipaa-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "hipaa-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "hipaa-operator.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "hipaa-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/part-of: hipaa-operator
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "hipaa-operator.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "hipaa-operator.subjects" -}}
- kind: ServiceAccount
  name: {{ include "hipaa-operator.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}
