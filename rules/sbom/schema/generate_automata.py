# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Automata for generate.py: regular expressions over UTF-8 bytes, content models over names.

A deterministic automaton takes one step per byte whatever the expression, which is what makes
validation linear; a look-ahead at the beginning becomes a difference of two automata.
"""

import re._constants as op
import re._parser as parser

# Code points that ECMAScript's `.` does not match, and those its `\\s` does (ECMA-262, 12.2, 12.3).
LINE_ENDS = {0x0A, 0x0D, 0x2028, 0x2029}
SPACES = {9, 10, 11, 12, 13, 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
          0x205F, 0x3000, 0xFEFF}


class Nfa:
    """Thompson's construction. `edges[state]` holds (symbol or None, target)."""

    def __init__(self):
        self.edges = []

    def state(self):
        self.edges.append([])
        return len(self.edges) - 1

    def link(self, source, target, symbol=None):
        self.edges[source].append((symbol, target))

    def closure(self, states):
        found, todo = set(states), list(states)
        while todo:
            for symbol, target in self.edges[todo.pop()]:
                if symbol is None and target not in found:
                    found.add(target)
                    todo.append(target)
        return frozenset(found)

    def repeat(self, begin, low, high, part):
        """`part(state) -> state` low to high times (high None: without end)."""
        state = begin
        for _ in range(low):
            state = part(state)
        if high is None:
            loop, end = self.state(), self.state()
            self.link(state, loop)
            self.link(loop, end)
            self.link(part(loop), loop)
            return end
        end = self.state()
        self.link(state, end)
        for _ in range(high - low):
            state = part(state)
            self.link(state, end)
        return end

    def determinise(self, begin, end):
        """(transitions per state as {symbol: state}, accepting states); state 0 begins."""
        first = self.closure({begin})
        number, todo, table, accepting = {first: 0}, [first], [], set()
        while todo:
            states = todo.pop(0)
            if end in states:
                accepting.add(number[states])
            steps = {}
            for state in states:
                for symbol, target in self.edges[state]:
                    if symbol is not None:
                        steps.setdefault(symbol, set()).add(target)
            row = {}
            for symbol in sorted(steps, key=str):
                target = self.closure(steps[symbol])
                if target not in number:
                    number[target] = len(number)
                    todo.append(target)
                row[symbol] = number[target]
            table.append(row)
        return table, accepting


def minimise(table, accepting):
    """Moore's algorithm; the classes are numbered in the order in which they are reached."""
    group = [int(state in accepting) for state in range(len(table))]
    while True:
        keys = [(group[s], tuple(sorted((str(c), group[t]) for c, t in row.items())))
                for s, row in enumerate(table)]
        order = {}
        for key in keys:
            order.setdefault(key, len(order))
        refined = [order[key] for key in keys]
        if len(order) == len(set(group)):
            break
        group = refined
    group = refined
    rows = {}
    for state, row in enumerate(table):
        rows.setdefault(group[state], {c: group[t] for c, t in row.items()})
    return [rows[g] for g in sorted(rows)], {group[s] for s in accepting}


def _utf8(nfa, begin, end, points):
    for point in points:
        state = begin
        encoded = chr(point).encode()
        for byte in encoded[:-1]:
            following = nfa.state()
            nfa.link(state, following, byte)
            state = following
        nfa.link(state, end, encoded[-1])


def _beyond_ascii(nfa, begin, end, without):
    """Every character beyond ASCII, except a few of three bytes."""
    tails = {0: end}
    for length in (1, 2, 3):
        tails[length] = nfa.state()
        for byte in range(0x80, 0xC0):
            nfa.link(tails[length], tails[length - 1], byte)
    three = [chr(point).encode() for point in without if point > 0x7F]
    for byte in range(0xC2, 0xF5):
        length = 1 if byte < 0xE0 else 2 if byte < 0xF0 else 3
        if any(byte == encoded[0] for encoded in three):
            continue
        nfa.link(begin, tails[length], byte)
    for lead in {encoded[0] for encoded in three}:
        second = nfa.state()
        nfa.link(begin, second, lead)
        for byte in range(0x80, 0xC0):
            lasts = {encoded[2] for encoded in three if encoded[0] == lead and encoded[1] == byte}
            if not lasts:
                nfa.link(second, tails[1], byte)
                continue
            third = nfa.state()
            nfa.link(second, third, byte)
            for last in range(0x80, 0xC0):
                if last not in lasts:
                    nfa.link(third, end, last)


