// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/xml_check.h"

#include <algorithm>
#include <span>
#include <vector>

namespace headwater::sbom::schema {
namespace {

// Attributes that every element may have: https://www.w3.org/TR/xmlschema-1/#xsi_schemaLocation
constexpr std::string_view kInstance = "@{http://www.w3.org/2001/XMLSchema-instance}";
constexpr std::string_view kSpaces = "\t\n\r ";

std::span<const Transition> TransitionsOf(const Element& type, uint16_t state) {
  const State& row = kTables.states[type.first_state + state];
  return kTables.transitions.subspan(row.first, row.count);
}

/// Every state that leads on from `from` without an element of the name `without`, nearest first.
std::vector<uint16_t> StatesFrom(const Element& type, uint16_t from, uint16_t without) {
  std::vector<uint16_t> states = {from};
  for (size_t i = 0; i < states.size(); ++i) {
    for (const Transition& step : TransitionsOf(type, states[i])) {
      const bool is_new = std::find(states.begin(), states.end(), step.next) == states.end();
      if (step.name != without && is_new) states.push_back(step.next);
    }
  }
  return states;
}

const Transition* FindStep(const Element& type, uint16_t state, uint16_t name) {
  return FindRow(TransitionsOf(type, state), name);
}

/// The nearest step with an element of that name, or nullptr.
const Transition* FindLaterStep(const Element& type, uint16_t from, uint16_t without,
                                uint16_t name) {
  for (const uint16_t state : StatesFrom(type, from, without)) {
    if (const Transition* step = FindStep(type, state, name)) return step;
  }
  return nullptr;
}

/// Whether the element can be completed from a state without an element of that name.
bool CanEndWithout(const Element& type, uint16_t from, uint16_t without) {
  const std::vector<uint16_t> states = StatesFrom(type, from, without);
  return std::any_of(states.begin(), states.end(), [&](uint16_t state) {
    return kTables.states[type.first_state + state].accepts;
  });
}

}  // namespace

void XmlCheck::CheckElement(const Element& type, bool has_default, NodeIndex node) {
  if (type.kind == ElementKind::kAnyType) return;
  CheckAttributes(type, node);
  if (type.kind == ElementKind::kText) {
    CheckText(type, has_default, node);
  } else {
    CheckChildren(type, node);
  }
}

void XmlCheck::CheckAttributes(const Element& type, NodeIndex node) {
  std::vector<uint16_t> seen;
  for (NodeIndex child = tree_.FirstChild(node); child < tree_.End(node);
       child = tree_.Next(child)) {
    if (!IsAttribute(child)) continue;
    CheckAttribute(type, child);
    seen.push_back(names_.Of(tree_.node(child)));
  }
  for (const Attribute& attribute :
       kTables.attributes.subspan(type.first_attribute, type.attributes)) {
    const bool is_there = std::find(seen.begin(), seen.end(), attribute.name) != seen.end();
    if (is_there || !attribute.required) continue;
    report_.Fail(node, "required-missing", {{"name", ShownName(kTables.names[attribute.name])}});
  }
}

void XmlCheck::CheckAttribute(const Element& type, NodeIndex attribute) {
  const auto attributes = kTables.attributes.subspan(type.first_attribute, type.attributes);
  const uint16_t number = names_.Of(tree_.node(attribute));
  const Attribute* const found = number == kAnything ? nullptr : FindRow(attributes, number);
  if (found != nullptr) {
    report_.CheckText(kTables.shapes[found->shape], tree_.TextOf(attribute), attribute);
    return;
  }
  const std::string_view name = tree_.NameOf(attribute);
  const std::string own = "@{" + std::string(tree_.name_space()) + "}";
  const bool is_foreign = name.starts_with("@{") && !name.starts_with(own);
  const bool is_allowed = name.starts_with(kInstance) || type.any_attribute == AnyAttribute::kAny ||
                          (type.any_attribute == AnyAttribute::kOther && is_foreign);
  if (!is_allowed) FailUnknownName(report_, attribute, attributes);
}

void XmlCheck::CheckText(const Element& type, bool has_default, NodeIndex node) {
  std::string joined;
  std::string_view text;
  for (NodeIndex child = tree_.FirstChild(node); child < tree_.End(node);
       child = tree_.Next(child)) {
    if (tree_.node(child).kind == NodeKind::kElement) {
      report_.Fail(child, "no-elements-here", {{"name", ShownName(tree_.NameOf(child))}});
    } else if (!IsAttribute(child)) {
      // One piece as a rule; comments part a text.
      joined = joined.empty() && text.empty() ? joined
               : joined.empty()               ? std::string(text)
                                              : joined;
      text = joined.empty() ? tree_.TextOf(child) : joined.append(tree_.TextOf(child));
    }
  }
  if (text.empty() && has_default) return;
  report_.CheckText(kTables.shapes[type.text], text, node);
}

void XmlCheck::CheckChildren(const Element& type, NodeIndex node) {
  uint16_t state = 0;
  for (NodeIndex child = tree_.FirstChild(node); child < tree_.End(node);
       child = tree_.Next(child)) {
    if (tree_.node(child).kind == NodeKind::kElement) {
      state = CheckChild(type, state, child);
    } else if (!IsAttribute(child) && type.kind != ElementKind::kMixed &&
               tree_.TextOf(child).find_first_not_of(kSpaces) != std::string_view::npos) {
      report_.Fail(child, "no-text-here", {});
    }
  }
  if (!kTables.states[type.first_state + state].accepts) FailEnd(type, state, node);
}

uint16_t XmlCheck::CheckChild(const Element& type, uint16_t state, NodeIndex child) {
  const std::string_view name = tree_.NameOf(child);
  const bool is_foreign = name.starts_with('{') && !name.starts_with("{}");
  const uint16_t number = names_.Of(tree_.node(child));
  if (is_foreign) {
    if (const Transition* step = FindStep(type, state, kAnything)) return step->next;
  } else if (number != kAnything) {
    if (const Transition* step = FindStep(type, state, number)) {
      CheckElement(kTables.elements[step->element], step->has_default, child);
      return step->next;
    }
    if (const Transition* step = FindLaterStep(type, state, kAnything, number)) {
      FailLeftOut(type, state, child);
      CheckElement(kTables.elements[step->element], step->has_default, child);
      return step->next;
    }
    if (const Transition* step = FindLaterStep(type, 0, kAnything, number)) {
      report_.Fail(child, "misplaced", {{"name", ShownName(name)}});
      CheckElement(kTables.elements[step->element], step->has_default, child);
      return state;
    }
  }
  FailUnknownName(report_, child, TransitionsOf(type, state));
  return state;
}

void XmlCheck::FailLeftOut(const Element& type, uint16_t state, NodeIndex child) {
  if (!report_.WantsError()) return;
  const uint16_t number = names_.Of(tree_.node(child));
  std::string possible;
  bool is_named = false;
  for (const Transition& step : TransitionsOf(type, state)) {
    if (step.name == kAnything) continue;
    const std::string name(kTables.names[step.name]);
    if (FindLaterStep(type, state, step.name, number) == nullptr) {
      is_named = true;
      report_.Fail(child, "missing-before",
                   {{"name", ShownName(tree_.NameOf(child))}, {"missing", name}});
    }
    possible.append(possible.empty() ? "" : " / ").append(name);
  }
  if (!is_named) {
    report_.Fail(child, "missing-before",
                 {{"name", ShownName(tree_.NameOf(child))}, {"missing", possible}});
  }
}

void XmlCheck::FailEnd(const Element& type, uint16_t state, NodeIndex node) {
  if (!report_.WantsError()) return;
  std::string possible;
  bool is_named = false;
  for (const Transition& step : TransitionsOf(type, state)) {
    if (step.name == kAnything) continue;
    const std::string name(kTables.names[step.name]);
    if (!CanEndWithout(type, state, step.name)) {
      report_.Fail(node, "required-missing", {{"name", name}});
      is_named = true;
    }
    possible.append(possible.empty() ? "" : " / ").append(name);
  }
  if (!is_named) report_.Fail(node, "one-of-missing", {{"names", possible}});
}

}  // namespace headwater::sbom::schema
