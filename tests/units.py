# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes units: files for the compiler that read several sources each.

    tests/units.py FOLDER SIZE SOURCE...    writes FOLDER/N.cc, each with at most SIZE sources, and
                                            prints their paths

Most of the time of a compiler goes into what a source includes and into the inline functions it
brings: several sources in one unit take a fraction of their time. What a source declares for itself
(in an unnamed namespace) may be a word of another one of its unit; it then has another name there,
by a macro, which comes after everything that is included. Where that would change what a header
declares, and where they disagree about a `using`, sources are kept apart.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDED_FROM = (ROOT, ROOT / "include")

COMMENT_OR_STRING = re.compile(
    r'//(?! namespace$)[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"',
    re.DOTALL | re.MULTILINE)
INCLUDE = re.compile(r'^#include (?:"([^"\n]+)"|<[^>\n]+>)', re.MULTILINE)
UNNAMED = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.DOTALL | re.MULTILINE)
USING = re.compile(r"^using (?:(\w+) = )?([\w:]+::(\w+));", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
# What follows :: or . or -> is looked up where that points to.
BARE_WORD = re.compile(r"(?<![\w:.>])[A-Za-z_]\w*|(?<=[^:]:)[A-Za-z_]\w*|(?<=[^-]>)[A-Za-z_]\w*")
WORD_ELSEWHERE = re.compile(r"(?:::|\.|->)\s*([A-Za-z_]\w*)")
NO_NAMES = {"operator", "final", "struct", "class", "enum", "using", "constexpr", "static_assert"}
# A declaration begins at the first column; its name is the word before its end or first bracket.
DECLARATION = re.compile(r"^(?=[A-Za-z_])((?:::|[^(={;:])*)(.)", re.MULTILINE)
ARGUMENTS = re.compile(r"<[^<>;{}]*>|\[[^\[\];{}]*\]")


class Headers:
    """Our own headers: which words stand in which of them. Sets of them are bits of a number."""

    def __init__(self):
        self._reach = {}  # By path: itself and whatever it includes.
        self._with = {}   # By word.

    def included_by(self, text):
        reach = 0
        for name in INCLUDE.findall(text):
            path = next((folder / name for folder in INCLUDED_FROM
                         if name and (folder / name).exists()), None)
            if path:
                reach |= self._read(path)
        return reach

    def say(self, word, reach):
        """Whether one of these has the word."""
        return self._with.get(word, 0) & reach != 0

    def _read(self, path):
        if path not in self._reach:
            bit = 1 << len(self._reach)
            self._reach[path] = bit
            text = path.read_text(encoding="utf-8")
            for word in set(WORD.findall(COMMENT_OR_STRING.sub(" ", text))):
                self._with[word] = self._with.get(word, 0) | bit
            self._reach[path] |= self.included_by(text)
        return self._reach[path]


class Source:
    """A source with the words it uses and those of them that it declares for itself."""

    def __init__(self, path, headers):
        self.path, self.headers = path, headers
        text = pathlib.Path(path).read_text(encoding="utf-8")
        self.includes = [found.group(0) for found in INCLUDE.finditer(text)]
        self.reach = headers.included_by(text)
        text = COMMENT_OR_STRING.sub(" ", text)
        self.words = set(BARE_WORD.findall(text))
        self.elsewhere = set(WORD_ELSEWHERE.findall(text))
        # By name: whether it is a function's, which may be one of several with that name.
        self.own = {}
        for body in UNNAMED.findall(text):
            for name, function in names_in(body):
                self.own[name] = self.own.get(name, False) or function
        # The names that `using enum` brings are not to be seen here.
        self.alone = re.search(r"^using enum ", text, re.MULTILINE) is not None
        self.using = {alias or name: whole for alias, whole, name in USING.findall(text)}

    def fits(self, other):
        """Whether each means the same beside the other one."""
        return (not self.alone and not other.alone and
                self.can_step_aside(other) and other.can_step_aside(self) and
                self.uses_as(other) and other.uses_as(self))

    def can_step_aside(self, other):
        return all(self.has_to_itself(name) for name in self.in_the_way(other))

    def has_to_itself(self, name):
        """Whether it means the same wherever the source says it."""
        return (not self.headers.say(name, self.reach) or
                (not self.own[name] and name not in self.elsewhere))

    def in_the_way(self, other):
        """What it declares for itself and the other one, or only a header of that one, says."""
        return [name for name in self.own if name in other.words or
                (self.headers.say(name, other.reach) and not self.headers.say(name, self.reach))]

    def uses_as(self, other):
        return all(name not in other.words or other.using.get(name) == whole
                   for name, whole in self.using.items())


def names_in(body):
    """What is declared in the body of a namespace: the name, and whether it is a function's."""
    body = USING.sub("", body)
    without = None
    while without != body:
        without, body = body, ARGUMENTS.sub("", body)
    for declaration, end in DECLARATION.findall(body):
        words = [word for word in WORD.findall(declaration) if word not in NO_NAMES]
        # TEST(...) declares what it has in its brackets.
        if words and not words[-1].isupper():
            yield words[-1], end == "("


def units_of(paths, size):
    """Lists of sources, each with at most `size` of them."""
    headers = Headers()
    units = []
    for source in (Source(path, headers) for path in paths):
        for unit in units:
            if len(unit) < size and all(source.fits(other) for other in unit):
                unit.append(source)
                break
        else:
            units.append([source])
    return units


def text_of(unit):
    """What the compiler reads. No name gets an underscore: clang-tidy reads it, too."""
    lines = ["// Made by tests/units.py."]
    if len(unit) > 1:
        lines += dict.fromkeys(include for source in unit for include in source.includes)
    for number, source in enumerate(unit):
        named = sorted({name for other in unit if other is not source
                        for name in source.in_the_way(other)})
        lines += [f"#define {name} {name}{number}of{len(unit)}" for name in named]
        lines.append(f'#include "{pathlib.Path(source.path).resolve()}"  // NOLINT')
        lines += [f"#undef {name}" for name in named]
    return "\n".join(lines) + "\n"


def write(units, folder):
    """Their files. One that stays the same keeps its time."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.cc" for number in range(len(units))]
    for path, unit in zip(paths, units):
        text = text_of(unit)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return paths


if __name__ == "__main__":
    made = write(units_of(sys.argv[3:], int(sys.argv[2])), pathlib.Path(sys.argv[1]))
    print("\n".join(map(str, made)))
