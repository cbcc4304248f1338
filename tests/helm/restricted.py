# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profile "Restricted" of Kubernetes' Pod Security Standards, and what the project asks beyond it.

https://kubernetes.io/docs/concepts/security/pod-security-standards/ "Baseline", "Restricted"
"""

VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
           "projected", "secret"}
SECCOMP = {"RuntimeDefault", "Localhost"}
SYSCTLS = {"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range",
           "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies",
           "net.ipv4.ping_group_range"}
SELINUX = {"", "container_t", "container_init_t", "container_kvm_t"}


def faults_of_pod(spec):
    """What is against the profile in a pod's spec, as sentences."""
    pod = spec.get("securityContext") or {}
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(key):
            yield f"{key} is set"
    for volume in spec.get("volumes", []):
        for kind in set(volume) - {"name"} - VOLUMES:
            yield f"volume {volume['name']} is a {kind}"
    for sysctl in pod.get("sysctls", []):
        if sysctl["name"] not in SYSCTLS:
            yield f"sysctl {sysctl['name']} is set"
    if (pod.get("windowsOptions") or {}).get("hostProcess"):
        yield "hostProcess is set"
    if spec.get("automountServiceAccountToken") is not False:
        yield "a token of the cluster is mounted"
    for kind in ("containers", "initContainers", "ephemeralContainers"):
        for container in spec.get(kind, []):
            for fault in faults_of_container(pod, container):
                yield f"container {container['name']}: {fault}"


def faults_of_container(pod, container):
    own = container.get("securityContext") or {}
    yield from faults_of_identity(pod, own)
    yield from faults_of_confinement(pod, own)
    if any("hostPort" in port for port in container.get("ports", [])):
        yield "hostPort is used"
    resources = container.get("resources") or {}
    if "memory" not in resources.get("limits", {}):
        yield "memory has no limit"
    if "cpu" in resources.get("limits", {}):
        yield "CPU has a limit"
    if not {"cpu", "memory"} <= set(resources.get("requests", {})):
        yield "no request for CPU and memory"


def faults_of_identity(pod, own):
    """Of a container one's own word counts, else the pod's."""
    if own.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True:
        yield "runAsNonRoot is not true"
    if own.get("runAsUser", pod.get("runAsUser")) == 0:
        yield "runAsUser is 0"
    if own.get("privileged"):
        yield "privileged"
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation is not false"
    capabilities = own.get("capabilities") or {}
    if "ALL" not in capabilities.get("drop", []):
        yield "capabilities are not dropped"
    if set(capabilities.get("add", [])) - {"NET_BIND_SERVICE"}:
        yield "capabilities are added"


def faults_of_confinement(pod, own):
    seccomp = own.get("seccompProfile", pod.get("seccompProfile")) or {}
    if seccomp.get("type") not in SECCOMP:
        yield "seccompProfile is neither RuntimeDefault nor Localhost"
    linux = own.get("seLinuxOptions", pod.get("seLinuxOptions")) or {}
    if linux.get("type", "") not in SELINUX or linux.get("user") or linux.get("role"):
        yield "seLinuxOptions are not the usual ones"
    if own.get("procMount", "Default") != "Default":
        yield "procMount is not Default"
    if own.get("readOnlyRootFilesystem") is not True:
        yield "the root file system can be written"
