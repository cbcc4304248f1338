#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes license_texts.bin, the fingerprints of the SPDX License List's texts.

  rules/data/generate_texts.py SOURCE VERSION   writes it
  rules/data/generate_texts.py --check SOURCE   writes nothing; fails when the file differs

SOURCE is a work tree of https://github.com/spdx/license-list-XML, VERSION names its state, such as
`3.28.0+e4c1f27`. No text is kept: each word is a number that stands for the hash of its spelling.
The layout is described in license_texts.h.
"""

import pathlib
import struct
import sys

from license_templates import Template, read_templates
from license_words import words_of

OUTPUT = pathlib.Path(__file__).resolve().parent / "license_texts.bin"
MAGIC = b"HWTEXT01"
VERSION_BYTES = 32
BUCKET_BITS = 14
SHINGLE = 4  # Words; kShingle in license_texts.h.
# Shingles kept per text: enough to tell neighbours apart, few enough for a small file.
MIN_SAMPLES = 64
WORDS_PER_SAMPLE = 24

# Restriction in rules/license/recognise.h, in its order.
NON_COMMERCIAL, NO_DERIVATIVES, FIELD_OF_USE, COMPETITION, TRADEMARK, NO_PATENTS, OTHER = range(1, 8)
RESTRICTED = {
    "Aladdin": NON_COMMERCIAL, "BSD-3-Clause-Clear": NO_PATENTS, "FDK-AAC": NO_PATENTS,
    "BSD-3-Clause-No-Military-License": FIELD_OF_USE,
    "BSD-3-Clause-No-Nuclear-License": FIELD_OF_USE,
    "BSD-3-Clause-No-Nuclear-License-2014": FIELD_OF_USE,
    "BSD-3-Clause-No-Nuclear-Warranty": FIELD_OF_USE, "BUSL-1.1": COMPETITION,
    "C-UDA-1.0": FIELD_OF_USE, "Elastic-2.0": COMPETITION, "FSL-1.1-ALv2": COMPETITION,
    "FSL-1.1-MIT": COMPETITION, "Hippocratic-2.1": FIELD_OF_USE, "JPL-image": OTHER,
    "JSON": FIELD_OF_USE, "MS-LPL": FIELD_OF_USE, "NCGL-UK-2.0": NON_COMMERCIAL,
    "Pixar": TRADEMARK, "PolyForm-Noncommercial-1.0.0": NON_COMMERCIAL,
    "PolyForm-Small-Business-1.0.0": COMPETITION, "PPL": NON_COMMERCIAL, "SSPL-1.0": COMPETITION,
    "Unicode-TOU": OTHER, "MPEG-SSG": FIELD_OF_USE,
}
KINDS = {"license": 0, "exception": 1, "notice": 2}


def restriction_of(name):
    if name.startswith("CC-"):
        return (NON_COMMERCIAL if "-NC" in name else NO_DERIVATIVES if "-ND" in name else 0)
    return RESTRICTED.get(name, 0)


def hash_word(word):
    value = 2166136261
    for byte in word.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        value = (value ^ value >> shift) * factor & 0xFFFFFFFF
    return value


def hash_shingle(ids):
    value = 0
    for number in ids:
        value = (value + number) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        value ^= value >> 29
    return value >> 32


class Vocabulary:
    """Numbers for words; those that mean the same share one. 0 stands for all other words."""

    def __init__(self, equivalents):
        self.same = {}
        for line in equivalents.splitlines():
            first, second = (words_of(part) for part in line.split(","))
            if len(first) == len(second):
                for (one, *_), (other, *_) in zip(first, second):
                    if one != other:
                        self.same[other] = one
        self.same["https"] = "http"
        self.numbers = {}

    def number(self, word):
        word = self.same.get(word, word)
        return self.numbers.setdefault(word, len(self.numbers) + 1)

    def table(self):
        entries = {hash_word(word): number for word, number in self.numbers.items()}
        if len(entries) != len(self.numbers):
            raise SystemExit("two words have one hash")
        for word, other in self.same.items():
            if other in self.numbers and hash_word(word) not in entries:
                entries[hash_word(word)] = self.numbers[other]
        return sorted(entries.items())


class Text:
    """A template in numbers, and the identifiers of which it is the text."""

    def __init__(self, template, vocabulary):
        self.names = [template.name]
        self.kind = KINDS[template.kind]
        self.words = [vocabulary.number(word) for word in template.words]
        self.free = template.free
        self.gaps = [(begin, end, limit, mode, sorted({vocabulary.number(w) for w in words}))
                     for begin, end, limit, mode, words in template.gaps]
        self.deprecated = template.deprecated
        needed = set(range(len(self.words)))
        for begin, end in self.free:
            needed.difference_update(range(begin, end))
        self.needed = needed

    def key(self):
        return self.kind, tuple(self.words[i] for i in sorted(self.needed))

    def samples(self):
        fixed, other = [], []
        for i in range(len(self.words) - SHINGLE + 1):
            whole = all(j in self.needed for j in range(i, i + SHINGLE))
            (fixed if whole else other).append(hash_shingle(self.words[i:i + SHINGLE]))
        wanted = MIN_SAMPLES + len(self.words) // WORDS_PER_SAMPLE
        chosen = sorted(set(fixed))[:wanted]
        if len(chosen) < MIN_SAMPLES // 4:
            chosen += sorted(set(other) - set(chosen))[:MIN_SAMPLES // 4 - len(chosen)]
        return chosen


def merge_families(texts):
    """One entry for texts that differ in nothing that has to be there."""
    families = {}
    for text in texts:
        if not text.needed:
            continue
        family = families.setdefault(text.key(), text)
        if family is not text:
            family.names += text.names
            # The family's member with the most optional text explains most of a file.
            if len(text.words) > len(family.words):
                text.names, text.deprecated = family.names, family.deprecated and text.deprecated
                families[text.key()] = text
    return list(families.values())


def directory(hashes):
    """Where the hashes of each bucket begin, by their upper bits."""
    starts, index = [], 0
    for bucket in range((1 << BUCKET_BITS) + 1):
        while index < len(hashes) and hashes[index] >> (32 - BUCKET_BITS) < bucket:
            index += 1
        starts.append(index)
    return starts


def pack(kind, values):
    values = list(values)
    data = struct.pack(f"<{len(values)}{kind}", *values)
    return data + b"\0" * (-len(data) % 4)


def build(templates, equivalents, version):
    vocabulary = Vocabulary(equivalents)
    current = [t for t in templates if not t.deprecated]
    known = {(t.kind, t.name) for t in current}
    texts = merge_families([Text(t, vocabulary) for t in current])
    kept = {text.key() for text in texts}
    # Deprecated identifiers only where no current one has their text.
    for template in templates:
        if template.deprecated and (template.kind, template.name) not in known:
            text = Text(template, vocabulary)
            if text.needed and text.key() not in kept:
                texts.append(text)
    records, words, spans, gaps, choices, names, index = [], [], [], [], [], b"", []
    for number, text in enumerate(texts):
        samples = text.samples()
        restriction = max((restriction_of(name) for name in text.names), default=0)
        records += [len(words), len(text.words), len(text.needed), len(spans) // 2, len(text.free),
                    len(gaps) // 5, len(text.gaps), len(names),
                    text.kind | restriction << 8 | len(samples) << 16]
        words += text.words
        for begin, end in text.free:
            spans += [begin, end]
        for begin, end, limit, mode, allowed in text.gaps:
            gaps += [begin, end, limit | mode << 16, len(choices), len(allowed)]
            choices += allowed
        names += " ".join(text.names).encode() + b"\0"
        index += [(value, number) for value in samples]
    index.sort()
    table = vocabulary.table()
    if len(vocabulary.numbers) > 0xFFFF:
        raise SystemExit("too many words")
    sections = [
        pack("I", (value for value, _ in table)), pack("H", (number for _, number in table)),
        pack("I", directory([value for value, _ in table])),
        pack("I", (value for value, _ in index)), pack("H", (number for _, number in index)),
        pack("I", directory([value for value, _ in index])),
        pack("I", records), pack("H", words), pack("H", spans), pack("I", gaps),
        pack("H", choices), names + b"\0" * (-len(names) % 4),
    ]
    counts = [len(table), len(index), len(texts), len(words), len(spans), len(gaps) // 5,
              len(choices), len(names)]
    head = MAGIC + version.encode().ljust(VERSION_BYTES, b"\0") + struct.pack("<8I", *counts)
    return head + b"".join(sections)


def main(arguments):
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    check = arguments[0] == "--check"
    source = pathlib.Path(arguments[1] if check else arguments[0])
    old = OUTPUT.read_bytes() if OUTPUT.exists() else b""
    version = (old[8:8 + VERSION_BYTES].rstrip(b"\0").decode() if check else arguments[1])
    made = build(read_templates(source), (source / "equivalentwords.txt").read_text(), version)
    if not check:
        OUTPUT.write_bytes(made)
    elif made != old:
        raise SystemExit(f"{OUTPUT} differs from what {source} gives")


if __name__ == "__main__":
    main(sys.argv[1:])
