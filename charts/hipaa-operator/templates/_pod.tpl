{{/* How the operator is configured: every flag has a variable. */}}
{{- define "hipaa-operator.env" -}}
- name: HIPAA_MODE
  value: {{ .Values.mode | quote }}
- name: HIPAA_NAMESPACES
  value: {{ uniq .Values.namespaces | join "," | quote }}
- name: HIPAA_DRY_RUN
  value: {{ .Values.dryRun | quote }}
- name: HIPAA_RESYNC
  value: {{ .Values.resync | quote }}
- name: HIPAA_THREADS
  value: {{ .Values.threads | quote }}
- name: HIPAA_LOG_LEVEL
  value: {{ .Values.logging.level | quote }}
- name: HIPAA_LOG_FORMAT
  value: {{ .Values.logging.format | quote }}
{{- with .Values.aws.region }}
- name: AWS_REGION
  value: {{ . | quote }}
{{- end }}
{{- with .Values.apiServerEncryption }}
{{- if and $.Values.rbac.create .namespace .keys }}
- name: HIPAA_API_SERVER_SECRETS
  value: {{ include "hipaa-operator.apiServerSecrets" $ | quote }}
{{- end }}
{{- end }}
{{- if .Values.secrets.enabled }}
- name: HIPAA_SEALED_SECRETS
  value: {{ printf "%s/%s" .Values.secrets.controller.namespace .Values.secrets.controller.service | quote }}
{{- end }}
- name: HIPAA_AWS_ENDPOINT
  value: {{ .Values.aws.endpoint | quote }}
- name: HIPAA_AWS_CALL_RATE
  value: {{ .Values.aws.callRate | quote }}
- name: AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
  value: "true"
- name: HIPAA_PURGE_IMAGE
  value: {{ include "hipaa-operator.image" . | quote }}
{{- if .Values.objects.enabled }}
- name: HIPAA_OBJECTS
  value: "true"
{{- end }}
- name: HIPAA_HTTP_PORT
  value: "8080"
- name: HIPAA_LEADER_ELECT
  value: {{ .Values.leaderElection.enabled | quote }}
- name: HIPAA_LEASE_NAMESPACE
  value: {{ .Release.Namespace | quote }}
- name: HIPAA_LEASE_NAME
  value: {{ include "hipaa-operator.fullname" . | quote }}
- name: HIPAA_IDENTITY
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- end }}

{{/* The Secrets of EncryptionKeys that the operator has the rights for. */}}
{{- define "hipaa-operator.apiServerSecrets" -}}
{{- $secrets := list -}}
{{- range uniq .Values.apiServerEncryption.keys -}}
{{- $secrets = append $secrets (printf "%s/%s-apiserver-encryption" $.Values.apiServerEncryption.namespace .) -}}
{{- end -}}
{{- join "," $secrets -}}
{{- end }}

{{/* The port of AWS, or of what stands in for it. */}}
{{- define "hipaa-operator.awsPort" -}}
{{- $url := urlParse (.Values.aws.endpoint | default "https://aws") -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) -}}
{{- $port | default (ternary "80" "443" (eq $url.scheme "http")) -}}
{{- end }}

{{/* Preferences only, so that a cluster of one node runs all replicas too. */}}
{{- define "hipaa-operator.scheduling" -}}
affinity:
  {{- if .Values.affinity }}
  {{- toYaml .Values.affinity | nindent 2 }}
  {{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "hipaa-operator.selectorLabels" . | nindent 14 }}
  {{- end }}
topologySpreadConstraints:
  {{- if .Values.topologySpreadConstraints }}
  {{- toYaml .Values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "hipaa-operator.selectorLabels" . | nindent 8 }}
  {{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
