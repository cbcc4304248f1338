// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/unique_items.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/sbom/tree_text.h"

namespace headwater::sbom::schema {
namespace {

// Of a value with more descendants only its own members are looked at.
constexpr NodeIndex kSmall = 24;

// SplitMix64: https://prng.di.unimi.it/splitmix64.c
constexpr uint64_t kFirst = 0xBF58476D1CE4E5B9U;
constexpr uint64_t kSecond = 0x94D049BB133111EBU;

uint64_t Mixed(uint64_t value) {
  value = (value ^ (value >> 30U)) * kFirst;
  value = (value ^ (value >> 27U)) * kSecond;
  return value ^ (value >> 31U);
}

// Of longer texts only both ends are looked at.
constexpr size_t kLong = 64;

}  // namespace

uint64_t UniqueItems::GlanceAtText(NodeIndex index) const {
  const TreeNode& node = tree_.node(index);
  const uint64_t named = (uint64_t{node.name} << 8U) + static_cast<uint64_t>(node.kind);
  // 1 is 1.0.
  if (node.kind != NodeKind::kString) return Mixed(named);
  const std::string_view text = tree_.TextOf(index);
  if (text.size() <= kLong) return Mixed(named + HashOf(text));
  const std::string_view end = text.substr(text.size() - kLong / 2);
  return Mixed(named + text.size() + HashOf(text.substr(0, kLong / 2)) + kFirst * HashOf(end));
}

uint64_t UniqueItems::GlanceAt(NodeIndex index) const {
  const TreeNode& node = tree_.node(index);
  const bool is_inner = node.kind == NodeKind::kMap || node.kind == NodeKind::kList;
  if (!is_inner) return GlanceAtText(index);
  // Sums, for members may stand in any order. Equal values have equally many descendants.
  const bool is_small = node.end - index <= kSmall;
  uint64_t sum = node.end - index;
  for (NodeIndex part = index + 1; part < node.end; part = is_small ? part + 1 : tree_.Next(part)) {
    sum += GlanceAtText(part);
  }
  return Mixed(sum);
}

template <typename NumberOf>
void UniqueItems::Sort(NodeIndex list, const NumberOf& number_of) {
  items_.clear();
  for (NodeIndex item = tree_.FirstChild(list); item < tree_.End(list); item = tree_.Next(item)) {
    items_.emplace_back(number_of(item), item);
  }
  // Sorting keeps its bound whatever the values are; a table of hashes would not.
  std::sort(items_.begin(), items_.end());
}

bool UniqueItems::Check(NodeIndex list, Report& report) {
  if (tree_.node(list).size < 2) return true;
  Sort(list, [this](NodeIndex item) { return GlanceAt(item); });
  const auto alike =
      std::adjacent_find(items_.begin(), items_.end(),
                         [](const Item& a, const Item& b) { return a.first == b.first; });
  if (alike == items_.end()) return true;
  if (!hashes_) hashes_.emplace(tree_);
  Sort(list, [this](NodeIndex item) { return hashes_->Of(item); });
  bool is_unique = true;
  size_t first = 0;
  for (size_t i = 1; i < items_.size(); ++i) {
    if (items_[i].first != items_[first].first) {
      first = i;
      continue;
    }
    is_unique = false;
    if (!report.WantsError()) continue;
    const uint32_t line = tree_.PlaceOf(items_[first].second).line;
    report.Fail(items_[i].second, "not-unique", {{"line", std::to_string(line)}});
  }
  return is_unique;
}

}  // namespace headwater::sbom::schema
