// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "headwater/data.h"

/// \file
/// What must hold of every answer of a reader, whatever the input. A broken invariant aborts, which
/// is how libFuzzer learns of it.

namespace headwater::fuzz {

inline std::string_view TextOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void Require(bool holds) {
  if (!holds) std::abort();
}

/// Errors are about the input, never "internal", and begin with a place.
inline void RequireHonestError(const Error& error) {
  Require(error.code == Errc::kInvalid || error.code == Errc::kContent);
  Require(!error.message.empty() &&
          std::isdigit(static_cast<unsigned char>(error.message[0])) != 0);
  Require(error.message.find(": ") != std::string_view::npos);
}

/// Values in the tree; aborts when a bound or the meaning of a kind is broken.
inline uint64_t CountNodes(const DataNode& node, uint32_t depth, const DataLimits& limits) {
  const bool is_container = node.kind == DataNode::Kind::kList || node.kind == DataNode::Kind::kMap;
  Require(!is_container || depth <= limits.depth);
  Require(!is_container || node.scalar.empty());
  Require(node.kind == DataNode::Kind::kList || node.items.empty());
  Require(node.kind == DataNode::Kind::kMap || node.members.empty());
  Require(node.line > 0 && node.column > 0);
  uint64_t nodes = 1;
  for (const DataNode& item : node.items) nodes += CountNodes(item, depth + 1, limits);
  for (const auto& [key, value] : node.members) {
    Require(key.kind == DataNode::Kind::kString && key.line > 0 && key.column > 0);
    nodes += 1 + CountNodes(value, depth + 1, limits);
  }
  return nodes;
}

inline void RequireSound(const Result<DataNode>& result, const DataLimits& limits) {
  if (!result.ok()) return RequireHonestError(result.error());
  Require(CountNodes(result.value(), 1, limits) <= limits.nodes);
}

/// Small enough for libFuzzer to reach.
inline constexpr DataLimits kFuzzLimits = {.bytes = 4096, .depth = 8, .nodes = 200};

}  // namespace headwater::fuzz
