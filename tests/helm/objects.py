# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the objects of one rendering fit together: what one names, another one has."""

import json
import re

import yaml

from render import NAMESPACE
from restricted import faults_of_pod

# How long the service may need beyond its grace (service/docs/serve.md "Stopping").
END_SECONDS = 5
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def faults_of(rendered, given):
    """What is wrong, as sentences. `given` is the text of the values: it names what is elsewhere."""
    for name, _, spec in rendered.pods():
        for fault in faults_of_pod(spec):
            yield f"pod {name}: {fault}"
    for one in rendered.objects:
        if one["metadata"].get("namespace") != NAMESPACE:
            yield f"{one['kind']} {one['metadata']['name']}: another namespace"
    yield from faults_of_selectors(rendered)
    yield from faults_of_ports(rendered)
    yield from faults_of_references(rendered, given)
    yield from faults_of_mounts(rendered)
    yield from faults_of_store(rendered)
    yield from faults_of_files(rendered)


def fits(selector, labels):
    return all(labels.get(key) == value for key, value in selector.items())


def selected_pods(rendered, selector):
    return [spec for _, labels, spec in rendered.pods() if fits(selector, labels)]


def port_names(specs):
    return {port["name"] for spec in specs for container in spec["containers"]
            for port in container.get("ports", [])}


def faults_of_selectors(rendered):
    for one in rendered.of_kind("Deployment"):
        selector = one["spec"]["selector"]["matchLabels"]
        if len(selected_pods(rendered, selector)) != 1:
            yield "Deployment: the selector does not mean its pods alone"
    for one in rendered.of_kind("Service"):
        chosen = selected_pods(rendered, one["spec"]["selector"])
        if len(chosen) != 1:
            yield f"Service {one['metadata']['name']}: selects {len(chosen)} kinds of pods"
        for port in one["spec"]["ports"]:
            if port["targetPort"] not in port_names(chosen):
                yield f"Service {one['metadata']['name']}: no port {port['targetPort']}"
    for one in rendered.of_kind("ServiceMonitor"):
        chosen = [service for service in rendered.of_kind("Service")
                  if fits(one["spec"]["selector"]["matchLabels"], service["metadata"]["labels"])]
        if len(chosen) != 1:
            yield f"ServiceMonitor: selects {len(chosen)} services"
        wanted = {endpoint["port"] for endpoint in one["spec"]["endpoints"]}
        if wanted - {port["name"] for service in chosen for port in service["spec"]["ports"]}:
            yield "ServiceMonitor: a port that its service does not have"
    for one in rendered.of_kind("NetworkPolicy"):
        chosen = selected_pods(rendered, one["spec"]["podSelector"]["matchLabels"])
        named = {port["port"] for rule in one["spec"]["ingress"] for port in rule["ports"]}
        if len(chosen) != 1 or named != port_names(chosen):
            yield "NetworkPolicy: does not name the ports of the pod"


def faults_of_ports(rendered):
    for _, _, spec in rendered.pods():
        for container in spec["containers"]:
            names = {port["name"] for port in container.get("ports", [])}
            for key in ("startupProbe", "livenessProbe", "readinessProbe"):
                if key in container and container[key]["httpGet"]["port"] not in names:
                    yield f"{key}: no such port"
    (container,) = rendered.service_pod()["containers"]
    for key in ("startupProbe", "livenessProbe", "readinessProbe"):
        if key not in container:
            yield f"{key} is missing"
    config = yaml.safe_load(rendered.configuration())
    for port in container["ports"]:
        if not config[port["name"]]["listen"].endswith(f":{port['containerPort']}"):
            yield f"port {port['name']}: the service listens elsewhere"
    for one in rendered.of_kind("Ingress"):
        for path in (path for rule in one["spec"]["rules"] for path in rule["http"]["paths"]):
            service = path["backend"]["service"]
            there = rendered.named("Service", service["name"])
            if there is None or service["port"]["name"] not in {
                    port["name"] for port in there["spec"]["ports"]}:
                yield f"Ingress: {path['path']} leads nowhere"


