# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML Schema 1.0 (as far as CycloneDX uses it) -> shapes and element types for generate.py.

A content model becomes an automaton over element names, which the standard's own rule (unique
particle attribution) keeps small. Texts are checked by shapes like those of generate_json.py.
"""

import xml.etree.ElementTree as ElementTree

from generate_automata import Nfa, minimise
from generate_json import Ref, TYPES

XS = '{http://www.w3.org/2001/XMLSchema}'
OTHER = '##other'
IGNORED = {XS + 'annotation'}
KEEP, REPLACE, COLLAPSE = 0, 1, 2  # The facet whiteSpace.
_DAY = '-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
_YEAR = '^-?([1-9][0-9]{3,}|0[0-9]{3})'
_ZONE = '(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?$'
_TIME = r'(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)'
DATE_TIME = _YEAR + _DAY + 'T' + _TIME + _ZONE
DATE = _YEAR + _DAY + _ZONE
INTEGER = '^[+-]?[0-9]+$'
DECIMAL = r'^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$'
BOOLEAN = ('false', 'true', '0', '1')
BUILT_IN = {
    'string': (KEEP, ()),
    'normalizedString': (REPLACE, ()),
    'token': (COLLAPSE, ()),
    'anyURI': (COLLAPSE, (('Hint', 'iri-reference'),)),
    'boolean': (COLLAPSE, (('Enum', tuple(sorted(BOOLEAN))),)),
    'integer': (COLLAPSE, (('Pattern', INTEGER),)),
    'nonNegativeInteger': (COLLAPSE, (('Pattern', INTEGER), ('Minimum', 0))),
    'positiveInteger': (COLLAPSE, (('Pattern', INTEGER), ('Minimum', 1))),
    'decimal': (COLLAPSE, (('Pattern', DECIMAL),)),
    'dateTime': (COLLAPSE, (('Pattern', DATE_TIME), ('Calendar', DATE_TIME))),
    'date': (COLLAPSE, (('Pattern', DATE), ('Calendar', DATE))),
}
FACETS = {'maxLength': 'MaxLength', 'minInclusive': 'Minimum',
          'maxInclusive': 'Maximum'}


class Compiler:
    """Element types: (kind, text shape, attributes, any attribute, automaton).
    Attributes: ((name, shape, required), ...). Automaton: states of (accepting,
    ((name or OTHER, next state, element type, has default), ...))."""

    def __init__(self, json_compiler):
        self.shapes = json_compiler.shapes
        self.patterns = json_compiler.patterns
        self.elements = []
        self.shape_numbers = {}

    def load(self, path):
        """Reads one schema; returns the element type of its root element."""
        root = ElementTree.parse(path).getroot()
        self.named = {(child.tag, child.get('name')): child for child in root}
        self.numbers = {}
        document = next(child for child in root if child.tag == XS + 'element')
        return self._element_type(document)

    # Texts.

    def _shape(self, checks):
        key = tuple(checks)
        if key not in self.shape_numbers:
            self.shape_numbers[key] = Ref(len(self.shapes))
            self.shapes.append((TYPES['string'], key))
        return self.shape_numbers[key]

    def _text(self, checks):
        """The shape of (white space, checks)."""
        space, rest = checks
        return self._shape((('Space', space), *rest) if space else rest)

    def _simple(self, name):
        prefix, _, local = name.rpartition(':')
        if prefix == 'xs':
            return BUILT_IN[local]
        if prefix == 'spdx':
            return (KEEP, (('SpdxId',),))
        space, checks = self._simple_body(self.named[XS + 'simpleType', local])
        if local == 'refLinkType':
            checks = (*checks, ('Reference',))
        return space, checks

    def _simple_body(self, simple):
        for child in simple:
            if child.tag == XS + 'restriction':
                return self._restriction(child)
            if child.tag == XS + 'union':
                members = tuple(self._text(self._simple(m)) for m in child.get('memberTypes').split())
                if any(m.startswith('xs:anyURI') for m in child.get('memberTypes').split()):
                    return BUILT_IN['anyURI']  # Takes every text: the others add nothing.
                return (KEEP, (('AnyOf', members),))
        raise ValueError(f'simple type {simple.attrib}')

    def _restriction(self, restriction):
        space, checks = self._simple(restriction.get('base'))
        checks, values = list(checks), []
        for facet in restriction:
            kind = facet.tag.replace(XS, '')
            if kind == 'enumeration':
                values.append(facet.get('value'))
            elif kind == 'pattern':
                pattern = '^(?:' + facet.get('value') + ')$'
                self.patterns[pattern] = True
                checks.append(('Pattern', pattern))
            elif kind == 'minLength' and facet.get('value') == '1':
                checks.append(('NotEmpty',))
            elif kind in FACETS:
                checks.append((FACETS[kind], int(facet.get('value'))))
            elif facet.tag not in IGNORED:
                raise ValueError(f'facet {kind}')
        if values:
            checks.append(('Enum', tuple(sorted(set(values)))))
        return space, tuple(checks)

    def _declared_text(self, declaration):
        """The text of an attribute or element of simple type; None where the type is complex."""
        name = declaration.get('type')
        if name is None:
            inner = declaration.find(XS + 'simpleType')
            return None if inner is None else self._simple_body(inner)
        prefix, _, local = name.rpartition(':')
        if prefix in ('xs', 'spdx') or (XS + 'simpleType', local) in self.named:
            space, checks = self._simple(name)
            # Before 1.5 identifiers and references to them have the same type.
            if local == 'refType' and declaration.get('name') == 'ref':
                checks = (*checks, ('Reference',))
            return space, checks
        return None

    # Elements.

    def _element_type(self, declaration):
        text = self._declared_text(declaration)
        if text is not None:
            return self._number(('text', self._text(text)), lambda: (
                'Text', self._text(text), (), None, None))
        name = declaration.get('type')
        if name is not None:
            local = name.rpartition(':')[2]
            complex_type = self.named[XS + 'complexType', local]
        else:
            complex_type = declaration.find(XS + 'complexType')
        if complex_type is None:  # No type is xs:anyType.
            return self._number('anyType', lambda: ('AnyType', None, (), 'Any', None))
        return self._number(complex_type, lambda: self._complex(complex_type))

    def _number(self, key, build):
        if key not in self.numbers:
            self.numbers[key] = Ref(len(self.elements))
            self.elements.append(None)
            self.elements[self.numbers[key]] = build()
        return self.numbers[key]

    def _complex(self, complex_type):
        simple = complex_type.find(XS + 'simpleContent')
        if simple is not None:
            extension = simple.find(XS + 'extension')
            attributes, anything = self._attributes(extension)
            return ('Text', self._text(self._simple(extension.get('base'))), attributes, anything,
                    None)
        attributes, anything = self._attributes(complex_type)
        particles = [c for c in complex_type if c.tag in (XS + 'sequence', XS + 'choice')]
        kind = 'Mixed' if complex_type.get('mixed') == 'true' else 'Elements'
        return (kind, None, attributes, anything, self._automaton(particles))

    def _attributes(self, parent):
        found, anything = [], None
        for child in parent:
            kind = child.tag.replace(XS, '')
            if kind == 'attribute':
                text = self._declared_text(child)
                found.append(('@' + child.get('name'), self._text(text),
                              child.get('use') == 'required'))
            elif kind == 'anyAttribute':
                anything = {'##any': 'Any', '##other': 'Other'}[child.get('namespace')]
            elif kind == 'attributeGroup':
                group = self.named[XS + 'attributeGroup', child.get('ref').rpartition(':')[2]]
                more, wild = self._attributes(group)
                found += more
                anything = wild or anything
            elif kind not in ('sequence', 'choice', 'annotation'):
                raise ValueError(f'beside attributes: {kind}')
        return tuple(sorted(found)), anything

    def _automaton(self, particles):
        nfa, self.types = Nfa(), {}
        begin = nfa.state()
        end = begin
        for particle in particles:
            end = self._particle(nfa, particle, end)
        table, accepting = minimise(*nfa.determinise(begin, end))
        types = self.types
        return tuple((state in accepting,
                      tuple((name, target, *types[name]) for name, target in sorted(row.items())))
                     for state, row in enumerate(table))

    def _particle(self, nfa, particle, state):
        low = int(particle.get('minOccurs', '1'))
        high = particle.get('maxOccurs', '1')
        high = None if high == 'unbounded' else int(high)
        return nfa.repeat(state, low, high, lambda at: self._once(nfa, particle, at))

    def _once(self, nfa, particle, state):
        kind = particle.tag.replace(XS, '')
        parts = [child for child in particle if child.tag not in IGNORED]
        if kind == 'sequence':
            for part in parts:
                state = self._particle(nfa, part, state)
            return state
        end = nfa.state()
        if kind == 'choice':
            for part in parts:
                nfa.link(self._particle(nfa, part, state), end)
            return end
        if kind == 'any':
            if particle.get('namespace') != OTHER or particle.get('processContents') != 'lax':
                raise ValueError('any')
            self.types[OTHER] = (None, False)
            nfa.link(state, end, OTHER)
            return end
        if kind != 'element':
            raise ValueError(f'particle {kind}')
        types = self.types
        declared = (self._element_type(particle), particle.get('default') is not None)
        self.types = types
        if types.setdefault(particle.get('name'), declared) != declared:
            raise ValueError(f'two types of {particle.get("name")}')
        nfa.link(state, end, particle.get('name'))
        return end
