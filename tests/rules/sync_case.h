// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/sync.h"
#include "tests/fakes/fake_sync.h"
#include "tests/rules/upstream_case.h"

/// \file
/// What a case says of a merge: its four trees as small texts, from which it is judged as real ones
/// are.

namespace headwater::cases {

struct SyncCase {
  fakes::FakeSync merges;
  std::vector<std::string> own_paths;
  bool variant = false;
};

inline void ReadSync(const DataNode& node, SyncCase& sync_case) {
  fakes::FakeMerge merge;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "merge") {
      merge.merge = fakes::IdOf(value.scalar);
    } else if (key.scalar == "base") {
      merge.base = ToTexts(value);
    } else if (key.scalar == "own") {
      merge.own = ToTexts(value);
    } else if (key.scalar == "upstream") {
      merge.upstream = ToTexts(value);
    } else if (key.scalar == "merged") {
      merge.merged = ToTexts(value);
    } else if (key.scalar == "head") {
      merge.head = ToTexts(value);
    } else if (key.scalar == "commits") {
      for (CaseCommit& read : ToCommits(value)) merge.own_commits.push_back(std::move(read.commit));
    } else if (key.scalar == "brought") {
      for (const std::string& id : Strings(value)) merge.brought.push_back(fakes::IdOf(id));
    } else if (key.scalar == "several_bases") {
      merge.several_bases = value.scalar == "true";
    } else if (key.scalar == "own_paths") {
      sync_case.own_paths = Strings(value);
    } else if (key.scalar == "variant") {
      sync_case.variant = value.scalar == "true";
    } else {
      Fail(key, "no such key of a merge: " + key.scalar);
    }
  }
  sync_case.merges.Add(std::move(merge));
}

inline void JudgeSyncOf(const UpstreamCase& upstream_case, SyncCase& sync_case,
                        const Change& change, Facts& facts) {
  if (upstream_case.upstreams.empty() || upstream_case.not_judged) return;
  std::vector<Upstream*> upstreams;
  for (const auto& upstream : upstream_case.upstreams) upstreams.push_back(upstream.get());
  fakes::FakePatches patches;
  for (const fakes::FakeCommit& commit : sync_case.merges.commits()) patches.Add(commit);
  const auto own = GlobSet::Make(sync_case.own_paths);
  if (!own.ok()) throw std::runtime_error(own.error().message);
  SyncQuestion question{.change = change,
                        .description = {},
                        .source = sync_case.merges,
                        .patches = patches,
                        .upstreams = upstreams,
                        .own = own.value(),
                        .variant = sync_case.variant};
  for (const Fact& fact : facts.facts) {
    if (fact.kind == FactKind::kMergeRequestText) question.description = fact.value;
  }
  auto judged = JudgeSync(question);
  if (!judged.ok()) throw std::runtime_error(judged.error().message);
  facts.sync = std::make_shared<const Sync>(std::move(judged).value());
}

}  // namespace headwater::cases
