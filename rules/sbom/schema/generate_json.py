# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON Schema (drafts 7 and 2020-12, as far as SBOM formats use them) -> shapes for generate.py.

A shape is (types, checks); a check is (operation, ...) and names other shapes by Ref. What an
engine would have to do again for every value is done here once: references and `allOf` are merged,
`unevaluatedProperties: false` becomes a closed list of members in every branch, and branches that
a constant member tells apart become a switch. All of it refuses what it does not understand.
"""

import json
import re

TYPES = {'null': 1, 'boolean': 2, 'number': 4, 'string': 8, 'array': 16, 'object': 32,
         'integer': 64}
ANY = 1 | 2 | 4 | 8 | 16 | 32
IGNORED = {'$schema', '$id', '$comment', 'title', 'description', 'default', 'examples',
           'deprecated', 'meta:enum', 'definitions', '$defs', 'readOnly'}
# Formats that upstream's own tests check (the others are annotations there), and our warning.
FORMATS = {'date-time': ('DateTime', 'rfc3339'), 'date': ('Date', 'full-date'),
           'uri': ('Pattern', 'uri'), 'idn-email': ('Pattern', 'email'),
           'iri-reference': ('Hint', 'iri-reference')}


class Ref(int):
    """A shape's number."""


class Bag:
    """What one schema and all it includes in place demand."""

    def __init__(self):
        self.types = ANY | 64
        self.members = {}      # name -> list of (document, schema), of open schemas
        self.required = set()
        self.closed_groups = []  # (members, additional) of schemas with additionalProperties
        self.checks = []


