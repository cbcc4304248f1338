// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// \file
/// The form of the tables in tables.cc, which generate.py writes: what the published schemas
/// demand, each demand once for all versions. Everything names everything else by its number.

namespace headwater::sbom::schema {

/// Stands for "no shape": nothing is allowed there.
inline constexpr uint16_t kNothing = 0xFFFE;
/// Stands for "any": any value, any name of another namespace.
inline constexpr uint16_t kAnything = 0xFFFF;
/// A pattern's state that nothing leads out of.
inline constexpr uint16_t kDeadState = 0xFFFF;

/// What a Check demands, and what its three numbers mean.
enum class Op : uint8_t {
  kSpace,        ///< XML: white space before all other checks; value: a Space.
  kEnum,         ///< One of text_lists[first, first + count), sorted by bytes.
  kPattern,      ///< patterns[first]; value: the text that shows its form.
  kHint,         ///< As kPattern, and only a warning: upstream's tests do not ask for it.
  kCalendar,     ///< A date (and time) of the right form whose day exists; numbers as kPattern.
  kSpdxId,       ///< An identifier of the SPDX list.
  kReference,    ///< Names another part of the document: kept for CheckReferences.
  kNotEmpty,     ///< At least one character.
  kMaxLength,    ///< At most value characters.
  kMinimum,      ///< A number not below value.
  kMaximum,      ///< A number not above value.
  kMinItems,     ///< At least value items.
  kMaxItems,     ///< At most value items.
  kUniqueItems,  ///< No two items equal.
  kItems,        ///< Every item has the shape first.
  kMembers,      ///< The members are as groups[first] says. Before kRequire..., kNotTogether.
  kRequireOne,   ///< Members of exactly one of masks[first, first + count) are all there.
  kRequireAny,   ///< Members of at least one of them are all there.
  kNotTogether,  ///< The members of masks[first] are not all there.
  kAnyOf,        ///< At least one of the shapes shape_lists[first, first + count) fits.
  kOneOf,        ///< Exactly one of them fits.
  kIf,           ///< If shape_lists[first] fits, so does shape_lists[first + 1].
  kSwitch,       ///< The member of name value chooses among cases[first, first + count).
};

/// Values of Op::kSpace: https://www.w3.org/TR/xmlschema-2/#rf-whiteSpace
enum class Space : uint8_t { kKeep, kReplace, kCollapse };

struct Check {
  Op op;
  uint16_t count;
  uint32_t first;
  int32_t value;
};

/// Bits of Shape::types.
enum TypeBit : uint8_t {
  kNullBit = 1,
  kBoolBit = 2,
  kNumberBit = 4,
  kStringBit = 8,
  kListBit = 16,
  kMapBit = 32,
  kIntegerBit = 64,  ///< A number without fraction; set beside kNumberBit as well.
};

/// What a value must be: one of the types, and every check that is about its type.
struct Shape {
  uint32_t first;  ///< checks[first, first + count).
  uint16_t count;
  uint8_t types;
};

struct Member {
  uint16_t name;
  uint16_t shape;  ///< kAnything: named by kRequire... only, and not by that declared.
};

/// The members of a map: members[first, first + count), sorted by name.
struct Group {
  uint32_t first;
  uint16_t count;
  uint16_t rest;      ///< The shape of all others; kNothing, kAnything.
  uint64_t required;  ///< One bit for each member, the first is bit 0.
};

struct Case {
  uint16_t text;  ///< Sorted by bytes.
  uint16_t shape;
};

/// A regular expression as an automaton over bytes. It begins in state 0.
struct Pattern {
  uint32_t byte_classes;  ///< 256 columns, from there in byte_classes.
  uint32_t columns;
  uint32_t steps;    ///< State after state, one next state per column.
  uint32_t accepts;  ///< One flag per state.
};

/// XML. What an element may hold.
enum class ElementKind : uint8_t {
  kText,      ///< A text, no elements.
  kElements,  ///< Elements, no text.
  kMixed,     ///< Elements with text between them.
  kAnyType,   ///< xs:anyType: not looked into.
};
/// Attributes that are not named.
enum class AnyAttribute : uint8_t { kNone, kAny, kOther };

struct Attribute {
  uint16_t name;
  uint16_t shape;
  bool required;
};

/// In a state, an element of that name leads to the next state.
struct Transition {
  uint16_t name;  ///< kAnything: any element of another namespace.
  uint16_t next;  ///< A state of the same element.
  uint16_t element;
  bool has_default;  ///< May be empty whatever its type.
};

struct State {
  uint32_t first;  ///< transitions[first, first + count), sorted by name.
  uint16_t count;
  bool accepts;  ///< The element may end here.
};

struct Element {
  ElementKind kind;
  AnyAttribute any_attribute;
  uint16_t text;  ///< kText: the shape.
  uint32_t first_attribute;
  uint16_t attributes;
  uint32_t first_state;
};

struct Tables {
  std::span<const std::string_view> names;  ///< Sorted by bytes.
  std::span<const std::string_view> texts;
  std::span<const uint8_t> byte_classes;
  std::span<const uint16_t> steps;
  std::span<const uint8_t> accepts;
  std::span<const Pattern> patterns;
  std::span<const uint16_t> text_lists;
  std::span<const uint16_t> shape_lists;
  std::span<const Case> cases;
  std::span<const uint64_t> masks;
  std::span<const Member> members;
  std::span<const Group> groups;
  std::span<const Check> checks;
  std::span<const Shape> shapes;
  std::span<const Attribute> attributes;
  std::span<const Transition> transitions;
  std::span<const State> states;
  std::span<const Element> elements;
  std::span<const uint16_t> json_roots;  ///< CycloneDX 1.2 to 1.7, SPDX 2.2, 2.3, 3.0.1.
  std::span<const uint16_t> xml_roots;   ///< CycloneDX 1.0 to 1.7.
};

extern const Tables kTables;

inline std::span<const Check> ChecksOf(const Shape& shape) {
  return kTables.checks.subspan(shape.first, shape.count);
}

}  // namespace headwater::sbom::schema
