#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shows Headwater at work: a platform with sample projects, merge requests good and bad, and what
people read in them.

    demo.py HEADWATER FORGE_DOUBLE [--keep]
"""

import argparse
import pathlib
import signal
import tempfile
import time

import play

HEADER = "SPDX-FileCopyrightText: 2026 City of Example\nSPDX-License-Identifier: EUPL-1.2\n"


def comment(text, mark):
    return "".join(f"{mark} {line}\n" for line in text.splitlines())


SBOM = """{"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX",
 "specVersion": "1.6", "version": 1, "metadata": {"component": {"type": "application",
 "name": "street-map", "version": "1.0"}}, "components": [{"type": "library", "name": "leaflet",
 "version": "1.9.4", "purl": "pkg:npm/leaflet@1.9.4"}]}
"""
PACKAGE = '{"name": "street-map", "license": "EUPL-1.2", "dependencies": {"leaflet": "1.9.4"}}\n'
LICENCE_TEXT = (pathlib.Path(__file__).parents[2] / "LICENSES" / "EUPL-1.2.txt").read_text()

TIDY = {
    "README.md": f"<!--\n{HEADER}-->\n\n# Street map\n",
    "LICENSES/EUPL-1.2.txt": LICENCE_TEXT,
    "REUSE.toml": 'version = 1\n[[annotations]]\npath = ["*.json"]\n'
                  'SPDX-FileCopyrightText = "2026 City of Example"\n'
                  'SPDX-License-Identifier = "EUPL-1.2"\n',
    "package.json": PACKAGE,
    "sbom.cdx.json": SBOM,
    "src/main.js": comment(HEADER, "//") + "export const answer = 42;\n",
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def commit(folder, files, message):
    write(folder, files)
    play.git(folder, "add", "--all")
    play.git(folder, "commit", "--quiet", "--message", message)


class Demo:
    def __init__(self, headwater, double, folder):
        self.folder = pathlib.Path(folder)
        self.forge = play.Forge(double, self.folder)
        self.headwater = play.Headwater(headwater, self.folder / "headwater", self.forge.url, self.config())
        self.headwater.wait_ready()
        self.projects = {}

    @staticmethod
    def config():
        pages = f"127.0.0.1:{play.free_port()}"
        return (f"pages: {{listen: '{pages}', url: 'http://{pages}'}}\n"
                "policy: {standard: 'preset:strict'}\nnote: {delay: 0, language: en}\n")

    def project(self, path, files):
        folder = self.folder / "work" / path.replace("/", "-")
        folder.mkdir(parents=True)
        play.git(folder, "init", "--quiet", "--initial-branch=main")
        commit(folder, files, "Begin")
        project = self.forge.create_project(path, folder, visibility="public")
        self.forge.hook(project, self.headwater.hook_url)
        self.projects[path] = (project, folder)

    def merge_request(self, path, branch, title, files, push_to=None):
        """Pushes a branch with these files and opens a merge request; its number."""
        project, folder = self.projects[path]
        play.git(folder, "checkout", "--quiet", "-b", branch, "main")
        commit(folder, files, title)
        play.git(folder, "push", "--quiet", self.forge.push_url(push_to or path), branch)
        source = self.projects[push_to][0] if push_to else project
        target = project if push_to else None
        return self.forge.open_merge_request(source, branch, title, target)

    def fork(self, path, into):
        project, folder = self.projects[path]
        namespace, name = into.split("/")
        fork = self.forge.api("POST", f"projects/{project}/fork",
                              {"namespace_path": namespace, "path": name})
        self.projects[into] = (fork["id"], folder)

    def show(self, path, iid, heading):
        project, _ = self.projects[path]
        verdict = play.verdict(self.forge, project, iid)
        print(f"\n{'=' * 78}\n{path}!{iid}: {heading}\n{'-' * 78}")
        print(f"status  {verdict['status']}: {verdict['description']}")
        if verdict["status"] == "failed":
            wanted = 0 if "draft" in verdict["description"] else 2 if "fork" in heading else 1
            play.wait_for("the comment", lambda: len(
                [note for note in self.comments(project, iid)
                 if play.SUGGESTION not in note["body"]]) >= wanted, 20)
        for note in self.comments(project, iid):
            kind = "thread" if note["resolvable"] else "comment"
            print(f"{kind}\n" + "".join(f"  | {line}\n" for line in note["body"].splitlines()),
                  end="")
        if not self.comments(project, iid):
            print("comment (none)")

    def comments(self, project, iid):
        return [note for note in self.forge.notes(project, iid)
                if note["author"]["username"] == "headwater-bot"]

    def play(self):
        self.project("city/street-map", TIDY)
        self.project("city/old-tool", {name: text for name, text in TIDY.items()
                                       if name != "sbom.cdx.json"})
        self.fork("city/street-map", "alex/street-map")
        started = time.monotonic()
        cases = [
            ("city/street-map", "a file with its licence",
             self.merge_request("city/street-map", "legend", "Add a legend", {
                 "src/legend.js": comment(HEADER, "//") + "export const legend = [];\n"})),
            ("city/street-map", "files without a licence",
             self.merge_request("city/street-map", "layers", "Add layers", {
                 "src/layer.js": "export const layer = 1;\n" * 12,
                 "src/tiles.py": "tiles = 1\n" * 12})),
            ("city/street-map", "hostile names: nothing in them is obeyed",
             self.merge_request("city/street-map", "names", "/approve @all `code`", {
                 "src/a`b`\n/approve\n@all.js": "let x = 1;\n" * 12,
                 "src/\u202egnp.js": "let y = 1;\n" * 12})),
            ("city/street-map", "from a fork: a thread holds it as well",
             self.merge_request("city/street-map", "patch", "Repair the scale", {
                 "src/scale.js": "export const scale = 2;\n" * 12}, "alex/street-map")),
            ("city/old-tool", "the project itself lacks a parts list (SBOM)",
             self.merge_request("city/old-tool", "typo", "Repair a typo", {
                 "README.md": f"<!--\n{HEADER}-->\n\n# Street map, repaired\n"})),
            ("city/street-map", "a draft: the same verdict, no comment",
             self.merge_request("city/street-map", "idea", "Draft: an idea", {
                 "src/idea.js": "export const idea = 0;\n" * 12})),
        ]
        for path, heading, iid in cases:
            self.show(path, iid, heading)
        print(f"\n{'=' * 78}\n{len(cases)} merge requests judged "
              f"{time.monotonic() - started:.1f} s after the first was opened; quick actions that "
              f"ran: {len(self.forge.control('GET', 'effects/quick_action'))}, people mentioned: "
              f"{len(self.forge.control('GET', 'effects/mention'))}.")

    def stop(self):
        code = self.headwater.stop()
        self.forge.stop()
        return code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("headwater")
    parser.add_argument("double")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        demo = Demo(arguments.headwater, arguments.double, folder)
        try:
            demo.play()
            if arguments.keep:
                print(f"\nIt stays up: GitLab double {demo.forge.url}, deliveries "
                      f"{demo.headwater.hook_url}, log {demo.headwater._log.name}. Ctrl-C ends it.")
                signal.sigwait({signal.SIGINT, signal.SIGTERM})
        finally:
            code = demo.stop()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
