// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/data.h"

namespace headwater {

/// A tree as one line: `{a: 1, b: ["x", null, 1.5f, true]}`; floats have an `f` behind them.
inline std::string Show(const DataNode& node) {
  using enum DataNode::Kind;
  std::string text;
  switch (node.kind) {
    case kNull:
      return "null" + node.scalar;
    case kBool:
    case kInteger:
      return node.scalar;
    case kFloat:
      return node.scalar + "f";
    case kString:
      return '"' + node.scalar + '"';
    case kList:
      for (const DataNode& item : node.items) text += (text.empty() ? "" : ", ") + Show(item);
      return "[" + text + "]";
    case kMap:
      for (const auto& [key, value] : node.members) {
        text += (text.empty() ? "" : ", ") + key.scalar + ": " + Show(value);
      }
      return "{" + text + "}";
  }
  return "?";
}

/// The tree, or the error's message.
inline std::string Show(const Result<DataNode>& result) {
  return result.ok() ? Show(result.value()) : result.error().message;
}

inline std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

}  // namespace headwater
