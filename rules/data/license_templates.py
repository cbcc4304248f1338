# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the templates of the SPDX License List (its XML form) into words with their freedoms.

https://github.com/spdx/license-list-XML/blob/main/DOCS/xml-fields.md says what the elements mean.
"""

import re
import warnings
import xml.etree.ElementTree as xml

from license_words import is_word, words_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sre_constants
    import sre_parse

SPACE = "{http://www.spdx.org/license}"
# Words accepted where the list accepts any text: a title, a notice, a name. Long lists of holders
# stay below.
MAX_TITLE_WORDS = 40
MAX_NOTICE_WORDS = 60
MAX_NAME_WORDS = 40
# Alternatives of one pattern that are spelt out; beyond, its words are allowed in any order.
MAX_ALTERNATIVES = 64
# What may stand in a gap (GapMode in license_texts.h): the words listed, anything, anything behind
# one of the words listed.
LISTED, ANYTHING, LED = range(3)
BLOCKS = {"p", "list", "item", "br", "titleText", "copyrightText", "standardLicenseHeader", "text"}


class Endless(Exception):
    """A pattern that matches too many texts to spell them out."""


def expand(pattern):
    """Every text that a parsed pattern matches."""
    texts = [""]
    for operation, value in pattern:
        texts = [head + tail for head in texts for tail in expand_one(operation, value)]
        if len(texts) > MAX_ALTERNATIVES:
            raise Endless
    return texts


def expand_one(operation, value):
    if operation is sre_constants.LITERAL:
        return [chr(value)]
    if operation is sre_constants.SUBPATTERN:
        return expand(value[3])
    if operation is sre_constants.BRANCH:
        return [text for branch in value[1] for text in expand(branch)]
    if operation is sre_constants.IN:
        if any(kind is sre_constants.CATEGORY for kind, _ in value):
            return [" "]
        if any(kind is not sre_constants.LITERAL for kind, _ in value):
            raise Endless
        return [chr(code) for _, code in value]
    if operation in (sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT):
        least, most, inner = value
        once = expand(inner)
        if all(not any(map(is_word, text)) for text in once):
            return [" "]
        if least == 0 and most == 1:
            return [""] + once
    raise Endless


class Alternative:
    """What may stand where an <alt> stands."""

    def __init__(self, pattern, original, before, after):
        self.mode = LISTED
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                texts = expand(sre_parse.parse(pattern))
        except (Endless, re.error):
            self.mode = ANYTHING
            plain = re.sub(r"\\s[*+?]?", " ", pattern)
            texts = [re.sub(r"[^\w'|. -]|\.[*+{]", " ", plain)]
            lead = re.match(r"\(?([A-Za-z]+)[ ,]", pattern)
            if not original and lead:
                self.mode, texts = LED, [lead.group(1)]
        found = [[word for word, *_ in words_of(before + text + after)] for text in texts]
        self.words = {word for words in found for word in words}
        self.words.update(word for word, *_ in words_of(before + original + after))
        self.most = max(map(len, found)) if self.mode == LISTED else MAX_NAME_WORDS


class Template:
    """`words`; `free`: ranges of words that may be missing; `gaps`: (begin, end, most words, mode,
    words) where other words may stand. All ranges are half-open."""

    def __init__(self, name, kind, deprecated, element):
        self.name, self.kind, self.deprecated = name, kind, deprecated
        self.text, self.free_chars, self.gap_chars = "", [], []
        self.read(element, header_is_free=kind != "notice")
        self.finish()

    def read(self, element, header_is_free):
        tag = element.tag.removeprefix(SPACE)
        if tag == "bullet":
            return
        begin = self.open(tag, element)
        self.text += self.flat(element.text)
        for child in element:
            self.read(child, header_is_free)
            self.text += self.flat(child.tail)
        self.close(tag, element, begin, header_is_free)

    @staticmethod
    def flat(text):
        """Line ends of the XML file mean nothing."""
        return re.sub(r"\s+", " ", text or "")

    def open(self, tag, element):
        if tag in BLOCKS:
            self.text += "\n"
        elif tag == "optional" and element.get("spacing", "both") in ("both", "before"):
            self.text += " "
        return len(self.text)

    def close(self, tag, element, begin, header_is_free):
        end = len(self.text)
        if tag in ("optional", "titleText", "copyrightText", "alt") or (
                tag == "standardLicenseHeader" and header_is_free):
            self.free_chars.append((begin, end))
        if tag == "titleText":
            self.gap_chars.append((begin, end, MAX_TITLE_WORDS, None))
        elif tag == "copyrightText":
            self.gap_chars.append((begin, end, MAX_NOTICE_WORDS, None))
        elif tag == "alt":
            self.gap_chars.append((begin, end, 0, element.get("match", ".*")))
        if tag in BLOCKS:
            self.text += "\n"
        elif tag == "optional" and element.get("spacing", "both") in ("both", "after"):
            self.text += " "

    def finish(self):
        found = words_of(self.text)
        self.words = [word for word, *_ in found]
        places = [(begin, end) for _, begin, end, _ in found]
        free = [self.range_of(places, begin, end) for begin, end in self.free_chars]
        free += [(i, i + 1) for i, (*_, bullet) in enumerate(found) if bullet]
        self.free = union(free)
        self.gaps = sorted(self.gap_of(places, *gap) for gap in self.gap_chars)

    @staticmethod
    def range_of(places, begin, end):
        """The words that share a character with the range; where none does, the place between."""
        first = next((i for i, place in enumerate(places) if place[1] > begin), len(places))
        last = next((i for i, place in enumerate(places) if place[0] >= end), len(places))
        return first, max(first, last)

    def gap_of(self, places, begin, end, most, pattern):
        first, last = self.range_of(places, begin, end)
        if pattern is None:
            return first, last, most, ANYTHING, ()
        # A word that is only partly inside belongs to what may be replaced.
        before, after = begin, end
        while before > 0 and is_word(self.text[before - 1]):
            before -= 1
        while after < len(self.text) and is_word(self.text[after]):
            after += 1
        allowed = Alternative(pattern, self.text[begin:end].strip(), self.text[before:begin],
                              self.text[end:after])
        return first, last, allowed.most, allowed.mode, tuple(sorted(allowed.words))


def union(ranges):
    """The same words in as few ranges as possible."""
    merged = []
    for begin, end in sorted(r for r in ranges if r[0] < r[1]):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def read_templates(source):
    """Every licence, exception and standard header of the list, sorted."""
    templates = []
    for path in sorted(source.glob("src/*.xml")) + sorted(source.glob("src/exceptions/*.xml")):
        root = xml.parse(path).getroot()[0]
        kind = root.tag.removeprefix(SPACE)
        name, deprecated = root.get("licenseId"), "deprecatedVersion" in root.attrib
        text = root.find(SPACE + "text")
        templates.append(Template(name, kind, deprecated, text))
        headers = list(root.iter(SPACE + "standardLicenseHeader"))
        for header in headers[:1]:
            templates.append(Template(name, "notice", deprecated, header))
    return templates
