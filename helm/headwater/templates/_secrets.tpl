{{- /*
SPDX-FileCopyrightText: 2026 Headwater contributors
SPDX-License-Identifier: EUPL-1.2
*/ -}}

{{- /* Not empty when the secret is given, here or elsewhere. */ -}}
{{- define "headwater.hasSecret" -}}
{{- if or .existingSecret .value }}yes{{ end -}}
{{- end -}}

{{- define "headwater.ownSecret" -}}
{{- printf "%s-secrets" (include "headwater.fullname" .) -}}
{{- end -}}

{{- /* Which value becomes which file below /etc/headwater/secrets. */ -}}
{{- define "headwater.secretFiles" -}}
apiToken: api-token
readToken: read-token
hookSecret: hook-secret
signingKey: signing-key
{{- end -}}

{{- /* The sources of the projected volume: each secret is one file, wherever it comes from. */ -}}
{{- define "headwater.secretSources" -}}
{{- $root := . -}}
{{- $_ := required "secrets.apiToken: name an existingSecret with the token of scope api, or give its value" (include "headwater.hasSecret" .Values.secrets.apiToken) -}}
{{- $_ := required "secrets.readToken: name an existingSecret with the token of scope read_repository, or give its value" (include "headwater.hasSecret" .Values.secrets.readToken) -}}
{{- $_ := required "secrets.hookSecret: name an existingSecret for hookSecret or signingKey, or give a value; without one anybody could send deliveries" (printf "%s%s" (include "headwater.hasSecret" .Values.secrets.hookSecret) (include "headwater.hasSecret" .Values.secrets.signingKey)) -}}
{{- range $value, $file := include "headwater.secretFiles" . | fromYaml -}}
{{- $secret := get $root.Values.secrets $value -}}
{{- if include "headwater.hasSecret" $secret }}
- secret:
    name: {{ default (include "headwater.ownSecret" $root) $secret.existingSecret }}
    items:
      - key: {{ ternary $secret.key $file (not (empty $secret.existingSecret)) }}
        path: {{ $file }}
{{- end -}}
{{- end -}}
{{- end -}}
