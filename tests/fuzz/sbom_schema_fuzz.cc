// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/schema.h"

#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater::sbom;  // NOLINT(google-build-using-namespace)

constexpr TreeLimits kLimits = {.bytes = size_t{1} << 20U, .depth = 128, .nodes = 100'000};

schema::SpdxIdAnswer AskNoList(std::string_view id) { return {id == "MIT", ""}; }

/// Every problem stands at a node and has its place among the sorted ones; no more are kept than
/// promised.
void RequireSound(const Tree& tree, const Problems& problems) {
  headwater::fuzz::Require(problems.list.size() <= kMaxProblems);
  NodeIndex before = 0;
  for (const Problem& problem : problems.list) {
    headwater::fuzz::Require(problem.node < tree.nodes().size() && problem.node >= before);
    headwater::fuzz::Require(!problem.message.key.empty());
    before = problem.node;
  }
}

void Validate(const Tree& tree, schema::SchemaId id) {
  Problems problems;
  schema::ValidateSchema(tree, 0, id, AskNoList, problems);
  RequireSound(tree, problems);
  // The same document, the same answer.
  Problems again;
  schema::ValidateSchema(tree, 0, id, AskNoList, again);
  headwater::fuzz::Require(again.list.size() == problems.list.size() &&
                           again.more == problems.more);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using schema::SchemaId;
  constexpr auto kSchemas = static_cast<size_t>(SchemaId::kCycloneDxXml17) + 1;
  if (size == 0) return 0;
  const auto id = static_cast<SchemaId>(data[0] % kSchemas);
  const std::string text(headwater::fuzz::TextOf(data + 1, size - 1));
  const auto tree =
      id < SchemaId::kCycloneDxXml10 ? ReadJsonTree(text, kLimits) : ReadXmlTree(text, kLimits);
  if (tree.ok()) Validate(tree.value(), id);
  return 0;
}
