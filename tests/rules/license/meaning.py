#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file means the same after `headwater fix` as before.

    python3 tests/rules/license/meaning.py HEADWATER

Writes small files of many kinds, each with LF, with CRLF and behind a byte order mark, into one
repository, runs `headwater fix --all`, and asks the language's own tool (run, compile, parse) about
every file before and after. A second run has to change nothing. Tools that are not installed are
named as skipped; a form that the tool refuses already before the fix (a shell script with CRLF) is
counted apart, and only has to be left readable.
"""

import ast
import configparser
import html.parser
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

# The tag in two parts: this file has one licence only.
TAG = b"SPDX-License-" b"Identifier: EUPL-1.2"
MARK = b"\xef\xbb\xbf"
SECONDS = 60  # For one call of a tool.


class Refused(Exception):
    """The tool does not take the file."""


def run(*command, cwd=None, data=None):
    """Standard output of a command that has to succeed."""
    done = subprocess.run(command, cwd=cwd, input=data, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        raise Refused(done.stderr.decode(errors="replace").strip()[-300:])
    return done.stdout


# What a file means, by the name of the tool that says so. Each takes the path.


def python(path):
    code = path.read_bytes()
    try:
        tree = ast.dump(ast.parse(code))
    except (SyntaxError, ValueError) as error:
        raise Refused(str(error)) from error
    return tree, run(sys.executable, str(path))


def interpreter(*command):
    return lambda path: run(*command, str(path))


def preprocessor(*command):
    return lambda path: run(*command, "-E", "-P", str(path))


def compiled(*command):
    def meaning(path):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "program"
            run(*command, str(path), "-o", str(program))
            return run(str(program))

    return meaning


def output_file(name, *command):
    """The bytes that a compiler writes, which do not know of comments."""

    def meaning(path):
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / name
            run(*[word.format(path=path, out=made, folder=folder) for word in command])
            return made.read_bytes()

    return meaning


def standard_input(*command):
    return lambda path: run(*command, data=path.read_bytes())


def on_path(*command):
    return lambda path: run(*[word.format(path=path) for word in command], cwd=path.parent)


def xml(path):
    if shutil.which("xmllint"):
        run("xmllint", "--noout", "--nonet", str(path))
    try:
        return ElementTree.canonicalize(from_file=str(path))  # Without comments.
    except ElementTree.ParseError as error:
        raise Refused(str(error)) from error


class Page(html.parser.HTMLParser):
    """Everything of a page but comments and the blanks between elements."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_decl(self, decl):
        self.seen.append(("declaration", decl))

    def handle_pi(self, data):
        self.seen.append(("instruction", data))

    def handle_starttag(self, tag, attrs):
        self.seen.append(("start", tag, attrs))

    def handle_endtag(self, tag):
        self.seen.append(("end", tag))

    def handle_data(self, data):
        if data.strip():
            self.seen.append(("text", data))


def page(path):
    reader = Page()
    reader.feed(path.read_text(encoding="utf-8-sig"))
    return reader.seen


def ini(path):
    reader = configparser.ConfigParser()
    try:
        reader.read_string(path.read_text())
    except configparser.Error as error:
        raise Refused(str(error)) from error
    return {name: dict(reader[name]) for name in reader}


def toml(path):
    import tomllib

    try:
        return tomllib.loads(path.read_bytes().decode())
    except tomllib.TOMLDecodeError as error:
        raise Refused(str(error)) from error


def yaml(path):
    import yaml as library

    try:
        return list(library.safe_load_all(path.read_bytes()))
    except library.YAMLError as error:
        raise Refused(str(error)) from error


def rst(path):
    import docutils.core

    settings = {"report_level": 5, "strip_comments": True, "input_encoding": "utf-8-sig"}
    return docutils.core.publish_string(path.read_bytes(), writer_name="pseudoxml",
                                        settings_overrides=settings).split(b"\n", 1)[1]


def jinja(path):
    import jinja2

    text = path.read_bytes().decode("utf-8-sig")
    return [jinja2.Environment(trim_blocks=trim, lstrip_blocks=trim).from_string(text).render(a=1)
            for trim in (False, True)]


def first_bytes(*parts):
    """For formats without a tool here: what has to be first is first, and nothing is lost."""

    def meaning(path):
        text = path.read_bytes().removeprefix(MARK).replace(b"\r\n", b"\n")
        if not text.startswith(parts[0]):
            raise Refused("does not begin as it has to")
        return [part for part in parts if part in text]

    return meaning


