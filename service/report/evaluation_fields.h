// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/result.h"

/// \file
/// Members of the evaluator's answer. Errors are kContent and name the member.

namespace headwater::report::fields {

Error Wrong(std::string_view member, std::string_view expected);

Result<const DataNode*> Member(const DataNode& object, std::string_view name, DataNode::Kind kind);
Result<std::string> TextOf(const DataNode& object, std::string_view name);
/// Null stands for "none".
Result<std::string> TextOrNone(const DataNode& object, std::string_view name);
Result<bool> FlagOf(const DataNode& object, std::string_view name);
Result<uint64_t> NumberOrZero(const DataNode& object, std::string_view name);
Result<uint32_t> LineOrZero(const DataNode& object, std::string_view name);
Result<std::vector<std::string>> TextsOf(const DataNode& object, std::string_view name);

/// Every item of a list, read by `read`.
template <typename T>
Result<std::vector<T>> ListOf(const DataNode& object, std::string_view name,
                              Result<T> (*read)(const DataNode& node)) {
  std::vector<T> list;
  for (const DataNode& item : TRY(Member(object, name, DataNode::Kind::kList))->items) {
    list.push_back(TRY(read(item)));
  }
  return list;
}

}  // namespace headwater::report::fields
