#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes tables.cc, what the published SBOM schemas demand, from the schemas themselves:

    generate.py CYCLONEDX SPDX22 SPDX23 SPDX3 [--check]

CYCLONEDX is the folder `schema` of https://github.com/CycloneDX/specification, SPDX22 and SPDX23
`schemas/spdx-schema.json` of https://github.com/spdx/spdx-spec at v2.2.2 and support/2.3.1 (the
corrected schema of SPDX 2.3), SPDX3 https://spdx.org/schema/3.0.1/spdx-json-schema.json.
--check writes nothing and fails when tables.cc is not what the schemas say.
"""

import hashlib
import json
import pathlib
import sys
import textwrap

import generate_json
import generate_xml
from generate_automata import byte_automaton
from generate_json import Ref

HERE = pathlib.Path(__file__).parent
JSON_VERSIONS = ('1.2', '1.3', '1.4', '1.5', '1.6', '1.7')
XML_VERSIONS = ('1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7')
COMMON = ('jsf-0.82.schema.json', 'spdx.schema.json', 'cryptography-defs.schema.json')
LICENSES = 'spdx.schema.json'
NOTHING, ANYTHING = 0xFFFE, 0xFFFF
DEAD = 0xFFFF

UUID = '01234567-89ab-cdef-0123-456789abcdef'
# Named patterns of our own: formats, and what the type systems' own types look like.
NAMED = {
    # RFC 3339, 5.6. A leap second stands at the end of an hour (of UTC) only.
    'rfc3339': r'^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]'
               r'([01][0-9]|2[0-3]):([0-5][0-9]:[0-5][0-9]|59:60)(\.[0-9]+)?'
               r'([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
    'full-date': '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
    # RFC 3986, appendix A: a scheme, then any characters that may stand in a URI.
    'uri': r"^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$",
    # RFC 6531: anything before the last @, a host without spaces behind it.
    'email': r'^[^\x00-\x20@\x7f]([^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?@[^\x00-\x20@\x7f]+$',
    # RFC 3987: no spaces, controls and the characters that RFC 3986 excludes; whole percent codes.
    'iri-reference': r'^([^\x00-\x20"<>\\^`{|}\x7f%]|%[0-9A-Fa-f]{2})*$',
}
# What a person is shown for a pattern. Every pattern must be here.
FORMS = {
    'rfc3339': '2026-01-31T12:00:00Z', 'full-date': '2026-01-31', 'uri': 'https://example.org/id',
    'email': 'name@example.org', 'iri-reference': 'https://example.org/path%20with%20space',
    generate_xml.DATE_TIME: '2026-01-31T12:00:00Z', generate_xml.DATE: '2026-01-31',
    generate_xml.INTEGER: '42', generate_xml.DECIMAL: '0.5',
}
FORM_OF_PART = (
    ('urn:uuid:', f'urn:uuid:{UUID}'), ('#.+', f'urn:cdx:{UUID}/1#bom-ref'),
    ('urn:cdx:', f'urn:cdx:{UUID}/1'), ('[a-fA-F0-9]{32}', 'MD5, SHA-1, SHA-256, SHA-384, SHA-512'),
    ('(.*)', 'one line'), ('[-+a-z0-9.]+/', 'text/plain'), ('([a-z]{2})', 'en-GB'),
    ('CRE:', 'CRE:123-456'), ('cpe:2', 'cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*'),
    ('{0,28}', 'US1234567B2'), ('[A-Z]{2}', 'DE'), ('(?!_:)', 'https://example.org/id'),
    ('^_:', '_:name'), ('^-?[0-9]+(', '0.5'), ('T[0-2][0-9]', '2026-01-31T12:00:00Z'),
    (r'\d\dT\d\d', '2026-01-31T12:00:00Z'), (r'[^\/]+\/', 'text/plain'), ('(0|[1-9]', '3.0.1'),
)


def form_of(pattern):
    """What a person is shown for a pattern."""
    if pattern in FORMS:
        return FORMS[pattern]
    return next(form for part, form in FORM_OF_PART if part in pattern)


def mark_references(name, schema):
    """Marks the members that name another part of the document by its identifier."""
    definitions = schema.get('definitions') or schema.get('$defs') or {}
    mark = {'x-reference': True}
    if 'refLinkType' in definitions:
        definitions['refLinkType'].update(mark)
    elif name.startswith('bom-'):
        dependency = definitions['dependency']['properties']
        dependency['ref'].update(mark)
        dependency['dependsOn']['items'].update(mark)
        compositions = definitions.get('compositions', {}).get('properties', {})
        for member in ('assemblies', 'dependencies'):
            if member in compositions:
                compositions[member]['items'].update(mark)
        if 'vulnerability' in definitions:
            affects = definitions['vulnerability']['properties']['affects']
            affects['items']['properties']['ref'].update(mark)
    elif '$defs' in schema:
        for defined, definition in definitions.items():
            for branch in definition.get('anyOf', ()) if defined.endswith('_derived') else ():
                if branch.get('$ref', '').endswith('/BlankNodeOrIRI'):
                    branch.update(mark)
    else:
        members = schema['properties']
        item = lambda member: members[member]['items']['properties']
        members['documentDescribes']['items'].update(mark)
        item('packages')['hasFiles']['items'].update(mark)
        item('snippets')['snippetFromFile'].update(mark)
        for end in ('spdxElementId', 'relatedSpdxElement'):
            item('relationships')[end].update(mark)


def replaced(value, classes):
    """A nested tuple with every Ref replaced by its class."""
    if isinstance(value, Ref):
        return Ref(classes[value])
    if isinstance(value, tuple):
        return tuple(replaced(part, classes) for part in value)
    return value


def merged(nodes):
    """The class of every node: two are one when they demand the same, also of what they refer to.
    Recursive definitions make that a refinement, as with the states of an automaton."""
    classes = [0] * len(nodes)
    count = 1
    while True:
        keys = {}
        refined = [keys.setdefault((classes[i], replaced(node, classes)), len(keys))
                   for i, node in enumerate(nodes)]
        if len(keys) == count:
            return refined
        classes, count = refined, len(keys)


def reachable(nodes, roots):
    found, todo = set(), list(roots)

    def refs(value):
        if isinstance(value, Ref):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from refs(part)

    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            todo.extend(refs(nodes[at]))
    return sorted(found)


def refuse_nested_trials(shapes):
    """The engine tries branches one after the other. That stays linear in the document as long as
    no branch leads back to the trial that it belongs to: with such a schema every level of nesting
    would double the work."""
    for number, (_, checks) in enumerate(shapes):
        for kind, *arguments in checks:
            if kind not in ('AnyOf', 'OneOf', 'If'):
                continue
            branches = arguments if kind == 'If' else arguments[0]
            tried = [b for b in branches if kind == 'If' or any(
                b != other and shapes[b][0] & shapes[other][0] for other in branches)]
            if number in reachable(shapes, tried):
                raise ValueError(f'{kind} of shape {number} leads back to itself')


class Pool:
    """Numbers for values, each once."""

    def __init__(self):
        self.numbers = {}

    def __call__(self, value):
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self):
        return list(self.numbers)


class Runs:
    """One array that holds lists; equal lists once."""

    def __init__(self):
        self.items, self.starts = [], {}

    def __call__(self, items):
        items = tuple(items)
        if items not in self.starts:
            self.starts[items] = len(self.items)
            self.items.extend(items)
        return self.starts[items]


class Writer:
    def __init__(self, names):
        self.names = {name: number for number, name in enumerate(sorted(names))}
        self.texts, self.patterns = Pool(), Pool()
        self.text_lists, self.shape_lists, self.cases = Runs(), Runs(), Runs()
        self.masks, self.members, self.checks = Runs(), Runs(), Runs()
        self.groups = Pool()
        self.shapes, self.elements = [], []
        self.attributes, self.transitions, self.states = Runs(), Runs(), Runs()

    def shape(self, types, checks):
        rows, places = [], {}
        for check in checks:
            if check[0] == 'Members':
                places = {name: place for place, (name, _) in enumerate(check[1])}
            rows.extend(self.check(check, places))
        self.shapes.append((self.checks(rows), len(rows), types))

    def check(self, check, places):
        kind, arguments = check[0], check[1:]
        pattern = lambda name: (self.patterns(name), self.texts(form_of(name)))
        mask = lambda names: sum(1 << places[name] for name in names)
        row = lambda count=0, first=0, value=0: (kind, count, first, value)
        if kind in ('DateTime', 'Date'):
            first, form = pattern(arguments[0])
            return [('Pattern', 0, first, form), ('Calendar', 0, first, form)]
        if kind in ('Pattern', 'Hint', 'Calendar'):
            first, form = pattern(arguments[0])
            return [row(first=first, value=form)]
        if kind == 'Enum':
            texts = sorted(arguments[0], key=lambda text: text.encode())
            return [row(len(texts), self.text_lists(self.texts(text) for text in texts))]
        if kind in ('RequireOne', 'RequireAny'):
            return [row(len(arguments[0]), self.masks(mask(names) for names in arguments[0]))]
        if kind == 'NotTogether':
            return [row(1, self.masks([mask(arguments[0])]))]
        if kind in ('AnyOf', 'OneOf'):
            return [row(len(arguments[0]), self.shape_lists(map(int, arguments[0])))]
        if kind == 'If':
            return [row(2, self.shape_lists(map(int, arguments)))]
        if kind == 'Switch':
            cases = sorted(arguments[1], key=lambda case: case[0].encode())
            first = self.cases((self.texts(text), int(shape)) for text, shape in cases)
            return [row(len(cases), first, self.names[arguments[0]])]
        if kind == 'Items':
            return [row(first=int(arguments[0]))]
        if kind == 'Members':
            return [row(first=self.group(*arguments))]
        if kind in ('UniqueItems', 'SpdxId', 'Reference', 'NotEmpty'):
            return [row()]
        return [row(value=arguments[0])]

    def group(self, members, required, additional):
        if len(members) > 64:
            raise ValueError('more members than bits')
        ordered = sorted(members, key=lambda member: self.names[member[0]])
        if [name for name, _ in ordered] != [name for name, _ in members]:
            raise ValueError('names and masks in different order')
        first = self.members((self.names[name], ANYTHING if shape is None else int(shape))
                             for name, shape in members)
        places = {name: place for place, (name, _) in enumerate(members)}
        rest = {None: ANYTHING, False: NOTHING}.get(additional, additional)
        rest = NOTHING if additional is False else ANYTHING if additional is None else int(rest)
        return self.groups((first, len(members), rest,
                            sum(1 << places[name] for name in required)))

    def element(self, kind, text, attributes, anything, automaton):
        rows = tuple((self.names[name], int(shape), int(needed))
                     for name, shape, needed in attributes)
        states = []
        for accepting, transitions in automaton or ():
            steps = sorted((ANYTHING if name == generate_xml.OTHER else self.names[name], target,
                            0 if element is None else int(element), int(default))
                           for name, target, element, default in transitions)
            states.append((self.transitions(steps), len(steps), int(accepting)))
        self.elements.append((f'ElementKind::k{kind}', f'AnyAttribute::k{anything or "None"}',
                              0 if text is None else int(text), self.attributes(rows), len(rows),
                              self.states(states)))

    def automata(self):
        """Byte classes, next states and accepting states of all patterns, and where each begins."""
        classes, steps, accepts, rows = Runs(), Runs(), Runs(), []
        for name in self.patterns.values():
            table, accepting = byte_automaton(NAMED.get(name, name))
            if len(table) >= DEAD:
                raise ValueError(f'{len(table)} states of {name}')
            columns = Pool()
            byte_class = [columns(tuple(row.get(byte, DEAD) for row in table))
                          for byte in range(256)]
            flat = [column[state] for state in range(len(table)) for column in columns.values()]
            rows.append((classes(byte_class), len(columns.values()), steps(flat),
                         accepts(int(state in accepting) for state in range(len(table)))))
        return classes.items, steps.items, accepts.items, rows


def array(kind, name, items):
    def text(item):
        if isinstance(item, tuple):
            return '{' + ', '.join(text(part) for part in item) + '}'
        return str(item)

    body = textwrap.fill(', '.join(map(text, items)), 98, initial_indent='    ',
                         subsequent_indent='    ', break_long_words=False, break_on_hyphens=False)
    return f'constexpr {kind} {name}[] = {{\n{body}}};\n'


def quoted(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def strings(name, values):
    body = '\n'.join(f'    {quoted(value)},' for value in values)
    return f'constexpr std::string_view {name}[] = {{\n{body}\n}};\n'


def names_in(shapes, elements):
    found = set()
    for _, checks in shapes:
        for check in checks:
            if check[0] == 'Members':
                found.update(name for name, _ in check[1])
            elif check[0] == 'Switch':
                found.add(check[1])
    for _, _, attributes, _, automaton in elements:
        found.update(name for name, _, _ in attributes)
        for _, transitions in automaton or ():
            found.update(row[0] for row in transitions)
    return found - {generate_xml.OTHER}


def compiled(folder, spdx):
    """(shapes, elements, roots of JSON, roots of XML), each demand once."""
    files = [f'bom-{v}-strict.schema.json' if v in ('1.2', '1.3') else f'bom-{v}.schema.json'
             for v in JSON_VERSIONS]
    documents = {name: json.loads((folder / name).read_text()) for name in (*COMMON, *files)}
    documents.update({f'spdx-{i}': json.loads(path.read_text()) for i, path in enumerate(spdx)})
    for name, document in documents.items():
        if name not in COMMON:
            mark_references(name, document)
    compiler = generate_json.Compiler(documents, LICENSES)
    json_roots = [compiler.shape(name, [documents[name]])
                  for name in documents if name not in COMMON]
    xml = generate_xml.Compiler(compiler)
    xml_roots = [xml.load(folder / f'bom-{version}.xsd') for version in XML_VERSIONS]
    return merge_all(compiler.shapes, xml.elements, json_roots, xml_roots)


def merge_all(shapes, elements, json_roots, xml_roots):
    shape_class = merged(shapes)
    split = [replaced((kind, text, attributes), shape_class) for kind, text, attributes, _, _
             in elements]
    element_class = merged([(tuple(map(repr, head)), rest, automaton) for head, (_, _, _, rest,
                            automaton) in zip(split, elements)])
    element_nodes = {}
    for number, (head, (_, _, _, rest, automaton)) in enumerate(zip(split, elements)):
        element_nodes.setdefault(element_class[number],
                                 (head, rest, replaced(automaton, element_class)))
    shape_nodes = {}
    for number, shape in enumerate(shapes):
        shape_nodes.setdefault(shape_class[number], replaced(shape, shape_class))
    json_roots = [shape_class[root] for root in json_roots]
    used = set(json_roots)
    for (_, text, attributes), _, _ in element_nodes.values():
        used.update([text] if text is not None else [])
        used.update(shape for _, shape, _ in attributes)
    kept = reachable(shape_nodes, used)
    number = {old: new for new, old in enumerate(kept)}
    return ([replaced(shape_nodes[old], number) for old in kept],
            [(*replaced(head, number), rest, automaton) for _, (head, rest, automaton)
             in sorted(element_nodes.items())],
            [number[root] for root in json_roots], [element_class[root] for root in xml_roots])


def written(folder, spdx):
    shapes, elements, json_roots, xml_roots = compiled(folder, spdx)
    refuse_nested_trials(shapes)
    writer = Writer(names_in(shapes, elements))
    for types, checks in shapes:
        writer.shape(types, checks)
    for element in elements:
        writer.element(*element)
    classes, steps, accepts, patterns = writer.automata()
    checks = [(f'Op::k{kind}', *rest) for kind, *rest in writer.checks.items]
    masks = [f'{mask:#x}U' for mask in writer.masks.items]
    groups = [(*group[:3], f'{group[3]:#x}U') for group in writer.groups.values()]
    parts = [
        strings('kNames', sorted(writer.names)), strings('kTexts', writer.texts.values()),
        array('uint8_t', 'kByteClasses', classes), array('uint16_t', 'kSteps', steps),
        array('uint8_t', 'kAccepts', accepts), array('Pattern', 'kPatterns', patterns),
        array('uint16_t', 'kTextLists', writer.text_lists.items),
        array('uint16_t', 'kShapeLists', writer.shape_lists.items),
        array('Case', 'kCases', writer.cases.items), array('uint64_t', 'kMasks', masks),
        array('Member', 'kMembers', writer.members.items), array('Group', 'kGroups', groups),
        array('Check', 'kChecks', checks), array('Shape', 'kShapes', writer.shapes),
        array('Attribute', 'kAttributes', writer.attributes.items),
        array('Transition', 'kTransitions', writer.transitions.items),
        array('State', 'kStates', writer.states.items),
        array('Element', 'kElements', writer.elements),
        array('uint16_t', 'kJsonRoots', json_roots), array('uint16_t', 'kXmlRoots', xml_roots),
    ]
    fields = ['names', 'texts', 'byte_classes', 'steps', 'accepts', 'patterns', 'text_lists',
              'shape_lists', 'cases', 'masks', 'members', 'groups', 'checks', 'shapes',
              'attributes', 'transitions', 'states', 'elements', 'json_roots', 'xml_roots']
    constants = ''.join(f'    .{field} = k{"".join(p.capitalize() for p in field.split("_"))},\n'
                        for field in fields)
    return head(folder, spdx) + '\n'.join(parts) + (
        '\n}  // namespace\n\nconstinit const Tables kTables = {\n' + constants +
        '};\n\n}  // namespace headwater::sbom::schema\n')


def head(folder, spdx):
    sources = [*(folder / f'bom-{v}-strict.schema.json' if v in ('1.2', '1.3')
                 else folder / f'bom-{v}.schema.json' for v in JSON_VERSIONS),
               *(folder / name for name in COMMON),
               *(folder / f'bom-{v}.xsd' for v in XML_VERSIONS)]
    lines = [('CycloneDX', path.name, path) for path in sources]
    lines += [('SPDX', f'{version} JSON', path)
              for version, path in zip(('2.2.2', '2.3.1', '3.0.1'), spdx)]
    listed = '\n'.join(f'//   {family:9} {name:32} {hashlib.sha256(path.read_bytes()).hexdigest()}'
                       for family, name, path in lines)
    return f'''// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
// clang-format off
//
// Written by generate.py: change that, not this. What the following schemas demand, with the
// SHA-256 of each. CycloneDX: https://github.com/CycloneDX/specification, folder schema (1.2 and
// 1.3 in their strict variant). SPDX: https://github.com/spdx/spdx-spec, schemas/spdx-schema.json
// at v2.2.2 and support/2.3.1; https://spdx.org/schema/3.0.1/spdx-json-schema.json.
{listed}

#include "rules/sbom/schema/tables.h"

namespace headwater::sbom::schema {{
namespace {{

'''


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != '--check']
    if len(arguments) != 4:
        sys.exit(__doc__)
    folder, *spdx = map(pathlib.Path, arguments)
    text = written(folder, spdx)
    target = HERE / 'tables.cc'
    if '--check' not in sys.argv:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit('tables.cc is not what these schemas say')


if __name__ == '__main__':
    main()