class Compiler:
    def __init__(self, documents, license_schema):
        self.documents = documents
        self.license_schema = license_schema
        self.shapes = []
        self.numbers = {}
        self.patterns = {}

    def shape(self, document, schemas, closed=False, extra=()):
        """The number of the shape of all `schemas` together. `extra`: further members allowed."""
        key = (document, json.dumps(schemas, sort_keys=True), closed, tuple(sorted(extra)))
        if key not in self.numbers:
            self.numbers[key] = Ref(len(self.shapes))
            self.shapes.append(None)
            self.shapes[self.numbers[key]] = self._build(document, schemas, closed, extra)
        return self.numbers[key]

    def resolve(self, document, reference):
        file, _, pointer = reference.partition('#')
        document = file.rsplit('/', 1)[-1] or document
        value = self.documents[document]
        for step in pointer.split('/')[1:]:
            value = value[step.replace('~1', '/').replace('~0', '~')]
        return document, value

    def _build(self, document, schemas, closed, extra):
        bag = Bag()
        for schema in schemas:
            closed = self._collect(bag, document, schema) or closed
        for name in extra:
            bag.members.setdefault(name, [])
        checks = list(bag.checks)
        branching = [c for c in checks if c[0] in ('anyOf', 'oneOf')]
        rest = [c for c in checks if c[0] not in ('anyOf', 'oneOf')]
        if closed and len(branching) == 1 and any(self._is_object(d, b) for d, bs in
                                                  [branching[0][1:]] for b in bs):
            return self._closed_branches(document, bag, branching[0], rest)
        if closed and branching:
            raise ValueError('unevaluatedProperties beside several branchings')
        return self._finish(document, bag, rest, branching, closed)

    def _is_object(self, document, schema):
        bag = Bag()
        self._collect(bag, document, schema)
        return bag.types & 32 and (bag.members or bag.closed_groups or bag.checks)

    def _closed_branches(self, document, bag, branching, rest):
        """`unevaluatedProperties: false` around branches: every branch is closed by itself. Right
        because the branches exclude each other (a switch, or a required member of one only)."""
        if rest or bag.closed_groups:
            raise ValueError('unevaluatedProperties beside other checks')
        operation, branch_document, branches = branching
        own = {'properties': {n: ss[0][1] for n, ss in bag.members.items() if ss},
               'required': sorted(bag.required)}
        shapes = [self.shape(branch_document, [branch, own], closed=True) for branch in branches]
        return (bag.types, (self._switch(operation, branch_document, branches, shapes),))

    def _collect(self, bag, document, schema):
        """Adds a schema to the bag. Returns whether it closes the object."""
        if schema is True:
            return False
        if schema is False:
            bag.types = 0
            return False
        schema = dict(schema)
        closed = False
        if '$ref' in schema:
            target_document, target = self.resolve(document, schema['$ref'])
            if schema.get('x-reference'):
                bag.checks.append(('Reference',))
            if target_document == self.license_schema:
                bag.types &= TYPES['string']
                bag.checks.append(('SpdxId',))
            else:
                closed = self._collect(bag, target_document, target)
            del schema['$ref']
            if self.documents[document].get('$schema', '').endswith('draft-07/schema#'):
                return closed  # Draft 7: what stands beside a reference does not count.
            schema.pop('x-reference', None)
        for part in schema.pop('allOf', ()):
            closed = self._collect(bag, document, part) or closed
        self._collect_members(bag, document, schema)
        closed = schema.pop('unevaluatedProperties', True) is False or closed
        if 'if' in schema:
            if schema.pop('else', True) is not True:
                raise ValueError('else')
            bag.checks.append(('If', self.shape(document, [schema.pop('if')]),
                               self.shape(document, [schema.pop('then')])))
        if isinstance(schema.get('items'), list):  # A tuple: of one item, and no second.
            if len(schema['items']) != 1 or schema.get('maxItems') != 1:
                raise ValueError('tuple')
            schema['items'] = schema['items'][0]
        for keyword, value in schema.items():
            self._collect_keyword(bag, document, keyword, value)
        return closed

    def _collect_members(self, bag, document, schema):
        members = schema.pop('properties', {})
        additional = schema.pop('additionalProperties', True)
        required = schema.pop('required', [])
        if additional is True:
            for name, member in members.items():
                bag.members.setdefault(name, []).append((document, member))
        else:
            bag.closed_groups.append((document, members, additional))
        bag.required.update(required)

    def _collect_keyword(self, bag, document, keyword, value):
        if keyword in IGNORED:
            return
        if keyword == 'type':
            kinds = [value] if isinstance(value, str) else value
            mask = sum(TYPES[kind] for kind in kinds)
            bag.types &= mask | (64 if mask & 4 else 0)
        elif keyword in ('enum', 'const'):
            self._collect_enum(bag, value if keyword == 'enum' else [value])
        elif keyword == 'pattern':
            bag.checks.append(('Pattern', self._pattern(value)))
        elif keyword == 'format':
            if value in FORMATS:
                bag.checks.append(FORMATS[value])
            elif value != 'string':  # CycloneDX 1.2 writes a format that does not exist.
                raise ValueError(f'format {value}')
        elif keyword == 'minLength':
            if value != 1:
                raise ValueError('minLength')
            bag.checks.append(('NotEmpty',))
        elif keyword in ('maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'):
            bag.checks.append((keyword[0].upper() + keyword[1:], int(value)))
        elif keyword == 'uniqueItems':
            if value:
                bag.checks.append(('UniqueItems',))
        elif keyword == 'items':
            bag.checks.append(('Items', self.shape(document, [value])))
        elif keyword == 'additionalItems':
            pass  # Says nothing beside one schema for all items.
        elif keyword in ('anyOf', 'oneOf'):
            self._collect_branches(bag, document, keyword, value)
        elif keyword == 'not':
            if set(value) != {'required'}:
                raise ValueError('not')
            bag.types &= TYPES['object']  # What is no object meets every `required`.
            bag.checks.append(('NotTogether', tuple(sorted(value['required']))))
        elif keyword == 'x-reference':
            bag.checks.append(('Reference',))
        else:
            raise ValueError(f'keyword {keyword}')

    def _collect_enum(self, bag, values):
        if all(isinstance(value, bool) for value in values):
            bag.types &= TYPES['boolean']
            values = ['true' if value else 'false' for value in values]
        elif all(isinstance(value, str) for value in values):
            bag.types &= TYPES['string']
        else:
            raise ValueError(f'enum {values}')
        bag.checks.append(('Enum', tuple(sorted(set(values)))))

    def _collect_branches(self, bag, document, keyword, branches):
        if len(branches) == 1:
            if self._collect(bag, document, branches[0]):
                raise ValueError('closed branch')
        elif all(set(branch) <= {'required'} | IGNORED for branch in branches):
            kind = 'RequireOne' if keyword == 'oneOf' else 'RequireAny'
            if kind == 'RequireOne':  # What is no object meets every `required`: not exactly one.
                bag.types &= TYPES['object']
            bag.checks.append((kind, tuple(tuple(sorted(b['required'])) for b in branches)))
        elif keyword == 'anyOf' and self._accepting(document, branches):
            self._collect(bag, document, self._accepting(document, branches))
        else:
            constants = [b['const'] for b in branches if isinstance(b.get('const'), str)]
            if keyword == 'anyOf' and len(constants) > 1:
                branches = [b for b in branches if b.get('const') not in constants]
                branches.append({'enum': constants})
            bag.types &= self._types(document, branches)
            bag.checks.append((keyword, document, branches))

    def _types(self, document, branches):
        """The types that at least one of the branches allows."""
        types = 0
        for branch in branches:
            bag = Bag()
            self._collect(bag, document, branch)
            types |= bag.types
        return types

    def _accepting(self, document, branches):
        """The branch that takes every text, when all are about texts: the others add nothing."""
        for branch in branches:
            bag = Bag()
            self._collect(bag, document, branch)
            if bag.types & ~TYPES['string']:
                return None
        return next((b for b in branches if b.get('format') == 'iri-reference'), None)

    def _pattern(self, pattern):
        self.patterns[pattern] = False
        return pattern

    def _finish(self, document, bag, rest, branching, closed):
        checks = []
        names = set(bag.required)
        for check in rest:
            if check[0] in ('RequireOne', 'RequireAny'):
                names.update(name for branch in check[1] for name in branch)
            elif check[0] == 'NotTogether':
                names.update(check[1])
        groups = bag.closed_groups or [None]
        if len(groups) > 1:
            raise ValueError('two closed groups')
        if bag.members or names or bag.closed_groups or closed:
            checks.append(self._group(document, bag, names, groups[0], closed))
        for check in rest:
            checks.append(check)
        for operation, branch_document, branches in branching:
            shapes = [self.shape(branch_document, [branch]) for branch in branches]
            checks.append(self._switch(operation, branch_document, branches, shapes))
        order = ['Enum', 'Members', 'Items']
        checks.sort(key=lambda c: order.index(c[0]) if c[0] in order else len(order))
        return (bag.types, tuple(checks))

    def _group(self, document, bag, names, group, closed):
        """('Members', ((name, shape or None), ...), required, additional): None as the shape is a
        name that only must (not) be there; additional is None for anything, False for nothing."""
        members = {}
        additional = False if closed else None
        if group:
            group_document, own, more = group
            if bag.members and set(bag.members) - set(own):
                raise ValueError('members beside a closed group')
            additional = False if more is False else self.shape(group_document, [more])
            for name, member in own.items():
                bag.members.setdefault(name, []).append((group_document, member))
        for name, schemas in bag.members.items():
            members[name] = self._member(name, schemas)
        for name in names:
            members.setdefault(name, None)
        return ('Members', tuple(sorted(members.items())), tuple(sorted(bag.required)), additional)

    def _member(self, name, schemas):
        documents = {document for document, _ in schemas}
        if len(documents) > 1:
            raise ValueError(f'{name} in two documents')
        document = documents.pop() if documents else ''
        parts = [schema for _, schema in schemas]
        constants = self.constants(document, parts[0]) if parts else None
        if constants and len(parts) > 1:
            # Of a list of values, those that the other schemas take: no need to ask again.
            kept = [c for c in constants if all(self.takes(document, p, c) for p in parts[1:])]
            return self.shape(document, [{'enum': kept}])
        return self.shape(document, parts)

    def constants(self, document, schema):
        """The values of a schema that is a list of texts, or None."""
        if not isinstance(schema, dict):
            return None
        if '$ref' in schema:
            target = self.resolve(document, schema['$ref'])
            return None if target[0] == self.license_schema else self.constants(*target)
        if isinstance(schema.get('const'), str):
            return [schema['const']]
        if 'enum' in schema:
            return schema['enum']
        for keyword in ('oneOf', 'anyOf', 'allOf'):
            if len(schema.get(keyword, ())) == 1:
                return self.constants(document, schema[keyword][0])
        return None

    def takes(self, document, schema, text):
        """Whether a schema (of texts) accepts a text."""
        if '$ref' in schema:
            return self.takes(*self.resolve(document, schema['$ref']), text)
        verdicts = []
        for keyword, value in schema.items():
            if keyword == 'type':
                verdicts.append(value == 'string')
            elif keyword == 'enum':
                verdicts.append(text in value)
            elif keyword == 'const':
                verdicts.append(text == value)
            elif keyword == 'pattern':
                verdicts.append(re.search(value, text) is not None)
            elif keyword == 'oneOf':
                verdicts.append(sum(self.takes(document, part, text) for part in value) == 1)
            elif keyword not in IGNORED:
                raise ValueError(f'takes {keyword}')
        return all(verdicts)

    def _switch(self, operation, document, branches, shapes):
        """A switch where a required member with its own constants tells the branches apart."""
        cases = {}
        for branch, shape in zip(branches, shapes):
            bag = Bag()
            self._collect(bag, document, branch)
            if bag.types != TYPES['object'] or 'type' not in bag.required:
                break
            values = [self.constants(d, s) for d, s in bag.members.get('type', ())]
            values = [v for v in values if v]
            if not values or any(value in cases for value in values[0]):
                break
            cases.update({value: shape for value in values[0]})
        else:
            return ('Switch', 'type', tuple(sorted(cases.items())))
        return (operation.replace('Of', '').capitalize() + 'Of', tuple(shapes))
