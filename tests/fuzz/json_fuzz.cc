// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace)

/// Whether a number may be too large for a double: it has an exponent, or more digits than the 309
/// of the largest one.
bool MayHaveHugeNumber(std::string_view text) {
  constexpr size_t kDigits = 309;
  size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (c == 'e' || c == 'E' || run >= kDigits) return true;
  }
  return false;
}

/// What we read is JSON to another library too, but for huge numbers, which it refuses.
void RequireJson(std::string_view text) {
  fuzz::Require(MayHaveHugeNumber(text) || nlohmann::json::accept(text));
}

/// The short way and the whole way agree on what is JSON and what stands at the top.
void RequireSameTopLevel(std::string_view text, const Result<DataNode>& whole,
                         const DataLimits& limits) {
  const auto top = ReadJsonTopLevel(text, limits);
  if (!top.ok()) {
    fuzz::RequireHonestError(top.error());
    fuzz::Require(!whole.ok() || whole.value().kind != DataNode::Kind::kMap);
    return;
  }
  fuzz::Require(whole.ok() && whole.value().members.size() == top.value().size());
  for (size_t i = 0; i < top.value().size(); ++i) {
    const auto& [key, value] = top.value()[i];
    const auto& [whole_key, whole_value] = whole.value().members[i];
    fuzz::Require(key == whole_key.scalar && value.kind == whole_value.kind);
    fuzz::Require(value.scalar == whole_value.scalar && value.line == whole_value.line);
    fuzz::Require(value.items.empty() && value.members.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  for (const DataLimits& limits : {fuzz::kFuzzLimits, kJsonLimits}) {
    const Result<DataNode> whole = ParseJson(text, limits);
    fuzz::RequireSound(whole, limits);
    if (whole.ok()) RequireJson(text);
    RequireSameTopLevel(text, whole, limits);
  }
  return 0;
}
