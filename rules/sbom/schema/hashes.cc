// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/hashes.h"

#include <bit>
#include <functional>

#include "rules/sbom/schema/text_check.h"

namespace headwater::sbom::schema {
namespace {

// SplitMix64's finaliser: https://prng.di.unimi.it/splitmix64.c
constexpr uint64_t kFirst = 0xBF58476D1CE4E5B9U;
constexpr uint64_t kSecond = 0x94D049BB133111EBU;
constexpr uint64_t kStep = 0x9E3779B97F4A7C15U;

constexpr uint64_t Mixed(uint64_t value) {
  value = (value ^ (value >> 30U)) * kFirst;
  value = (value ^ (value >> 27U)) * kSecond;
  return value ^ (value >> 31U);
}

/// A number by its value: as it is written when that is plain, else as a double.
uint64_t HashOfNumber(std::string_view number) {
  if (number.find_first_of(".eE") != std::string_view::npos || number == "-0") {
    const double value = NumberOf(number);
    constexpr double kExact = 9007199254740992.0;  // 2^53: from there on, doubles skip integers.
    const bool is_plain = value > -kExact && value < kExact &&
                          static_cast<double>(static_cast<int64_t>(value)) == value;
    if (!is_plain) return Mixed(std::bit_cast<uint64_t>(value));
    return HashOfText(std::to_string(static_cast<int64_t>(value)));
  }
  return HashOfText(number);
}

uint64_t HashOfLeaf(const Tree& tree, NodeIndex index) {
  const NodeKind kind = tree.node(index).kind;
  const std::string_view text = tree.TextOf(index);
  if (kind == NodeKind::kNumber) return HashOfNumber(text) + kStep;
  if (kind == NodeKind::kString) return HashOfText(text);
  return HashOfText(text) + static_cast<uint64_t>(kind) * kStep;
}

bool IsInner(NodeKind kind) {
  return kind == NodeKind::kList || kind == NodeKind::kMap || kind == NodeKind::kElement;
}

}  // namespace

uint64_t HashOfText(std::string_view text) {
  return Mixed(std::hash<std::string_view>{}(text) + kStep);
}

Hashes::Hashes(const Tree& tree) : hashes_(tree.nodes().size()) {
  // Children stand behind their parent: backwards, all of them come before it, the last first.
  for (size_t left = hashes_.size(); left > 0; --left) {
    const auto index = static_cast<NodeIndex>(left - 1);
    const TreeNode& node = tree.node(index);
    const uint64_t hash =
        IsInner(node.kind) ? Mixed(hashes_[index] + kStep * (static_cast<uint64_t>(node.kind) + 1))
                           : HashOfLeaf(tree, index);
    hashes_[index] = hash;
    if (node.parent == kNoNode) continue;
    uint64_t& parent = hashes_[node.parent];
    if (tree.node(node.parent).kind == NodeKind::kMap) {
      parent += Mixed(hash + kFirst * (uint64_t{node.name} + 1));
    } else {
      parent = Mixed(parent + hash + kStep * (uint64_t{node.name} + 1));
    }
  }
}

}  // namespace headwater::sbom::schema
