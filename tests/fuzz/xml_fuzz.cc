// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;  // NOLINT(google-build-using-namespace)

uint64_t CountXml(const XmlNode& node, uint32_t depth, const DataLimits& limits) {
  fuzz::Require(depth <= limits.depth && node.line > 0 && !node.name.empty());
  uint64_t nodes = 1 + node.attributes.size();
  for (const XmlNode& child : node.children) nodes += CountXml(child, depth + 1, limits);
  return nodes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  for (const DataLimits& limits : {fuzz::kFuzzLimits, kXmlLimits}) {
    const Result<XmlNode> parsed = ParseXml(text, limits);
    if (!parsed.ok()) {
      fuzz::RequireHonestError(parsed.error());
    } else {
      fuzz::Require(CountXml(parsed.value(), 1, limits) <= limits.nodes);
    }
  }
  return 0;
}
