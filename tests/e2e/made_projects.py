# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up projects: files that look like those of real ones, with a history and releases.

The same seed gives the same commits.
"""

import random
import subprocess

DAY = 86_400
START = 1_500_000_000
MODES = {True: "100755", False: "100644"}

NOUNS = """account address agenda appeal archive area assessment attachment balance ballot batch
bench board booking border branch budget building burial calendar campaign capacity case cemetery
certificate child citizen claim clerk collection committee complaint container contract council
court deadline debt decision deposit district document dog donation draft driver duty election
employee entrance estate event exam expense facility family fee field file fine floor form fund
garden grant grave ground group guardian hall harbour hearing heating holder hospital house hunter
income inspection insurance interest invoice journal key kindergarten lake land lane lease ledger
lessor levy library licence lighting list loan locker lot market marriage meadow measure meeting
member memory meter minute motion museum name noise notice nursery object offence office order
owner parcel park parking parish partner passport payment pension permit person petition place plan
playground plot pool post premium protocol quarter quota rate receipt record refund region register
rent report request reserve resident road roof room route sample school season seat section service
session shelter signature site slot stage stall station statute street student subsidy summons
supplier survey tariff tax teacher tenant term theatre ticket title tomb tour tower track trade
traffic tram transfer treasury tree tribunal trust tunnel union unit urn vacancy value vehicle
venue vote voucher wage ward warden warning waste water well witness worker yard zone""".split()
VERBS = """accept add allocate announce append approve archive assign attach balance bind block
book calculate call cancel check choose clear close collect combine compare compute confirm copy
correct count cover create deliver deny derive detach divide draw edit enter estimate examine
exclude expand export extend fetch fill filter find fold format forward gather generate grade grant
group hand hold import include inform insert inspect invite issue join keep label lead lend limit
link list load lock locate lower mark match measure merge move name note notify offer open order
pack parse pass pay pick plan post print propose prove publish pull raise rank read receive record
reduce refuse register reject release remind remove renew rent repair replace report reserve
resolve restore return review revoke round save scan schedule search seal select send separate
serve set settle share shift show sign skip sort split start state stop store sum supply suspend
take tell test trace track train transfer turn update use validate verify visit void vote wait
warn weigh withdraw write""".split()

COMMON = {  # What many projects carry along, whatever they are about.
    "LICENSE": "".join(f"{n}. You may use, study, share and improve the work, part {n}.\n"
                       for n in range(60)),
    ".gitignore": "build/\n*.o\n*.pyc\n__pycache__/\nnode_modules/\n.idea/\ntarget/\ndist/\n",
    ".editorconfig": "root = true\n\n[*]\nindent_style = space\nindent_size = 4\n",
    "CODE_OF_CONDUCT.md": "".join(f"Be kind, in every way that rule {n} names.\n"
                                  for n in range(40)),
    "package-lock.json": "{\n" + "".join(
        f'  "node_modules/part-{n}": {{ "version": "{n}.2.{n % 7}", "resolved": "part-{n}" }},\n'
        for n in range(400)) + "}\n",
    "gradlew": "#!/bin/sh\n" + "".join(f"APP_OPTION_{n}=\"$DEFAULT_{n}\"\n" for n in range(50)),
}

SHAPES = {  # Of a function, by language: the file's ending, its beginning, the parts, its end.
    "c": (".c", "#include <stdio.h>\n#include <stdlib.h>\n#include \"{main}.h\"\n\n",
          "static int {verb}_{a}_{b}(struct {a} *{a}, int {b}) {{\n    int i;\n"
          "    for (i = 0; i < {a}->{c}; i++) {{\n        {a}->{d}[i] += {b} * {n};\n    }}\n"
          "    if ({a}->{d}[0] > {m}) {{\n        return {verb}_{c}({a}, {n});\n    }}\n"
          "    return 0;\n}}\n\n"),
    "python": (".py", "import json\nimport logging\n\nfrom {main} import {a}\n\n"
               "log = logging.getLogger(__name__)\n\n\n",
               "def {verb}_{a}_{b}({a}, {b}={n}):\n    \"\"\"{Verb} the {a} of a {c}.\"\"\"\n"
               "    if not {a}:\n        return None\n"
               "    {d} = [{c} * {m} for {c} in {a}.{c}s if {c} > {b}]\n"
               "    log.info(\"%s {d}\", len({d}))\n    return sum({d})\n\n\n"),
    "java": (".java", "package org.example.{main};\n\nimport java.util.List;\n"
             "import java.util.Map;\n\npublic class {A} {{\n",
             "    private int {c}{B};\n\n    public int {verb}{A}{B}(List<{A}> {a}s) {{\n"
             "        int {d} = {n};\n        for ({A} {a} : {a}s) {{\n"
             "            {d} += {a}.get{C}() * {m};\n        }}\n"
             "        this.{c}{B} = {d};\n        return {d};\n    }}\n\n"),
    "javascript": (".js", "'use strict';\n\nconst {a} = require('./{a}');\n\n",
                   "export function {verb}{A}{B}({a}, {b}) {{\n  const {c} = {a}.{c} || {n};\n"
                   "  return {a}.{d}s\n    .filter((entry) => entry.{b} > {m})\n"
                   "    .map((entry) => entry.{d} * {c} + {b});\n}}\n\n"),
    "go": (".go", "package {main}\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n)\n\n",
           "// {Verb}{A}{B} does so for a {c}.\n"
           "func {Verb}{A}{B}({a} *{A}, {b} int) (int, error) {{\n"
           "\tif {a} == nil {{\n\t\treturn 0, errors.New(\"no {a} of {n}\")\n\t}}\n"
           "\t{d} := {a}.{C} * {m}\n\tfmt.Println(\"{verb} {d}\", {b})\n\treturn {d} + {b}, nil\n"
           "}}\n\n"),
}


class Maker:
    """Writes one project's files."""

    def __init__(self, seed, language=None, name=None):
        self.random = random.Random(seed)
        self.language = language or self.random.choice(sorted(SHAPES))
        self.words = self.random.sample(NOUNS, 40)
        self.name = name or "".join(self.words[:2])

    def part(self):
        words = dict(zip("abcd", self.random.sample(self.words, 4)))
        words |= {key.upper(): word.capitalize() for key, word in words.items()}
        verb = self.random.choice(VERBS)
        return SHAPES[self.language][2].format(
            verb=verb, Verb=verb.capitalize(), n=self.random.randrange(2, 400),
            m=self.random.randrange(2, 4000), **words)

    def source(self):
        words = dict(zip("abcd", self.random.sample(self.words, 4)))
        words |= {key.upper(): word.capitalize() for key, word in words.items()}
        head = SHAPES[self.language][1].format(main=self.name, **words)
        return head + "".join(self.part() for _ in range(self.random.randrange(3, 14)))

    def prose(self):
        lines = [f"# {self.name}: {self.random.choice(self.words)}", ""]
        for _ in range(self.random.randrange(8, 40)):
            some = self.random.sample(self.words, 6)
            lines.append(f"To {self.random.choice(VERBS)} a {some[0]} of the {some[1]}, {self.name}"
                         f" asks {some[2]} and {some[3]} for the {some[4]} {some[5]}.")
        return "\n".join(lines) + "\n"

    def sources(self, count, folder="src/"):
        files = {}
        folders = [folder + word + "/" for word in self.random.sample(self.words, 4)]
        while len(files) < count:
            where = self.random.choice(folders + [folder])
            stem = "_".join(self.random.sample(self.words, 2))
            files[f"{where}{stem}{SHAPES[self.language][0]}"] = self.source()
        return files

    def project(self, count, common=0):
        """Sources, tests, texts, and some of what everybody has."""
        files = self.sources(count * 3 // 4) | self.sources(count // 4, "tests/")
        files["README.md"] = self.prose()
        files[f"docs/{self.name}.md"] = self.prose()
        files["build.conf"] = "".join(f"{word} = {self.random.randrange(900)}\n"
                                      for word in self.words)
        for path in self.random.sample(sorted(COMMON), common):
            files[path] = COMMON[path]
        return files


class Repository:
    """Commits, for `git fast-import`."""

    def __init__(self, start):
        self.stream, self.time, self.files, self.commits = [], start, {}, 0

    def commit(self, files, message, days=3):
        """Makes `files` the project's content."""
        self.time += days * DAY
        self.commits += 1
        who = f"Alex Example <alex@example.org> {self.time} +0000\n"
        text = message.encode() + b"\n"
        self.stream.append(f"commit refs/heads/main\nmark :{self.commits}\n"
                           f"committer {who}data {len(text)}\n".encode() + text)
        for path in self.files.keys() - files.keys():
            self.stream.append(f"D {path}\n".encode())
        for path, content in sorted(files.items()):
            if self.files.get(path) == content:
                continue
            data = content if isinstance(content, bytes) else content.encode()
            mode = MODES[path.endswith((".sh", "gradlew"))]
            head = f"M {mode} inline {path}\ndata {len(data)}\n".encode()
            self.stream.append(head + data + b"\n")
        self.files = dict(files)

    def tag(self, name):
        self.stream.append(f"reset refs/tags/{name}\nfrom :{self.commits}\n\n".encode())

    def write(self, folder):
        """Makes a bare repository there."""
        for part in ("objects", "refs"):  # As `git init` does, at a tenth of its time.
            (folder / part).mkdir(parents=True)
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
        subprocess.run(["git", "-C", str(folder), "-c", "fastimport.unpackLimit=1", "fast-import",
                        "--quiet"], input=b"".join(self.stream), check=True)


def develop(maker, files, repository, commits):
    """Edits, adds and removes, and gives what the project then has."""
    files = dict(files)
    for number in range(commits):
        for path in maker.random.sample(sorted(files), 3):
            text = files[path]
            if path in COMMON:
                continue
            cut = text.find("\n", maker.random.randrange(len(text))) + 1
            files[path] = text[:cut] + (maker.part() if path.startswith(("src", "tests"))
                                        else maker.prose()) + text[cut:]
        if number % 4 == 0:
            files |= maker.sources(1)
        repository.commit(files, f"Change {number} of {maker.name}")
    return files
