// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/json_check.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "headwater/nearest_word.h"
#include "rules/sbom/schema/text_check.h"

namespace headwater::sbom::schema {
namespace {

/// The words of JSON Schema for the bits of Shape::types, lowest first.
constexpr std::array<std::string_view, 7> kTypeNames = {"null",  "boolean", "number", "string",
                                                        "array", "object",  "integer"};
// So many items of a list are looked at to tell which branch was meant.
constexpr int kItemsForLikeness = 4;

uint8_t BitOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return kNullBit;
    case NodeKind::kBool:
      return kBoolBit;
    case NodeKind::kNumber:
      return kNumberBit;
    case NodeKind::kString:
      return kStringBit;
    case NodeKind::kList:
      return kListBit;
    case NodeKind::kMap:
      return kMapBit;
    case NodeKind::kElement:
      return 0;
  }
  return 0;
}

std::span<const Member> MembersOf(const Group& group) {
  return kTables.members.subspan(group.first, group.count);
}

/// The names that a mask of a group stands for, as a list for people.
std::string NamesIn(uint64_t mask, const Group& group) {
  std::string names;
  for (; mask != 0; mask &= mask - 1) {
    const Member& member = MembersOf(group)[static_cast<size_t>(std::countr_zero(mask))];
    names.append(names.empty() ? "" : ", ").append(kTables.names[member.name]);
  }
  return names;
}

/// The group of the shape that a check belongs to: checks on masks follow their group.
const Group& GroupOf(const Check& check) {
  const Check* at = &check;
  while (at->op != Op::kMembers) --at;
  return kTables.groups[at->first];
}

}  // namespace

bool JsonCheck::HasType(const Shape& shape, NodeIndex node) const {
  const NodeKind kind = tree_.node(node).kind;
  if ((shape.types & BitOf(kind)) != 0) return true;
  return kind == NodeKind::kNumber && (shape.types & kIntegerBit) != 0 &&
         IsInteger(tree_.TextOf(node));
}

bool JsonCheck::FailType(uint8_t types, NodeIndex node) {
  if (!report_.WantsError()) return false;
  std::string expected;
  for (size_t bit = 0; bit < kTypeNames.size(); ++bit) {
    const bool is_implied = bit == 6 && (types & kNumberBit) != 0;  // A number may be an integer.
    if ((types >> bit & 1U) == 0 || is_implied) continue;
    expected.append(expected.empty() ? "" : ", ").append(kTypeNames[bit]);
  }
  return report_.Fail(node, "wrong-type", {{"expected", expected}});
}

bool JsonCheck::Fits(uint16_t shape_number, NodeIndex node) {
  const Shape& shape = kTables.shapes[shape_number];
  if (!HasType(shape, node)) return FailType(shape.types, node);
  // What has no members is wrong once, in whatever ways it is.
  const bool is_scalar =
      tree_.node(node).kind != NodeKind::kMap && tree_.node(node).kind != NodeKind::kList;
  uint64_t seen = 0;
  bool fits = true;
  for (const Check& check : ChecksOf(shape)) {
    fits = Fits(check, node, seen) && fits;
    if (!fits && (is_scalar || report_.is_trying())) return false;
  }
  return fits;
}

bool JsonCheck::Fits(const Check& check, NodeIndex node, uint64_t& seen) {
  const NodeKind kind = tree_.node(node).kind;
  switch (check.op) {
    case Op::kMembers:
      return kind != NodeKind::kMap || FitsMembers(kTables.groups[check.first], node, seen);
    case Op::kRequireOne:
    case Op::kRequireAny:
    case Op::kNotTogether:
      return kind != NodeKind::kMap || HasRequired(check, node, seen);
    case Op::kSwitch:
      return kind != NodeKind::kMap || FitsSwitch(check, node);
    case Op::kMinItems:
    case Op::kMaxItems:
    case Op::kUniqueItems:
    case Op::kItems:
      return kind != NodeKind::kList || FitsList(check, node);
    case Op::kAnyOf:
    case Op::kOneOf:
      return FitsBranches(check, node);
    case Op::kIf: {
      const std::span<const uint16_t> shapes = kTables.shape_lists.subspan(check.first, 2);
      return !Tries(shapes[0], node) || Fits(shapes[1], node);
    }
    case Op::kMinimum:
    case Op::kMaximum:
      return kind != NodeKind::kNumber || report_.CheckText(check, tree_.TextOf(node), node);
    case Op::kEnum:  // Also of `true` and `false`.
      return report_.CheckText(check, tree_.TextOf(node), node);
    default:
      return kind != NodeKind::kString || report_.CheckText(check, tree_.TextOf(node), node);
  }
}