class _Compiler:
    def __init__(self):
        self.nfa = Nfa()

    def sequence(self, items, state):
        for code, value in items:
            state = self.item(code, value, state)
        return state

    def item(self, code, value, state):
        end = self.nfa.state()
        if code is op.LITERAL:
            _utf8(self.nfa, state, end, [value])
        elif code is op.ANY:
            for byte in set(range(0x80)) - LINE_ENDS:
                self.nfa.link(state, end, byte)
            _beyond_ascii(self.nfa, state, end, LINE_ENDS)
        elif code is op.IN:
            self.characters(value, state, end)
        elif code is op.NOT_LITERAL:
            self.characters([(op.NEGATE, None), (op.LITERAL, value)], state, end)
        elif code is op.BRANCH:
            for branch in value[1]:
                self.nfa.link(self.sequence(branch, state), end)
        elif code is op.SUBPATTERN:
            return self.sequence(value[3], state)
        elif code is op.MAX_REPEAT:
            low, high, part = value
            high = None if high is op.MAXREPEAT else high
            return self.nfa.repeat(state, low, high, lambda s: self.sequence(part, s))
        else:
            raise ValueError(f'no automaton for {code}')
        return end

    def characters(self, items, state, end):
        points, negated = set(), False
        for code, value in items:
            if code is op.NEGATE:
                negated = True
            elif code is op.LITERAL:
                points.add(value)
            elif code is op.RANGE:
                points.update(range(value[0], value[1] + 1))
            elif code is op.CATEGORY and value is op.CATEGORY_DIGIT:
                points.update(range(ord('0'), ord('9') + 1))
            elif code is op.CATEGORY and value is op.CATEGORY_SPACE:
                points.update(SPACES)
            else:
                raise ValueError(f'no automaton for {code} {value}')
        if negated:
            for byte in set(range(0x80)) - points:
                self.nfa.link(state, end, byte)
            _beyond_ascii(self.nfa, state, end, points)
        else:
            _utf8(self.nfa, state, end, points)

    def anything(self, state):
        def one(at):
            end = self.nfa.state()
            for byte in range(256):
                self.nfa.link(at, end, byte)
            return end
        return self.nfa.repeat(state, 0, None, one)


def _compile(items, open_end):
    compiler = _Compiler()
    begin = compiler.nfa.state()
    end = compiler.sequence(items, begin)
    if open_end:
        end = compiler.anything(end)
    return minimise(*compiler.nfa.determinise(begin, end))


def _difference(left, right):
    """What the first accepts and the second does not."""
    number, todo, table, accepting = {(0, 0): 0}, [(0, 0)], [], set()
    while todo:
        a, b = todo.pop(0)
        if a in left[1] and b not in right[1]:
            accepting.add(number[a, b])
        row = {}
        for symbol, target in left[0][a].items():
            pair = (target, None if b is None else right[0][b].get(symbol))
            if pair not in number:
                number[pair] = len(number)
                todo.append(pair)
            row[symbol] = number[pair]
        table.append(row)
    return minimise(table, accepting)


def byte_automaton(pattern):
    """The automaton of an expression that begins with `^`, as JSON Schema means it."""
    items = list(parser.parse(pattern))
    if items[0] != (op.AT, op.AT_BEGINNING):
        raise ValueError(f'not anchored: {pattern}')
    items = items[1:]
    open_end = items[-1] != (op.AT, op.AT_END)
    if not open_end:
        items = items[:-1]
    if items[0][0] is op.ASSERT_NOT:
        return _difference(_compile(items[1:], open_end),
                           _compile(items[0][1][1], open_end=True))
    return _compile(items, open_end)
