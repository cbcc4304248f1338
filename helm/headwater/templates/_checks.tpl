{{- /*
SPDX-FileCopyrightText: 2026 Headwater contributors
SPDX-License-Identifier: EUPL-1.2

What values.schema.json cannot say, because it takes computing.
*/ -}}

{{- /* "25s", "10m", "2h", "1d" in seconds. */ -}}
{{- define "headwater.seconds" -}}
{{- $factor := get (dict "s" 1 "m" 60 "h" 3600 "d" 86400) (regexFind "[smhd]$" .) | default 1 -}}
{{- mul $factor (int64 (regexFind "^[0-9]+" .)) -}}
{{- end -}}

{{- /* "50 GiB", "100Gi" in MiB. */ -}}
{{- define "headwater.mebibytes" -}}
{{- $factor := get (dict "M" 1 "G" 1024 "T" 1048576) (regexFind "[MGT]" .) -}}
{{- mul $factor (int64 (regexFind "^[0-9]+" .)) -}}
{{- end -}}

{{- /* The service ends at most 5 s after its grace; the rest is for the cluster. */ -}}
{{- define "headwater.terminationSeconds" -}}
{{- $grace := include "headwater.seconds" .Values.config.shutdown.grace | int64 -}}
{{- $wanted := int64 .Values.terminationGracePeriodSeconds -}}
{{- if and $wanted (lt $wanted (add $grace 10)) -}}
{{- fail (printf "terminationGracePeriodSeconds: %d is too short: set it to 0 or to at least %d, 10 s more than config.shutdown.grace" $wanted (add $grace 10)) -}}
{{- end -}}
{{- if $wanted }}{{ $wanted }}{{ else }}{{ add $grace 20 }}{{ end -}}
{{- end -}}

{{- /* A quota that the disk cannot hold is never reached: the disk is full first. */ -}}
{{- define "headwater.checkVolume" -}}
{{- if not .Values.persistence.existingClaim -}}
{{- $size := include "headwater.mebibytes" .Values.persistence.size | int64 -}}
{{- $mirrors := include "headwater.mebibytes" .Values.config.mirrors.quota | int64 -}}
{{- $upstreams := include "headwater.mebibytes" .Values.config.upstreams.quota | int64 -}}
{{- $wanted := add $mirrors $upstreams 5120 -}}
{{- if lt $size $wanted -}}
{{- fail (printf "persistence.size: %s is too small: raise it to at least %dMi, or lower config.mirrors.quota and config.upstreams.quota" .Values.persistence.size $wanted) -}}
{{- end -}}
{{- end -}}
{{- end -}}
