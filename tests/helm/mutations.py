# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts that are broken on purpose: each must be found, and for its own reason."""

import pathlib
import shutil
import tempfile

from render import CHART

# (value set, file, what stands there, what is put there, what has to be said)
RENDERED = [
    ("minimal", "templates/service.yaml", "{{- include", "{{- inclde", 'function "inclde" not defined'),
    ("minimal", "templates/service.yaml", "headwater.fullname", "headwater.fulname",
     'no template "headwater.fulname"'),
    ("minimal", "templates/service.yaml", "spec:", "spec: [", "no YAML"),
    ("minimal", "templates/service.yaml", "  type:", "  selector: {}\n  type:", "already set in map"),
    ("minimal", "templates/service.yaml", "kind: Service", "", "without kind"),
    ("minimal", "templates/service.yaml", 'name: {{ include "headwater.fullname" . }}',
     "name: Head_Water", "is no name"),
    ("minimal", "templates/service.yaml", 'fullname" . }}', 'fullname" . }}-metrics',
     "makes it as well"),
    ("minimal", "templates/service.yaml", "component: service", "component: servce",
     "Service rel-headwater: selects 0"),
    ("minimal", "templates/service.yaml", "targetPort: hooks", "targetPort: hook", "no port hook"),
    ("minimal", "templates/service.yaml", "namespace: {{ .Release.Namespace }}", "namespace: other",
     "another namespace"),
    ("minimal", "templates/_names.tpl", ".Chart.AppVersion | quote", ".Chart.Nothing",
     "can't evaluate field Nothing"),
    ("minimal", "templates/_names.tpl", ".Chart.AppVersion | quote", "1.0", "is no text"),
    ("minimal", "templates/_names.tpl", '{{- define "headwater.selector" -}}',
     '{{- define "headwater.selector" -}}{{ include "headwater.selector" . }}', "circles"),
    ("minimal", "templates/_secrets.tpl", "path: {{ $file }}", "path: token",
     "read-token is not in its volume"),
    ("platform", "templates/_config.tpl", '"ca_file" "/etc/headwater/ca/ca.crt"',
     '"ca_file" "/etc/ssl/own.pem"', "gitlab.ca_file: /etc/ssl/own.pem is mounted nowhere"),
    ("platform", "templates/deployment.yaml",
     "- {name: groups, mountPath: /etc/headwater/groups, readOnly: true}", "",
     "policy.groups: /etc/headwater/groups is mounted nowhere"),
    ("minimal", "templates/_config.tpl", "%s:8082", "%s:9082", "port health: the service listens"),
    ("minimal", "templates/deployment.yaml", "path: /readyz, port: health", "path: /readyz, port: healt",
     "readinessProbe: no such port"),
    ("minimal", "templates/deployment.yaml", "livenessProbe:", "lifecycle: {}\n          livProbe:",
     "livenessProbe is missing"),
    ("minimal", "templates/deployment.yaml", "          securityContext:", "          securityContxt:",
     "allowPrivilegeEscalation is not false"),
    ("minimal", "templates/deployment.yaml", "      securityContext:", "      securityContxt:",
     "runAsNonRoot is not true"),
    ("minimal", "templates/deployment.yaml", "enableServiceLinks: false", "hostNetwork: true",
     "hostNetwork is set"),
    ("minimal", "templates/deployment.yaml", "automountServiceAccountToken: false", "",
     "a token of the cluster is mounted"),
    ("minimal", "templates/deployment.yaml", "emptyDir:\n            sizeLimit: {{ .Values.tmpSize }}",
     "hostPath: {path: /tmp}", "volume tmp is a hostPath"),
    ("minimal", "templates/deployment.yaml", "containerPort: 8080,", "containerPort: 8080, hostPort: 80,",
     "hostPort is used"),
    ("minimal", "templates/tests/connection.yaml", "      securityContext:", "      securityContxt:",
     "pod rel-headwater-test: container connection: the root file system"),
    ("minimal", "templates/deployment.yaml", "replicas: {{ .Values.replicaCount }}", "replicas: 2",
     "two processes could share the store"),
    ("minimal", "templates/deployment.yaml", "checksum/config:", "checksum/confg:",
     "a new configuration would not make a new pod"),
    ("minimal", "templates/_checks.tpl", "add $grace 20", "add $grace 0", "killed before"),
    ("minimal", "templates/serviceaccount.yaml", "kind: ServiceAccount", "kind: ServiceAccnt",
     "ServiceAccount rel-headwater is neither made"),
    ("ingress", "templates/ingress.yaml", "port: {name: pages}", "port: {name: page}",
     "/decisions leads nowhere"),
    ("network", "templates/networkpolicy.yaml", "{port: pages, protocol: TCP}",
     "{port: hooks, protocol: TCP}", "does not name the ports of the pod"),
    ("monitoring", "templates/servicemonitor.yaml", "component: metrics", "component: metric",
     "ServiceMonitor: selects 0"),
    ("monitoring", "files/alerts.yaml", 'service="SERVICE"', 'service="OTHER"', "is not about this release"),
    ("monitoring", "files/dashboard.json", '"panels"', '"pannels"', "no dashboard"),
    ("minimal", "templates/NOTES.txt", "/hooks/gitlab", "/hook", "NOTES.txt does not say /hooks/gitlab"),
    ("minimal", "Chart.yaml", "version: 0.1.0", "version: next", "Chart.yaml: version"),
    ("minimal", "Chart.yaml", ">=1.25.0-0", ">=1.99.0-0", "does not let in"),
    ("minimal", "values.yaml", "replicaCount: 1", "replicaCount: 1\nreplicaCount: 1", "already set in map"),
    ("minimal", "values.yaml", "type: ClusterIP", "type: ClustrIP", "service.type"),
]

# (file, what stands there, what is put there, what has to be said), of what is compared with the program.
COMPARED = [
    ("files/dashboard.json", "headwater_decisions_total", "headwater_verdicts_total",
     "metric headwater_verdicts_total"),
    ("files/alerts.yaml", "headwater_overdue_total", "headwater_late_total",
     "metric headwater_late_total"),
    ("files/alerts.yaml", "event worker_failed", "event worker_broke", "event worker_broke"),
    ("values.yaml", "    quota: 50 GiB", "    quota: 60 GiB", "mirrors.quota: values.yaml has '60 GiB'"),
    ("values.yaml", "    language: de\n", "", "note.language: in serve.md"),
    ("values.yaml", "    grace: 25s", "    grace: 25s\n    # -- Why.\n    patience: 1s",
     "shutdown.patience: in the chart"),
    ("values.yaml", "# -- Ingress class;", "# -- Ingress class (one);", "README.md is stale"),
    ("values.yaml", "  # -- Ingress class; empty: the cluster's default.\n", "",
     "ingress.className: has no comment"),
]


class Broken:
    """A copy of the chart in which one text is another one."""

    def __init__(self, file, old, new):
        self.folder = tempfile.TemporaryDirectory()
        self.chart = pathlib.Path(self.folder.name) / "headwater"
        shutil.copytree(CHART, self.chart)
        path = self.chart / file
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise AssertionError(f"{file}: {old!r} is not there to be broken")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def __enter__(self):
        return self.chart

    def __exit__(self, *_):
        self.folder.cleanup()
