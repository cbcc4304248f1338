#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service in the container's root: it fetches by https with the git in there, and judges.

    container_serves.py ROOT FORGE_DOUBLE
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "forge"))
import installed  # noqa: E402
import play  # noqa: E402
from tls_front import TlsFront  # noqa: E402

USER = 65532


class Container:
    def __init__(self, root):
        self.root = pathlib.Path(root)

    def path(self, name):
        return self.root / name.lstrip("/")

    def command(self, *words):
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child",
                "--mount-proc=" + str(self.root / "proc"), "chroot", f"--userspec={USER}:{USER}",
                str(self.root), *words]

    def configure(self, front):
        folder = self.path("/etc/headwater")
        shutil.copy(front.certificate, folder / "ca.pem")
        for name, secret in (("api", play.BOT_TOKEN), ("read", play.READ_TOKEN),
                             ("hook-secret", play.HOOK_SECRET)):
            (folder / name).write_text(secret + "\n")
            os.chown(folder / name, USER, USER)
        (folder / "headwater.yml").write_text(
            f"gitlab: {{url: '{front.url}', api_token_file: /etc/headwater/api, "
            "read_token_file: /etc/headwater/read, ca_file: /etc/headwater/ca.pem}\n"
            "hooks: {listen: '127.0.0.1:0', secret_file: /etc/headwater/hook-secret}\n"
            "pages: {listen: '127.0.0.1:0'}\nnote: {delay: 0}\n"
            f"health: {{listen: '0.0.0.0:{play.free_port()}'}}\n")


class Service(play.Headwater):
    """What the image's ENTRYPOINT and CMD say."""

    def __init__(self, container):
        play.Process.__init__(self, container.command(
            "/usr/bin/headwater", "serve", "--config", installed.CONFIG), os.devnull)
        self.ports = {name: self._port(name) for name in ("health", "pages", "hooks")}
        self.hook_url = f"http://127.0.0.1:{self.ports['hooks']}/hooks/gitlab"

    def stop(self):
        """The service itself: whoever waits for it outside of its namespace ends without it."""
        waits = self.process.pid
        for child in pathlib.Path(f"/proc/{waits}/task/{waits}/children").read_text().split():
            os.kill(int(child), signal.SIGTERM)
        installed.expect(0, self.process.wait(timeout=30), "the service's end")


def refused_by_git(container, url):
    """Whoever is not known to the certificates of the image is not spoken to."""
    told = subprocess.run(container.command("/usr/bin/git", "ls-remote", f"{url}/a.git"),
                          stderr=subprocess.PIPE, text=True, check=False)
    if told.returncode == 0 or "certificate" not in told.stderr:
        sys.exit(f"container_serves: git trusts a certificate nobody signed: {told.stderr}")


def main():
    container = Container(sys.argv[1])
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", container.path("/etc"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        forge = play.Forge(sys.argv[2], folder)
        front = TlsFront(folder, forge.port)
        front.start()
        refused_by_git(container, front.url)
        container.configure(front)
        project = installed.Project(container, forge, folder / "project")
        project.secret = play.HOOK_SECRET
        service = Service(container)
        service.wait_ready()
        asked = subprocess.run(container.command("/usr/bin/headwater", "healthcheck"),
                               stdout=subprocess.PIPE, text=True, check=False)
        installed.expect((0, "ready\n"), (asked.returncode, asked.stdout), "headwater healthcheck")
        project.hook(service.hook_url)
        project.verdict("first")
        print("the service in the container's root fetched by https and judged")
        service.stop()
        forge.stop()


if __name__ == "__main__":
    main()