def references(spec):
    """(kind, name) of whatever a pod needs to be there."""
    if "serviceAccountName" in spec:
        yield "ServiceAccount", spec["serviceAccountName"]
    for volume in spec.get("volumes", []):
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
        if "secret" in volume:
            yield "Secret", volume["secret"]["secretName"]
        if "persistentVolumeClaim" in volume:
            yield "PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"]
        for source in volume.get("projected", {}).get("sources", []):
            yield "Secret", source["secret"]["name"]


def faults_of_references(rendered, given):
    for pod, _, spec in rendered.pods():
        for kind, name in references(spec):
            if rendered.named(kind, name) is None and not re.search(rf"\b{re.escape(name)}\b", given):
                yield f"pod {pod}: {kind} {name} is neither made nor named in the values"


def faults_of_mounts(rendered):
    spec = rendered.service_pod()
    (container,) = spec["containers"]
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    mounts = {mount["mountPath"]: mount for mount in container["volumeMounts"]}
    for mount in mounts.values():
        if mount["name"] not in volumes:
            yield f"{mount['mountPath']}: no volume {mount['name']}"
    for unused in set(volumes) - {mount["name"] for mount in mounts.values()}:
        yield f"volume {unused} is mounted nowhere"
    for key, path in paths_in(yaml.safe_load(rendered.configuration())):
        folder = path if path in mounts else path.rsplit("/", 1)[0]
        if folder not in mounts:
            yield f"{key}: {path} is mounted nowhere"
        elif key.endswith("_file") and path.rsplit("/", 1)[1] not in files_of(
                volumes.get(mounts[folder]["name"], {})):
            yield f"{key}: {path} is not in its volume"


def paths_in(config):
    for section, keys in config.items():
        for key, value in keys.items():
            if key.endswith("_file") or (section, key) in {
                    ("policy", "instance"), ("policy", "groups"), ("store", "folder")}:
                yield f"{section}.{key}", value


def files_of(volume):
    sources = [source["secret"] for source in volume.get("projected", {}).get("sources", [])]
    sources += [volume[kind] for kind in ("configMap", "secret") if kind in volume]
    return {item["path"] for source in sources for item in source.get("items", [])}


def faults_of_store(rendered):
    """One process, one volume, and time to end."""
    (deployment,) = rendered.of_kind("Deployment")
    if deployment["spec"]["replicas"] != 1 or deployment["spec"]["strategy"] != {"type": "Recreate"}:
        yield "two processes could share the store"
    spec = rendered.service_pod()
    if not any("persistentVolumeClaim" in volume for volume in spec["volumes"]):
        yield "the store has no volume"
    grace = yaml.safe_load(rendered.configuration())["shutdown"]["grace"]
    seconds = int(grace.rstrip("smhd") or 0) * UNITS.get(grace[-1], 1)
    if spec["terminationGracePeriodSeconds"] <= seconds + END_SECONDS:
        yield "the pod is killed before the service has ended"
    annotations = deployment["spec"]["template"]["metadata"]["annotations"]
    if not re.fullmatch(r"[0-9a-f]{64}", annotations.get("checksum/config", "")):
        yield "a new configuration would not make a new pod"


def faults_of_files(rendered):
    """What Prometheus and Grafana read."""
    for one in rendered.of_kind("PrometheusRule"):
        for rule in (rule for group in one["spec"]["groups"] for rule in group["rules"]):
            if re.search(r'"(SERVICE|CLAIM)"', rule["expr"]) or NAMESPACE not in rule["expr"]:
                yield f"alert {rule['alert']}: is not about this release"
    for one in rendered.of_kind("ConfigMap"):
        for name, text in one["data"].items():
            if name.endswith(".json") and not json.loads(text).get("panels"):
                yield f"{name}: no dashboard"
    for word in ("/hooks/gitlab", "helm --namespace"):
        if word not in rendered.notes:
            yield f"NOTES.txt does not say {word}"
