# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cuts a licence text into words as the SPDX matching guidelines compare them.

The same rules as rules/license/text_words.cc, which reads the texts that are judged: a word that
the two cut differently never matches, and tests/rules/license_texts_test.cc, which wants whole texts
to be exact, says so.
"""

import re

COPYRIGHT = "copyright"
SPACE = " \t\r\n\f\v"
# Joined with the word behind them, whatever stands between: `non-commercial`, `sub license`.
PREFIXES = {"non", "sub"}
# Words that comment styles put at the start of a line.
LINE_WORDS = {"rem", "dnl"}
# Behind one of these a number at the start of a line is no bullet.
COUNTED = {"version", "versions", "section", "sections", "article", "articles", "clause", "v",
           "clauses", "paragraph", "paragraphs", "and", "or", "of", "part"}
# At the start of a line, the number behind them is a bullet.
HEADINGS = {"article", "section", "part", "chapter", "clause"}
ROMAN = re.compile(r"[ivxl]{1,5}$")
HTML_TAG = re.compile(
    r"</?(?:p|br|b|i|u|a|em|li|ul|ol|dl|dt|dd|hr|tt|td|tr|th|h[1-6]|pre|div|span|code|html|head|"
    r"body|title|table|tbody|center|strong|blockquote|font|meta|sup)(?:[\s/][^<>]{0,512})?/?>",
    re.I | re.A)
ENTITY = re.compile(r"&#?[0-9a-zA-Z]{1,8};")
ENTITIES = {"&amp;": "and", "&copy;": COPYRIGHT}


def is_ideograph(code):
    return (0x2E80 <= code <= 0x2FFF or 0x3040 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF
            or 0xF900 <= code <= 0xFAFF)


def is_word(char):
    code = ord(char)
    if code < 0x80:
        return char.isalnum()
    return not (code <= 0xA9 or code in (0xD7, 0xF7) or 0xAB <= code <= 0xB4
                or 0xB6 <= code <= 0xB9 or 0xBB <= code <= 0xBF or 0x2000 <= code <= 0x2BFF
                or 0x3000 <= code <= 0x303F or 0xFE00 <= code <= 0xFE0F or code == 0xFEFF
                or 0xFF00 <= code <= 0xFF0F or 0xFF1A <= code <= 0xFF20 or code == 0xFFFD)


def is_digit(char):
    return "0" <= char <= "9"


def is_number(word):
    return all(is_digit(char) or char == "." for char in word)


def lower(char):
    code = ord(char)
    if 0x41 <= code <= 0x5A or (0xC0 <= code <= 0xDE and code != 0xD7):
        return chr(code + 0x20)
    return char


def normal(word):
    """A word in the spelling that is compared: `v2.0` and `2` are the same number."""
    if len(word) > 1 and word[0] == "v" and is_digit(word[1]):
        word = word[1:]
    if re.fullmatch(r"[0-9]+(\.[0-9]+)*", word):
        while word.endswith(".0"):
            word = word[:-2]
    return word


class Words:
    """The words of one text: `found` holds (word, begin, end, is_bullet)."""

    def __init__(self, text):
        self.text = text
        self.found = []
        self.line_start = True
        self.after_heading = False  # The last word was one of HEADINGS.
        self.symbol_at = -1  # Index of a copyright sign that became a word.

    def cut(self):
        pos = 0
        while pos < len(self.text):
            pos = self.step(pos)
        return self.join_prefixes()

    def step(self, pos):
        char = self.text[pos]
        if char == "\n":
            self.line_start = True
            return pos + 1
        if char == "<" and (tag := HTML_TAG.match(self.text, pos)):
            return tag.end()
        if char == "&":
            return self.take_ampersand(pos)
        if char == "\u00a9":
            self.add_symbol(pos, pos + 1)
            return pos + 1
        if char == "(" and self.text[pos:pos + 3].lower() == "(c)" and self.is_symbol(pos):
            self.add_symbol(pos, pos + 3)
            return pos + 3
        if not is_word(char):
            return pos + 1
        return self.take_word(pos)

    def take_ampersand(self, pos):
        entity = ENTITY.match(self.text, pos)
        if not entity:
            self.add("and", pos, pos + 1, False)
            return pos + 1
        word = ENTITIES.get(entity.group().lower())
        if word == COPYRIGHT:
            self.add_symbol(pos, entity.end())
        elif word:
            self.add(word, pos, entity.end(), False)
        return entity.end()

    def is_symbol(self, pos):
        """Whether `(c)` is the sign and not the third item of a list."""
        if self.found and self.found[-1][0] == COPYRIGHT:
            return True
        rest = self.text[pos + 3:pos + 8].lstrip(" \t")
        return bool(rest) and (rest[0] in "<[{" or "0" <= rest[0] <= "9")

    def add_symbol(self, begin, end):
        if self.found and self.found[-1][0] == COPYRIGHT:
            return
        self.symbol_at = len(self.found)
        self.add(COPYRIGHT, begin, end, False)

    def take_word(self, begin):
        text, end, word = self.text, begin, []
        if is_ideograph(ord(text[begin])):
            self.add(text[begin], begin, begin + 1, False)
            return begin + 1
        while end < len(text):
            char = text[end]
            after = text[end + 1] if end + 1 < len(text) else " "
            if is_word(char) and not is_ideograph(ord(char)):
                word.append(lower(char))
            elif char in "'\u2019" and is_word(after):
                pass
            elif not (char == "." and is_digit(word[-1]) and is_digit(after)):
                break
            else:
                word.append(char)
            end += 1
        self.add_word("".join(word), begin, end)
        return end

    def add_word(self, word, begin, end):
        at_start, self.line_start = self.line_start, False
        after = self.text[end:end + 1]
        behind = self.text[end + 1:end + 2]
        closed = after != "" and after in ".)]" and (behind == "" or behind in SPACE)
        counts = is_number(word) or len(word) == 1 or bool(ROMAN.match(word))
        bullet = counts and (closed or self.text[begin - 1:begin] == "(" and after == ")")
        blank = after != "" and after in " \t"
        # `1.Definitions` and `1- Definitions` too; but the number of `30 days` or `2.1 Grant` may
        # have come to the start of a line by chance.
        numbered = at_start and is_number(word)
        item = numbered and (after != "" and after in ".)]" or after == "-" and behind in SPACE)
        after_heading, self.after_heading = self.after_heading, at_start and word in HEADINGS
        numbered = numbered or after_heading and is_number(word)
        if at_start and (word in LINE_WORDS or (word == "o" and blank)):
            return
        if at_start and word == "c" and blank and self.text[begin - 1:begin] in "\n":
            return
        previous = self.found[-1][0] if self.found else ""
        if at_start and (bullet or item) and previous not in COUNTED:
            return
        if word == COPYRIGHT and self.symbol_at == len(self.found) - 1 >= 0:
            return
        self.add(normal(word), begin, end, bullet or numbered)

    def add(self, word, begin, end, bullet):
        self.line_start = False
        self.found.append((word, begin, end, bullet))

    def join_prefixes(self):
        joined = []
        for word, begin, end, bullet in self.found:
            if joined and joined[-1][0] in PREFIXES:
                joined[-1] = (joined[-1][0] + word, joined[-1][1], end, False)
            elif joined and joined[-1][0] == "per" and word == "cent":
                joined[-1] = ("percent", joined[-1][1], end, False)
            else:
                joined.append((word, begin, end, bullet))
        return joined


def words_of(text):
    return Words(text).cut()