bool JsonCheck::FitsList(const Check& check, NodeIndex node) {
  const auto items = static_cast<int64_t>(tree_.node(node).size);
  if (check.op == Op::kUniqueItems) return unique_items_.Check(node, report_);
  if (check.op == Op::kMinItems) {
    return items >= check.value || report_.Fail(node, check.value == 1 ? "empty-list" : "too-few",
                                                {{"limit", std::to_string(check.value)}});
  }
  if (check.op == Op::kMaxItems) {
    return items <= check.value ||
           report_.Fail(node, "too-many", {{"limit", std::to_string(check.value)}});
  }
  bool fits = true;
  for (NodeIndex item = tree_.FirstChild(node); item < tree_.End(node); item = tree_.Next(item)) {
    fits = Fits(static_cast<uint16_t>(check.first), item) && fits;
    if (!fits && report_.is_trying()) return false;
  }
  return fits;
}

bool JsonCheck::FitsMembers(const Group& group, NodeIndex map, uint64_t& seen) {
  bool fits = true;
  for (NodeIndex member = tree_.FirstChild(map); member < tree_.End(map);
       member = tree_.Next(member)) {
    fits = FitsMember(group, member, seen) && fits;
    if (!fits && report_.is_trying()) return false;
  }
  for (uint64_t missing = group.required & ~seen; missing != 0; missing &= missing - 1) {
    fits =
        report_.Fail(map, "required-missing", {{"name", NamesIn(missing & (~missing + 1), group)}});
  }
  return fits;
}

bool JsonCheck::FitsMember(const Group& group, NodeIndex member, uint64_t& seen) {
  const std::span<const Member> members = MembersOf(group);
  const uint16_t name = names_.Of(tree_.node(member));
  const Member* const found = name == kAnything ? nullptr : FindRow(members, name);
  uint16_t shape = group.rest;
  if (found != nullptr) {
    seen |= uint64_t{1} << static_cast<size_t>(found - members.data());
    if (found->shape != kAnything) shape = found->shape;
  }
  if (shape == kAnything) return true;
  if (shape == kNothing) return FailUnknownName(report_, member, members);
  return Fits(shape, member);
}

bool JsonCheck::HasRequired(const Check& check, NodeIndex node, uint64_t seen) {
  const std::span<const uint64_t> masks = kTables.masks.subspan(check.first, check.count);
  const auto is_there = [seen](uint64_t mask) { return (seen & mask) == mask; };
  const auto count = std::count_if(masks.begin(), masks.end(), is_there);
  if (check.op == Op::kNotTogether ? count == 0 : count == 1) return true;
  if (check.op == Op::kRequireAny && count > 0) return true;
  if (!report_.WantsError()) return false;
  std::string names;
  for (const uint64_t mask : masks) {
    names.append(names.empty() ? "" : " / ").append(NamesIn(mask, GroupOf(check)));
  }
  const bool is_too_many = count > 0;
  return report_.Fail(node, is_too_many ? "only-one-of" : "one-of-missing", {{"names", names}});
}

bool JsonCheck::Tries(uint16_t shape, NodeIndex node) {
  if (!HasType(kTables.shapes[shape], node)) return false;
  Report::Trial trial(report_);
  const bool fits = Fits(shape, node);
  if (fits) trial.Keep();
  return fits;
}

