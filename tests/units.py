# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells which sources can be compiled together, as one unit.

    tests/units.py SIZE SOURCE...    prints "unit source", at most SIZE sources in a unit

Most of the time of a compiler goes into what a source includes, so several sources in one unit take
half to two thirds of their time. What a source declares for itself (in an unnamed namespace, or by `using`) must
not be a word of another source of its unit: then no name means anything else than it does alone.
"""

import re
import sys

COMMENT_OR_STRING = re.compile(
    r'//(?! namespace$)[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"',
    re.DOTALL | re.MULTILINE)
UNNAMED = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.DOTALL | re.MULTILINE)
USING = re.compile(r"^using ([\w:]+::(\w+));", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
# A declaration begins at the first column; its name is the word before its end or first bracket.
DECLARATION = re.compile(r"^(?=[A-Za-z_])((?:::|[^(={;:])*)", re.MULTILINE)
ARGUMENTS = re.compile(r"<[^<>;{}]*>|\[[^\[\];{}]*\]")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Source:
    """A source with the words it uses and those of them that it declares for itself."""

    def __init__(self, path):
        self.path = path
        text = COMMENT_OR_STRING.sub(" ", read(path))
        self.words = set(WORD.findall(text))
        self.own = {name for body in UNNAMED.findall(text) for name in names_in(body)}
        # The names that `using enum` brings are not to be seen here.
        self.alone = re.search(r"^using enum ", text, re.MULTILINE) is not None
        self.using = {name: whole for whole, name in USING.findall(text)}

    def fits(self, other):
        """Whether neither declares what the other one says."""
        if self.alone or other.alone or self.own & other.words or other.own & self.words:
            return False
        return self.uses_as(other) and other.uses_as(self)

    def uses_as(self, other):
        return all(name not in other.words or other.using.get(name) == whole
                   for name, whole in self.using.items())


def names_in(body):
    """The names that are declared in the body of a namespace."""
    without = None
    while without != body:
        without, body = body, ARGUMENTS.sub("", body)
    for declaration in DECLARATION.findall(body):
        words = WORD.findall(declaration)
        # TEST(...) declares what it has in its brackets.
        if words and not words[-1].isupper():
            yield words[-1]


def units_of(paths, size):
    """Lists of sources, each with at most `size` of them."""
    units = []
    for source in map(Source, paths):
        for unit in units:
            if len(unit) < size and all(source.fits(other) for other in unit):
                unit.append(source)
                break
        else:
            units.append([source])
    return [[source.path for source in unit] for unit in units]


if __name__ == "__main__":
    for number, unit in enumerate(units_of(sys.argv[2:], int(sys.argv[1]))):
        for path in unit:
            print(f"{number} {path}")
