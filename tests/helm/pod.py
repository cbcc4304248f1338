# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the service as the rendered pod would: its files where the chart puts them, a root that cannot be
written to, the pod's user, no capability - and asks for one verdict, the probes and `helm test`.

    python3 tests/helm/pod.py --render PROGRAM --service HEADWATER --double FORGE_DOUBLE

Needs root, for namespaces of mounts and network of its own; without, it exits with 3. The cluster's
seccomp profile (RuntimeDefault) is not part of it.
"""

import argparse
import fcntl
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

from pod_root import command_in, make_root
from render import RELEASE, ROOT, Renderer, value_sets

sys.path.insert(0, str(ROOT / "tests" / "forge"))
import play  # noqa: E402

COULD_NOT = 3
SIOCSIFFLAGS, IFF_UP_RUNNING = 0x8914, 0x41  # netdevice(7)

VALUES = """
config: {{gitlab: {{url: "{url}"}}, note: {{delay: "0"}}}}
secrets:
  apiToken: {{value: {api}}}
  readToken: {{value: {read}}}
  hookSecret: {{value: {hook}}}
"""


def begin_network():
    """Of an empty network namespace only the loopback is there, and it is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP_RUNNING))


def name_services(folder):
    """The names that the cluster's DNS would know."""
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 localhost {RELEASE}-headwater {RELEASE}-headwater-metrics\n",
                     encoding="utf-8")
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)


def check(condition, what):
    if not condition:
        raise AssertionError(what)
    print(f"ok: {what}")


def probe(container, name):
    port = {one["name"]: one["containerPort"] for one in container["ports"]}
    asked = container[name]["httpGet"]
    return play.call("GET", f"http://127.0.0.1:{port[asked['port']]}{asked['path']}")[0]


def open_merge_request(forge, folder, hook_url):
    folder.mkdir()
    play.git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "README.md").write_text("# Example\n", encoding="utf-8")
    play.git(folder, "add", "--all")
    play.git(folder, "commit", "--quiet", "--message", "Begin")
    project = forge.create_project("city/example", folder, visibility="public")
    forge.hook(project, hook_url)
    play.git(folder, "checkout", "--quiet", "-b", "more")
    (folder / "main.py").write_text("print('more')\n" * 20, encoding="utf-8")
    play.git(folder, "add", "--all")
    play.git(folder, "commit", "--quiet", "--message", "More")
    play.git(folder, "push", "--quiet", forge.push_url("city/example"), "more")
    return project, forge.open_merge_request(project, "more", "More")


def check_privileges(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    check(set(fields["Uid"].split()) == {"65532"} and fields["CapEff"] == fields["CapBnd"] == "0" * 16
          and fields["NoNewPrivs"] == "1", "the service has the pod's user and no privilege")


def run_helm_test(rendered, folder):
    """The script of `helm test`, with the tools of its image."""
    busybox = shutil.which("busybox")
    if busybox is None:
        print("not checked: the script of `helm test` (busybox is not installed)")
        return
    for name in ("sh", "wget", "grep", "timeout"):
        (folder / name).symlink_to(busybox)
    (container,) = rendered.of_kind("Pod")[0]["spec"]["containers"]
    environment = {one["name"]: one["value"] for one in container["env"]}
    done = subprocess.run([str(folder / "sh"), *container["command"][1:], *container["args"]],
                          env={"PATH": str(folder), **environment}, capture_output=True, text=True,
                          check=False)
    print(done.stderr if done.returncode else "", end="")
    check(done.returncode == 0, "`helm test` is content")
    done = subprocess.run([str(folder / "sh"), *container["command"][1:],
                           container["args"][0].replace("/readyz", "/nothing")],
                          env={"PATH": str(folder), **environment}, capture_output=True, check=False)
    check(done.returncode != 0, "`helm test` is not content with whatever it gets")


def check_pod(rendered, forge, service, folder):
    (container,) = rendered.service_pod()["containers"]
    check_privileges(service.process.pid)
    for name in ("startupProbe", "livenessProbe", "readinessProbe"):
        check(probe(container, name) == 200, f"{name} is answered")
    project, iid = open_merge_request(forge, folder / "work", "http://127.0.0.1:8080/hooks/gitlab")
    check(play.verdict(forge, project, iid)["status"] == "failed", "a merge request gets its verdict")
    (folder / "tools").mkdir()
    run_helm_test(rendered, folder / "tools")
    begun = time.monotonic()
    code = service.stop(signal.SIGTERM)
    grace = rendered.service_pod()["terminationGracePeriodSeconds"]
    check(code == 0 and time.monotonic() - begun < grace, "it ends within the pod's time")


def inside(options):
    begin_network()
    folder = options.inside
    name_services(folder)
    forge = play.Forge(options.double, folder / "platform")
    values = VALUES.format(url=forge.url, api=play.BOT_TOKEN, read=play.READ_TOKEN,
                           hook=play.HOOK_SECRET)
    (trial,) = [path for path in value_sets() if path.name == "trial-values.yaml"]
    rendered = Renderer(options.render).with_text(trial, values)
    root = make_root(rendered, options.service, folder)
    service = play.Process(command_in(root, rendered), folder / "service.log")
    try:
        (container,) = rendered.service_pod()["containers"]
        play.wait_for("readiness", lambda: is_ready(service, container))
        check_pod(rendered, forge, service, folder)
    except Exception:
        print("".join(service.lines), file=sys.stderr)
        raise
    finally:
        service.stop(signal.SIGKILL)
        forge.stop()


def is_ready(service, container):
    if service.process.poll() is not None:
        raise RuntimeError("the service ended")
    try:
        return probe(container, "readinessProbe") == 200
    except OSError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--render", "--service", "--double"):
        parser.add_argument(name, required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--inside", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options)
        return 0
    apart = ["unshare", "--net", "--mount", "--propagation", "private", "--"]
    if os.geteuid() != 0 or subprocess.run([*apart, "true"], check=False).returncode != 0:
        print("could not check: the pod needs root and namespaces of its own", file=sys.stderr)
        return COULD_NOT
    # Made and removed out here, where none of its mounts is seen: what they show is not ours to remove.
    with tempfile.TemporaryDirectory(prefix="headwater-pod-") as folder:
        os.chmod(folder, 0o755)
        return subprocess.run([*apart, sys.executable, *sys.argv, "--inside", folder],
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
