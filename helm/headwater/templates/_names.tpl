{{- /*
SPDX-FileCopyrightText: 2026 Headwater contributors
SPDX-License-Identifier: EUPL-1.2
*/ -}}

{{- define "headwater.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* 52 characters, so that 63 hold the longest suffix as well. */ -}}
{{- define "headwater.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "headwater.selector" -}}
app.kubernetes.io/name: {{ include "headwater.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "headwater.labels" -}}
{{ include "headwater.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "headwater.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}
{{- .Values.serviceAccount.name -}}
{{- else -}}
{{- include "headwater.fullname" . -}}
{{- end -}}
{{- end -}}

{{- define "headwater.image" -}}
{{- $image := .Values.image -}}
{{- $registry := default $image.registry .Values.global.imageRegistry -}}
{{- $name := required "image.repository: name the image of Headwater, as team/headwater; there is none by default" $image.repository -}}
{{- if $registry }}{{ $name = printf "%s/%s" $registry $name }}{{ end -}}
{{- $name = printf "%s:%s" $name (default .Chart.AppVersion $image.tag) -}}
{{- if $image.digest }}{{ $name = printf "%s@%s" $name $image.digest }}{{ end -}}
{{- $name -}}
{{- end -}}

{{- define "headwater.claim" -}}
{{- default (printf "%s-data" (include "headwater.fullname" .)) .Values.persistence.existingClaim -}}
{{- end -}}

{{- /* Under which people reach the pages; empty: nowhere. */ -}}
{{- define "headwater.pagesUrl" -}}
{{- if .Values.config.pages.url -}}
{{- .Values.config.pages.url -}}
{{- else if .Values.ingress.enabled -}}
{{- include "headwater.ingressUrl" . -}}
{{- end -}}
{{- end -}}

{{- define "headwater.ingressUrl" -}}
{{- printf "%s://%s" (ternary "https" "http" .Values.ingress.tls.enabled) .Values.ingress.host -}}
{{- end -}}