def magic_lines(*starts):
    """The lines at the top that a tool would read as instructions, and those below comments."""

    def meaning(path):
        lines = path.read_bytes().removeprefix(MARK).replace(b"\r\n", b"\n").splitlines()
        top = []
        for line in lines:
            if not line.startswith(starts):
                break
            top.append(line)
        code = [line for line in lines if line and not line.startswith(b"#")]
        return top, code

    return meaning


def code_below(prefix):
    """What is left without the lines of comments above the code."""

    def meaning(path):
        lines = path.read_bytes().removeprefix(MARK).splitlines()
        while lines and (not lines[0] or lines[0].startswith(prefix)):
            lines.pop(0)
        return lines

    return meaning


def ignored(path):
    with tempfile.TemporaryDirectory() as folder:
        run("git", "init", "-q", folder)
        shutil.copy(path, pathlib.Path(folder) / ".gitignore")
        for name in ("a.o", "b.c", "# x", "SPDX"):
            (pathlib.Path(folder) / name).touch()
        return run("git", "-C", folder, "status", "--porcelain", "--ignored", "-z")


def go_files(path):
    """The package's documentation, and whether the build constraint holds."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, pathlib.Path(folder) / "a.go")
        (pathlib.Path(folder) / "go.mod").write_text("module example.org/a\n")
        environment = dict(os.environ, GOFLAGS="-mod=mod", GOPROXY="off", HOME=folder)
        done = subprocess.run(
            ["go", "list", "-e", "-f", "{{.Name}} {{.Doc}} {{.GoFiles}} {{.IgnoredGoFiles}}", "."],
            cwd=folder, env=environment, capture_output=True, timeout=SECONDS)
        listed = done.stdout
        if shutil.which("gofmt"):
            run("gofmt", "-e", str(path))
        return listed


PYTHON_MODULES = {"yaml": "yaml", "docutils": "docutils", "jinja2": "jinja2", "tomllib": "tomllib"}

# File name, needed program or module (None: Python alone), content, meaning.
SAMPLES = [
    ("plain.py", None, '"""Doc."""\nprint(__doc__)\n', python),
    ("future.py", None, '"""D."""\nfrom __future__ import annotations\nprint(1)\n', python),
    ("bang.py", None, "#!/usr/bin/env python3\nprint(1)\n", python),
    ("cookie.py", None, b"# -*- coding: latin-1 -*-\nprint(len('\xe4'))\n", python),
    ("bang_cookie.py", None, b"#!/usr/bin/python3\n# coding: latin-1\nprint(ascii('\xe4'))\n",
     python),
    ("stub.pyi", None, "x: int = 1\n", python),
    ("plain.sh", "sh", "echo a\n", interpreter("sh")),
    ("bang.sh", "sh", "#!/bin/sh\necho \"$0\" | wc -l\n", interpreter("sh")),
    ("here.bash", "bash", "#!/bin/bash\ncat <<EOF\n# a\nEOF\n", interpreter("bash")),
    ("a.zsh", "zsh", "#!/bin/zsh\nprint a\n", interpreter("zsh")),
    ("plain.js", "node", "console.log(1);\n", interpreter("node")),
    ("bang.cjs", "node", "#!/usr/bin/env node\nconsole.log(1);\n", interpreter("node")),
    ("strict.js", "node",
     "'use strict';\nconsole.log((function () { return this === undefined; })());\n",
     interpreter("node")),
    ("module.mjs", "node", "import os from 'node:os';\nconsole.log(typeof os.EOL);\n",
     interpreter("node")),
    ("jest.js", "node", "/** @jest-environment jsdom */\nconsole.log(2);\n", interpreter("node")),
    ("plain.php", "php", "<?php\necho 1;\n", interpreter("php")),
    ("strict.php", "php", "<?php\ndeclare(strict_types=1);\nnamespace A;\necho __NAMESPACE__;\n",
     interpreter("php")),
    ("one_line.php", "php", "<?php namespace B; echo __NAMESPACE__;\n", interpreter("php")),
    ("page.php", "php", "<html><?= 1 ?></html>\n\nend\n", interpreter("php")),
    ("page2.phtml", "php", "text\n<?php if (true): ?>\nyes\n<?php endif; ?>\n", interpreter("php")),
    ("short.php", "php", "<?= 1 + 1 ?>\nx\n", interpreter("php")),
    ("bang_php.php", "php", "#!/usr/bin/env php\n<?php\necho 3;\n", interpreter("php")),
    ("plain.rb", "ruby", "puts 1\n", interpreter("ruby")),
    ("frozen.rb", "ruby", "# frozen_string_literal: true\nputs 'a'.frozen?\n", interpreter("ruby")),
    ("encoding.rb", "ruby", "#!/usr/bin/ruby\n# encoding: ascii-8bit\nputs __ENCODING__\n",
     interpreter("ruby")),
    ("Rakefile", "ruby", "puts 5\n", interpreter("ruby")),
    ("page.html.erb", "ruby", "<p><%= 1 + 1 %></p>\n",
     on_path("ruby", "-rerb", "-e",
             "print ERB.new(File.read('{path}', encoding: 'bom|utf-8')).result")),
    ("plain.pl", "perl", "use strict;\nprint 1;\n", interpreter("perl")),
    ("warn.pm", "perl", "#!/usr/bin/perl -w\nprint $^W;\n1;\n", interpreter("perl")),
    ("pod.t", "perl", "=head1 NAME\n\na\n\n=cut\n\nprint 7;\n", interpreter("perl")),
    ("a.lua", "lua5.4", "#!/usr/bin/env lua\nprint(1)\n", interpreter("lua5.4")),
    ("b.lua", "lua5.4", "return print(2)\n", interpreter("lua5.4")),
    ("a.tcl", "tclsh", "puts 1\n", interpreter("tclsh")),
    ("bang.tcl", "tclsh", "#!/bin/sh\n# \\\nexec tclsh \"$0\" \"$@\"\nputs 2\n",
     interpreter("tclsh")),
    ("a.scm", "guile", "(display 1)\n", interpreter("guile", "--no-auto-compile", "-s")),
    ("a.awk", "awk", "BEGIN { print 1 }\n", on_path("awk", "-f", "{path}")),
    ("a.sed", "sed", "s/a/b/\n", on_path("sh", "-c", "echo a | sed -f '{path}'")),
    ("quiet.sed", "sed", "s/a/b/p\n", on_path("sh", "-c", "echo a | sed -f '{path}'")),
    ("a.m4", "m4", "define(`a', `b')dnl\na\n", interpreter("m4")),
    ("a.mk", "make", "all:\n\t@echo 1\n", on_path("make", "-s", "-f", "{path}")),
    ("Makefile", "make", "A = 1\nall: ; @echo $(A)\n", on_path("make", "-s", "-f", "{path}")),
    ("a.cmake", "cmake", "message(STATUS 1)\n", on_path("cmake", "-P", "{path}")),
    ("a.ninja", "ninja", "rule a\n  command = echo 1\nbuild b: a\n",
     on_path("ninja", "-n", "-f", "{path}")),
    ("a.sql", "sqlite3", "SELECT 1;\n", standard_input("sqlite3", ":memory:")),
    ("a.c", "gcc", "#include <stdio.h>\nint main(void) { puts(\"/*\"); return 0; }\n",
     compiled("gcc", "-x", "c")),
    ("a.h", "gcc", "#ifndef A\n#define A 1\nint a = A;\n#endif\n", preprocessor("gcc", "-x", "c")),
    ("modeline.c", "gcc", "/* -*- mode: c -*- */\nint main(void) { return 0; }\n",
     preprocessor("gcc")),
    ("a.cc", "g++", "#include <cstdio>\nint main() { std::puts(R\"x(//)x\"); }\n",
     compiled("g++", "-x", "c++")),
    ("a.hpp", "g++", "#pragma once\nstruct A {};\n", preprocessor("g++", "-x", "c++")),
    ("a.s", "as", ".data\na: .byte 1\n", output_file("a.o", "as", "{path}", "-o", "{out}")),
    ("free.f90", "gfortran", "print *, 1\nend\n", compiled("gfortran", "-ffree-form")),
    ("fixed.f", "gfortran", "      PRINT *, 1\n      END\n", compiled("gfortran", "-ffixed-form")),
    ("A.java", "javac", "/** Doc. */\nclass A { int a = 1; }\n",
     output_file("A.class", "javac", "-g:none", "-d", "{folder}", "{path}")),
    ("plain.rs", "rustc", "fn main() { println!(\"{}\", 'a'); }\n", compiled("rustc")),
    ("inner.rs", "rustc", "#![allow(dead_code)]\nfn main() { println!(\"{}\", 1); }\n",
     compiled("rustc")),
    ("doc.go", "go", "// Package a is documented.\npackage a\n", go_files),
    ("tag.go", "go", "//go:build never\n\npackage a\n", go_files),
    ("old_tag.go", "go", "// +build never\n\npackage a\n", go_files),
    ("a.ml", "ocaml", "print_string \"(*\"\n", interpreter("ocaml")),
    ("a.vim", "vim", "verbose echo 1\nqall!\n",
     on_path("vim", "-es", "-N", "-u", "NONE", "-i", "NONE", "-S", "{path}")),
    ("a.po", "msgfmt", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
     'msgid "a"\nmsgstr "b"\n', output_file("a.mo", "msgfmt", "-o", "{out}", "{path}")),
    ("a.1", "groff", ".TH A 1\n.SH NAME\na \\- b\n", interpreter("groff", "-Tascii", "-man")),
    ("table.1", "groff", "'\\\" t\n.TH A 1\n.TS\nl l.\na\tb\n.TE\n",
     interpreter("groff", "-t", "-Tascii", "-man")),
    ("a.desktop", "desktop-file-validate",
     "[Desktop Entry]\nType=Application\nName=A\nExec=a\n", interpreter("desktop-file-validate")),
    (".gitignore", "git", "*.o\n", ignored),
    ("plain.xml", None, "<a b='c'>d</a>\n", xml),
    ("declared.xml", None, '<?xml version="1.0" encoding="UTF-8"?>\n<a>b</a>\n', xml),
    ("one_line.xml", None, '<?xml version="1.0"?><a>b</a>\n', xml),
    ("style.xml", None, '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<a/>\n', xml),
    ("doctype.xml", None, '<?xml version="1.0"?>\n<!DOCTYPE a [\n<!ENTITY b "c">\n]>\n<a>&b;</a>\n',
     xml),
    ("latin.xml", None, b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>\xe4</a>\n', xml),
    ("a.xsd", None, '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>\n', xml),
    ("a.svg", None, '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>\n', xml),
    ("a.bpmn", None, '<?xml version="1.0"?>\n<definitions/>\n', xml),
    ("pom.csproj", None, '<Project Sdk="x"></Project>\n', xml),
    ("lang.ts", None, '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS/>\n', xml),
    ("page.html", None, "<!DOCTYPE html>\n<html><p>a</p></html>\n", page),
    ("fragment.html", None, "<p>a</p>\n", page),
    ("page.xhtml", None, '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>\n', xml),
    ("a.vue", None, "<template><p>a</p></template>\n<script>let a</script>\n", page),
    ("a.svelte", None, "<script>let a</script>\n<p>a</p>\n", page),
    ("setup.cfg", None, "[a]\nb = c\n", ini),
    ("a.ini", None, "[a]\nb = c\n", ini),
    ("a.service", None, "[Unit]\nDescription=a\n", ini),
    ("a.toml", "tomllib", "a = 1\n[b]\nc = '''\n# d\n'''\n", toml),
    ("a.yaml", "yaml", "a: b\n", yaml),
    ("start.yml", "yaml", "---\na: b\n", yaml),
    ("directive.yaml", "yaml", "%YAML 1.1\n---\na: b\n", yaml),
    ("a.rst", "docutils", "Title\n=====\n\nText.\n", rst),
    ("info.rst", "docutils", ":Author: a\n\nTitle\n=====\n", rst),
    ("a.html.j2", "jinja2", "{% if a %}\nb\n{% endif %}\n", jinja),
    ("b.conf.j2", "jinja2", "x = {{ a }}\n", jinja),
    ("c.sh.j2", "jinja2", "#!/bin/sh\necho {{ a }}\n", jinja),
    ("a.css", None, '@charset "utf-8";\na { b: c }\n', first_bytes(b'@charset "utf-8";', b"a { b")),
    ("front.md", None, "---\ntitle: a\n---\n\n# a\n", first_bytes(b"---\ntitle: a\n---\n", b"# a")),
    ("front.scss", None, "---\n---\na { b: c }\n", first_bytes(b"---\n", b"---\na { b")),
    ("Dockerfile", None, "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN b\n",
     magic_lines(b"# syntax", b"# escape")),
    ("plain.dockerfile", None, "FROM a\n", magic_lines(b"# syntax", b"# escape")),
    ("a.bat", None, "@echo off\ndir\n", first_bytes(b"@echo off\n", b"\ndir\n")),
    ("a.rkt", None, "#lang racket\n1\n", first_bytes(b"#lang racket\n", b"\n1\n")),
    ("use.tsx", None, '"use client";\nexport {};\n', code_below(b"//")),
    ("a.tex", None, "% !TEX root = b.tex\n\\begin{document}\n",
     first_bytes(b"% !TEX root = b.tex\n", b"\\begin{document}")),
]

FORMS = {
    "lf": lambda data: data,
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "bom": lambda data: MARK + data,
}


def available(need):
    if need is None:
        return True
    if need in PYTHON_MODULES:
        return importlib.util.find_spec(PYTHON_MODULES[need]) is not None
    return shutil.which(need) is not None


def ask(meaning, path):
    """What the file means, or why that cannot be said."""
    try:
        return meaning(path), None
    except (Refused, UnicodeError) as problem:
        return None, str(problem) or "refused"


class Files:
    """Every sample in every form, in one repository."""

    def __init__(self, root):
        self.root = root
        run("git", "init", "-q", "-b", "main", str(root))
        (root / "LICENSES").mkdir()
        (root / "LICENSES" / "EUPL-1.2.txt").write_text("text\n")
        (root / "publiccode.yml").write_text(
            "legal:\n  license: EUPL-1.2\n  mainCopyrightOwner: Example Agency\n")
        self.policy = root / "policy.yml"
        self.policy.write_text(
            "rules: {license/header-missing: {mode: gate, options: {scope: covered}}}\n")
        for form, change in FORMS.items():
            for name, _, text, _ in SAMPLES:
                path = self.path(form, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(change(text if isinstance(text, bytes) else text.encode()))

    def path(self, form, name):
        # A folder for each: some names are the same file to their tools.
        return self.root / form / name.replace(".", "_").strip("_") / name

    def all(self):
        return {path: path.read_bytes()
                for path in sorted(self.root.rglob("*"))
                if path.is_file() and ".git" not in path.relative_to(self.root).parts[:1]}


def fix(headwater, files):
    done = subprocess.run([headwater, "fix", "--all", "--repo", str(files.root), "--policy",
                           str(files.policy)], capture_output=True, timeout=SECONDS)
    if done.returncode not in (0, 1):
        sys.exit("headwater fix: " + done.stderr.decode() + done.stdout.decode())
    return done.stdout.decode()


def path_is_by_column(name):
    """Kinds in which a byte order mark shifts what columns mean: they get no header behind one."""
    return name.endswith((".1", ".f"))


class Tally:
    """Counts, and says what went wrong."""

    def __init__(self):
        self.kinds = set()
        self.same = 0
        self.refused_before = []
        self.skipped = {}
        self.broken = []

    def judge(self, sample, form, before, after, bytes_after):
        name = sample[0]
        displaced = form == "bom" and path_is_by_column(name)
        if not displaced and TAG not in bytes_after:
            self.broken.append(f"{form}/{name}: has no header after the fix")
        elif before[1] is not None:
            self.refused_before.append(f"{form}/{name}")
        elif after != before:
            self.broken.append(f"{form}/{name}: {before} became {after}")
        else:
            self.same += 1
            self.kinds.add(name)

    def print(self):
        print(f"{len(self.kinds)} kinds, {self.same} files mean the same after the fix")
        print(f"{len(self.refused_before)} files are refused by their tool in that form, before "
              "the fix already: " + " ".join(self.refused_before))
        for need, names in sorted(self.skipped.items()):
            print(f"skipped, {need} is not installed: " + " ".join(names))
        for line in self.broken:
            print("BROKEN: " + line)


def main():
    headwater = os.path.realpath(sys.argv[1])
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        files = Files(pathlib.Path(folder) / "tree")
        wanted = [sample for sample in SAMPLES if available(sample[1])]
        for name, need, _, _ in SAMPLES:
            if not available(need):
                tally.skipped.setdefault(need, []).append(name)
        before = {(form, sample[0]): ask(sample[3], files.path(form, sample[0]))
                  for form in FORMS for sample in wanted}
        fix(headwater, files)
        once = files.all()
        for form in FORMS:
            for sample in wanted:
                path = files.path(form, sample[0])
                after = ask(sample[3], path)
                tally.judge(sample, form, before[form, sample[0]], after, once[path])
        fix(headwater, files)
        for path, content in files.all().items():
            if once.get(path) != content:
                tally.broken.append(f"{path.relative_to(files.root)}: a second run changes it")
    tally.print()
    sys.exit(1 if tally.broken or not tally.same else 0)


if __name__ == "__main__":
    main()
