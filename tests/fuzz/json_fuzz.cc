// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace)

bool HasExponent(std::string_view text) { return text.find_first_of("eE") != text.npos; }

/// What we read is JSON to another library too. It refuses numbers that do not fit into a double,
/// so texts with exponents are left out.
void RequireJson(std::string_view text) {
  fuzz::Require(HasExponent(text) || nlohmann::json::accept(text));
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