bool JsonCheck::FitsBranches(const Check& check, NodeIndex node) {
  std::vector<uint16_t> possible;
  uint8_t types = 0;
  for (const uint16_t shape : kTables.shape_lists.subspan(check.first, check.count)) {
    types |= kTables.shapes[shape].types;
    if (HasType(kTables.shapes[shape], node)) possible.push_back(shape);
  }
  if (possible.empty()) return FailType(types, node);
  if (possible.size() == 1) return Fits(possible.front(), node);
  size_t fitting = 0;
  for (const uint16_t shape : possible) {
    if (!Tries(shape, node)) continue;
    ++fitting;
    if (check.op == Op::kAnyOf) return true;
  }
  if (fitting == 1) return true;
  if (!report_.is_trying() && fitting == 0) {
    const auto meant = std::max_element(
        possible.begin(), possible.end(),
        [&](uint16_t a, uint16_t b) { return Likeness(a, node) < Likeness(b, node); });
    return Fits(*meant, node);
  }
  return report_.Fail(node, "fits-several", {});
}

bool JsonCheck::FitsSwitch(const Check& check, NodeIndex map) {
  const auto name = static_cast<uint16_t>(check.value);
  NodeIndex member = tree_.FirstChild(map);
  while (member < tree_.End(map) && names_.Of(tree_.node(member)) != name) {
    member = tree_.Next(member);
  }
  if (member >= tree_.End(map)) {
    return report_.Fail(map, "required-missing", {{"name", std::string(kTables.names[name])}});
  }
  const std::string_view text = tree_.TextOf(member);
  const std::span<const Case> cases = kTables.cases.subspan(check.first, check.count);
  const auto found = std::lower_bound(
      cases.begin(), cases.end(), text,
      [](const Case& one, std::string_view key) { return kTables.texts[one.text] < key; });
  const bool is_found = found != cases.end() && kTables.texts[found->text] == text &&
                        tree_.node(member).kind == NodeKind::kString;
  if (is_found) return Fits(found->shape, map);
  if (!report_.WantsError()) return false;
  WordSearch nearest(text);
  for (const Case& one : cases) nearest.Try(kTables.texts[one.text]);
  if (nearest.best().empty())
    return report_.Fail(member, "not-in-list", {{"value", Shortened(text)}});
  return report_.Fail(member, "not-in-list-near",
                      {{"value", Shortened(text)}, {"near", std::string(nearest.best())}});
}

int JsonCheck::Likeness(uint16_t shape, NodeIndex node) const {
  int likeness = 0;
  for (const Check& check : ChecksOf(kTables.shapes[shape])) {
    if (check.op == Op::kMembers && tree_.node(node).kind == NodeKind::kMap) {
      likeness += MemberLikeness(kTables.groups[check.first], node);
    } else if (check.op == Op::kItems) {
      NodeIndex item = tree_.FirstChild(node);
      for (int i = 0; i < kItemsForLikeness && item < tree_.End(node); ++i) {
        const auto items = static_cast<uint16_t>(check.first);
        likeness += HasType(kTables.shapes[items], item) ? Likeness(items, item) : -1;
        item = tree_.Next(item);
      }
    }
  }
  return likeness;
}

int JsonCheck::MemberLikeness(const Group& group, NodeIndex map) const {
  int likeness = 0;
  uint64_t seen = 0;
  const std::span<const Member> members = MembersOf(group);
  for (NodeIndex member = tree_.FirstChild(map); member < tree_.End(map);
       member = tree_.Next(member)) {
    const uint16_t name = names_.Of(tree_.node(member));
    const Member* const found = name == kAnything ? nullptr : FindRow(members, name);
    if (found != nullptr) seen |= uint64_t{1} << static_cast<size_t>(found - members.data());
    const bool is_known = found != nullptr && found->shape != kAnything;
    const bool fits = is_known && HasType(kTables.shapes[found->shape], member);
    likeness += fits ? 1 : is_known || group.rest == kNothing ? -1 : 0;
  }
  return likeness - 2 * std::popcount(group.required & ~seen);
}

}  // namespace headwater::sbom::schema
