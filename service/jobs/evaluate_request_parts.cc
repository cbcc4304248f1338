// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/evaluate_request_parts.h"

#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace headwater::jobs::request {
namespace {

using Kind = DataNode::Kind;

}  // namespace

Error Wrong(std::string_view member, std::string_view expected) {
  return {Errc::kInvalid,
          "request: `" + std::string(member) + "`: expected " + std::string(expected)};
}

Result<std::string> String(std::string_view member, const DataNode& node) {
  if (node.kind != Kind::kString) return Wrong(member, "a string");
  return node.scalar;
}

Result<CommitId> Id(std::string_view member, const DataNode& node) {
  const std::optional<CommitId> id = CommitId::FromHex(node.scalar);
  if (node.kind != Kind::kString || !id) return Wrong(member, "40 hexadecimal digits");
  return *id;
}

Result<uint64_t> Number(std::string_view member, const DataNode& node) {
  uint64_t value = 0;
  const char* const end = node.scalar.data() + node.scalar.size();
  const auto [at, error] = std::from_chars(node.scalar.data(), end, value);
  if (node.kind != Kind::kInteger || error != std::errc{} || at != end) {
    return Wrong(member, "a whole number");
  }
  return value;
}

Result<std::chrono::sys_seconds> Time(std::string_view member, const DataNode& node) {
  const uint64_t seconds = TRY(Number(member, node));
  // Beyond it the arithmetic of calendars overflows.
  if (seconds > std::numeric_limits<uint32_t>::max()) return Wrong(member, "a time before 2106");
  return std::chrono::sys_seconds(std::chrono::seconds(static_cast<int64_t>(seconds)));
}

Result<std::vector<std::string>> Strings(std::string_view member, const DataNode& node) {
  if (node.kind != Kind::kList) return Wrong(member, "a list of strings");
  std::vector<std::string> strings;
  for (const DataNode& item : node.items) strings.push_back(TRY(String(member, item)));
  return strings;
}

Result<bool> Flag(std::string_view member, const DataNode& node) {
  if (node.kind != Kind::kBool) return Wrong(member, "true or false");
  return node.scalar == "true";
}

}  // namespace headwater::jobs::request
