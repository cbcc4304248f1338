// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "service/jobs/fork_facts_json.h"
#include "service/jobs/fork_json_reader.h"

namespace headwater::jobs {
namespace {

using request::Wrong;

template <typename Items>
bool ReferTo(const Items& items, size_t relations) {
  return std::ranges::all_of(items,
                             [relations](const auto& item) { return item.relation < relations; });
}

}  // namespace

Result<ForkFacts> ReadForkFacts(const DataNode& node) {
  ForkFacts facts;
  TRY(members::TakeObject("facts.forks", node, facts));
  const bool named = std::ranges::none_of(
      facts.relations, [](const ForkRelation& relation) { return relation.project.empty(); });
  if (!named) return Wrong("facts.forks.relations", "a `project` in each");
  if (!ReferTo(facts.touched, facts.relations.size())) {
    return Wrong("facts.forks.touched.relation", "the number of a relation");
  }
  if (!ReferTo(facts.elsewhere, facts.relations.size())) {
    return Wrong("facts.forks.elsewhere.relation", "the number of a relation");
  }
  return facts;
}

}  // namespace headwater::jobs
