{{- /*
SPDX-FileCopyrightText: 2026 Headwater contributors
SPDX-License-Identifier: EUPL-1.2
*/ -}}

{{- /* YAML 1.1 reads a bare on or off as true or false; the service wants the words. */ -}}
{{- define "headwater.switch" -}}
{{- if kindIs "bool" . }}{{ ternary "on" "off" . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{- /* The configuration file: the values under `config`, and what the chart decides. */ -}}
{{- define "headwater.config" -}}
{{- $config := deepCopy .Values.config -}}
{{- $address := .Values.listenAddress -}}
{{- $gitlab := set $config.gitlab "url" (required "config.gitlab.url: name the GitLab, as https://gitlab.example.org" $config.gitlab.url) -}}
{{- $_ := set $gitlab "api_token_file" "/etc/headwater/secrets/api-token" -}}
{{- $_ := set $gitlab "read_token_file" "/etc/headwater/secrets/read-token" -}}
{{- if or .Values.ca.existingConfigMap .Values.ca.existingSecret -}}
{{- $_ := set $gitlab "ca_file" "/etc/headwater/ca/ca.crt" -}}
{{- end -}}
{{- $_ := set $config.hooks "listen" (printf "%s:8080" $address) -}}
{{- if include "headwater.hasSecret" .Values.secrets.hookSecret -}}
{{- $_ := set $config.hooks "secret_file" "/etc/headwater/secrets/hook-secret" -}}
{{- end -}}
{{- if include "headwater.hasSecret" .Values.secrets.signingKey -}}
{{- $_ := set $config.hooks "signing_key_file" "/etc/headwater/secrets/signing-key" -}}
{{- end -}}
{{- $_ := set $config.pages "listen" (printf "%s:8081" $address) -}}
{{- $_ := set $config.pages "url" (include "headwater.pagesUrl" .) -}}
{{- $_ := set $config "health" (dict "listen" (printf "%s:8082" $address)) -}}
{{- $_ := set $config "store" (dict "folder" "/var/lib/headwater") -}}
{{- $_ := set $config.forks "compare" (include "headwater.switch" $config.forks.compare) -}}
{{- $_ := set $config.forks "internal_is_shared" (include "headwater.switch" $config.forks.internal_is_shared) -}}
{{- $_ := set $config.note "project_issue" (include "headwater.switch" $config.note.project_issue) -}}
{{- if not $config.policy.project -}}
{{- $_ := set $config "policy" (omit $config.policy "ref" "path" "refresh") -}}
{{- end -}}
{{- if .Values.policy.instance -}}
{{- $_ := set $config.policy "instance" "/etc/headwater/policy/instance.yml" -}}
{{- end -}}
{{- if .Values.policy.groups -}}
{{- $_ := set $config.policy "groups" "/etc/headwater/groups" -}}
{{- end -}}
{{- /* An empty text is a value nobody gave. */ -}}
{{- range $section, $keys := $config -}}
{{- range $key, $value := $keys -}}
{{- if and (kindIs "string" $value) (eq $value "") -}}
{{- $_ := unset $keys $key -}}
{{- end -}}
{{- end -}}
{{- if not $keys }}{{ $_ := unset $config $section }}{{ end -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}
