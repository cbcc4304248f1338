// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/policy_values.h"

#include <algorithm>

#include "service/config/option_value.h"
#include "service/config/policy_file.h"
#include "service/config/suggestion.h"
#include "service/config/upstream_entries.h"

namespace headwater::config {
Result<OptionValue> ReadThreads(const DataNode& node) {
  const bool is_text = node.kind == DataNode::Kind::kString;
  if (is_text && (node.scalar == "gate-only" || node.scalar == "none")) {
    return OptionValue(node.scalar);
  }
  return Error{Errc::kInvalid,
               "expected gate-only or none" + DidYouMean(node.scalar, {"gate-only", "none"})};
}

Result<OptionValue> ReadGlobValue(const DataNode& node) {
  return OptionValue(TRY(ReadGlobs(node)));
}

Result<OptionValue> ReadVariant(const DataNode& node) { return OptionValue(TRY(ReadReason(node))); }

Result<std::string> ReadContact(const DataNode& node) {
  const bool fits = node.kind == DataNode::Kind::kString && !node.scalar.empty() &&
                    node.scalar.size() <= kMaxContactBytes &&
                    node.scalar.find_first_of("\r\n") == std::string::npos;
  if (fits) return node.scalar;
  return Error{Errc::kInvalid,
               "expected one line of at most " + std::to_string(kMaxContactBytes) + " bytes"};
}

Result<std::vector<std::string>> ReadOwners(const DataNode& node) {
  std::vector<std::string> owners = TRY(ReadStrings(node));
  const bool fit = !owners.empty() && owners.size() <= kMaxOwners &&
                   std::all_of(owners.begin(), owners.end(), [](const std::string& owner) {
                     return !owner.empty() && owner.size() <= kMaxContactBytes;
                   });
  if (fit) return owners;
  return Error{Errc::kInvalid, "expected one to " + std::to_string(kMaxOwners) + " names"};
}

}  // namespace headwater::config
