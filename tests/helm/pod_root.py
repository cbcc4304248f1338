# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the file system of a rendered pod, as a cluster would: an image that cannot be written to, and
above it what the pod mounts. Needs a mount namespace of its own, as root."""

import base64
import os
import pathlib
import shutil
import subprocess

PROGRAM = "/app/headwater"
# A binary's libraries, and what TLS and names need; everything else of the machine is out of sight.
SHOWN = ("/usr", "/etc/ssl", "/etc/ca-certificates")
DEVICES = ("null", "zero", "full", "random", "urandom")
LINKS = ("bin", "lib", "lib64", "sbin")


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)


def bind(source, target, *, writable=False):
    target.parent.mkdir(parents=True, exist_ok=True)
    if pathlib.Path(source).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.touch()
    mount("--bind", source, target)
    if not writable:
        mount("-o", "remount,bind,ro", target)


def make_image(root, program):
    for place in SHOWN:
        bind(place, root / place[1:])
    for name in LINKS:
        if os.path.islink(f"/{name}"):
            (root / name).symlink_to(f"usr/{name}")
    bind(program, root / PROGRAM[1:])
    for name in DEVICES:
        bind(f"/dev/{name}", root / "dev" / name, writable=True)
    (root / "proc").mkdir()
    mount("-t", "proc", "proc", root / "proc")
    shutil.copy("/etc/ld.so.cache", root / "etc")
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n", encoding="utf-8")


class Volumes:
    """The pod's volumes, as folders."""

    def __init__(self, rendered, folder):
        self.rendered, self.folder = rendered, folder
        self.spec = rendered.service_pod()
        self.group = self.spec["securityContext"]["fsGroup"]

    def make(self, volume):
        place = self.folder / volume["name"]
        place.mkdir(parents=True)
        for name, content, mode in self.files(volume):
            (place / name).write_bytes(content)
            os.chown(place / name, 0, self.group)
            (place / name).chmod(mode)
        # What fsGroup does: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
        os.chown(place, 0, self.group)
        place.chmod(0o2775)
        return place

    def files(self, volume):
        if "configMap" in volume:
            data = self.rendered.named("ConfigMap", volume["configMap"]["name"])["data"]
            yield from ((name, text.encode(), 0o644) for name, text in data.items())
        for source in volume.get("projected", {}).get("sources", []):
            data = self.rendered.named("Secret", source["secret"]["name"])["data"]
            for item in source["secret"]["items"]:
                yield item["path"], base64.b64decode(data[item["key"]]), volume["projected"]["defaultMode"]


def make_root(rendered, program, folder):
    """The root of the pod's only container."""
    root = folder / "root"
    root.mkdir()
    mount("--bind", root, root)
    make_image(root, program)
    volumes = Volumes(rendered, folder / "volumes")
    made = {volume["name"]: volumes.make(volume) for volume in volumes.spec["volumes"]}
    kinds = {volume["name"]: volume for volume in volumes.spec["volumes"]}
    (container,) = volumes.spec["containers"]
    for one in container["volumeMounts"]:
        writable = bool({"emptyDir", "persistentVolumeClaim"} & set(kinds[one["name"]]))
        bind(made[one["name"]] / one.get("subPath", ""), root / one["mountPath"][1:],
             writable=writable and not one.get("readOnly"))
    mount("-o", "remount,bind,ro", root)
    return root


def command_in(root, rendered):
    """The container's command, as the user and with the privileges of its security contexts."""
    spec = rendered.service_pod()
    (container,) = spec["containers"]
    pod, own = spec["securityContext"], container["securityContext"]
    assert own["allowPrivilegeEscalation"] is False and own["capabilities"]["drop"] == ["ALL"]
    return ["chroot", str(root), "/usr/bin/setpriv", f"--reuid={pod['runAsUser']}",
            f"--regid={pod['runAsGroup']}", f"--groups={pod['fsGroup']}", "--no-new-privs",
            "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--",
            PROGRAM, *container["args"]]
