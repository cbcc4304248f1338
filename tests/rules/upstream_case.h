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
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "tests/fakes/fake_upstream.h"

/// \file
/// What a case says of commits and of upstreams: small histories, from which provenance is judged
/// as it is of real ones.

namespace headwater::cases {

[[noreturn]] inline void Fail(const DataNode& node, const std::string& sentence) {
  throw std::runtime_error("line " + std::to_string(node.line) + ": " + sentence);
}

inline std::vector<std::string> Strings(const DataNode& node) {
  std::vector<std::string> strings;
  if (node.kind == DataNode::Kind::kString) return {node.scalar};
  for (const DataNode& item : node.items) strings.push_back(item.scalar);
  return strings;
}

/// A commit of the change or of an upstream.
struct CaseCommit {
  fakes::FakeCommit commit;
  std::vector<CommitId> parents;
};

struct UpstreamCase {
  std::vector<std::unique_ptr<fakes::FakeUpstream>> upstreams;
  fakes::FakeOwn own;
  fakes::FakeBranches branches;
  std::vector<UpstreamInfo> others;  ///< Those that could not be asked.
  bool not_judged = false;
  bool stale = false;
};

inline fakes::Texts ToTexts(const DataNode& node) {
  fakes::Texts texts;
  for (const auto& [path, text] : node.members) texts[path.scalar] = text.scalar;
  return texts;
}

inline CaseCommit ToCommit(const DataNode& node, size_t index) {
  CaseCommit read;
  read.commit.id = fakes::IdOf("e0" + std::to_string(index));
  if (node.kind == DataNode::Kind::kString) {
    read.commit.message = node.scalar;
    return read;
  }
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "id") {
      read.commit.id = fakes::IdOf(value.scalar);
    } else if (key.scalar == "message") {
      read.commit.message = value.scalar;
    } else if (key.scalar == "author") {
      const size_t open = value.scalar.find(" <");
      read.commit.author_name = value.scalar.substr(0, open);
      read.commit.author_email = value.scalar.substr(open + 2, value.scalar.size() - open - 3);
    } else if (key.scalar == "tag") {
      read.commit.first_tag = value.scalar;
    } else if (key.scalar == "before") {
      read.commit.before = ToTexts(value);
    } else if (key.scalar == "after") {
      read.commit.after = ToTexts(value);
    } else if (key.scalar == "parents") {
      for (const std::string& id : Strings(value)) read.parents.push_back(fakes::IdOf(id));
    } else {
      Fail(key, "no such key of a commit: " + key.scalar);
    }
  }
  return read;
}

inline std::vector<CaseCommit> ToCommits(const DataNode& node) {
  std::vector<CaseCommit> commits;
  if (node.kind == DataNode::Kind::kString) return {ToCommit(node, 0)};
  for (const DataNode& item : node.items) commits.push_back(ToCommit(item, commits.size()));
  return commits;
}

inline Commit ToChangeCommit(const CaseCommit& read) {
  Commit commit;
  commit.id = read.commit.id;
  commit.parents = read.parents;
  commit.author_name = Untrusted(read.commit.author_name);
  commit.author_email = Untrusted(read.commit.author_email);
  commit.message = Untrusted(read.commit.message);
  commit.subject = Untrusted(read.commit.message.substr(0, read.commit.message.find('\n')));
  return commit;
}

inline UpstreamState ToState(const DataNode& node) {
  if (node.scalar == "under-way") return UpstreamState::kUnderWay;
  if (node.scalar == "unreachable") return UpstreamState::kUnreachable;
  if (node.scalar == "not-allowed") return UpstreamState::kNotAllowed;
  if (node.scalar == "frozen") return UpstreamState::kFrozen;
  Fail(node, "no such state of an upstream: " + node.scalar);
}

inline void ReadUpstream(const DataNode& node, UpstreamCase& upstream_case) {
  UpstreamInfo info;
  const DataNode* commits = nullptr;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "name") {
      info.name = Untrusted(value.scalar);
    } else if (key.scalar == "url") {
      info.url = Untrusted(value.scalar);
    } else if (key.scalar == "state") {
      info.state = ToState(value);
    } else if (key.scalar == "stale") {
      upstream_case.stale = value.scalar == "true";
    } else if (key.scalar == "shared_files") {
      info.shared_files = std::stoul(value.scalar);
    } else if (key.scalar == "not_judged") {
      upstream_case.not_judged = value.scalar == "true";
    } else if (key.scalar == "commits") {
      commits = &value;
    } else {
      Fail(key, "no such key of an upstream: " + key.scalar);
    }
  }
  if (info.state != UpstreamState::kReady) {
    upstream_case.others.push_back(std::move(info));
    return;
  }
  info.fetched = std::chrono::sys_seconds{};
  auto upstream = std::make_unique<fakes::FakeUpstream>(info);
  if (commits != nullptr) {
    for (CaseCommit& commit : ToCommits(*commits)) upstream->Add(std::move(commit.commit));
  }
  upstream_case.upstreams.push_back(std::move(upstream));
}

/// A branch of the project: `name`, `target` (true for the first), `files` as they are now, and
/// `commits` that the change does not build on.
inline void ReadBranch(const DataNode& node, UpstreamCase& upstream_case) {
  OwnBranch branch;
  fakes::Texts files;
  std::vector<fakes::FakeCommit> commits;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "name") {
      branch.name = Untrusted(value.scalar);
    } else if (key.scalar == "target") {
      branch.is_target = value.scalar == "true";
    } else if (key.scalar == "files") {
      files = ToTexts(value);
    } else if (key.scalar == "commits") {
      for (CaseCommit& read : ToCommits(value)) commits.push_back(std::move(read.commit));
    } else {
      Fail(key, "no such key of a branch: " + key.scalar);
    }
  }
  upstream_case.branches.Add(std::move(branch), std::move(files), std::move(commits));
}

/// `upstreams`, `own` and `branches` of the facts.
inline void ReadUpstreams(const DataNode& facts, std::optional<UpstreamCase>& upstream_case) {
  const DataNode* upstreams = facts.Find("upstreams");
  if (upstreams == nullptr) return;
  upstream_case.emplace();
  for (const DataNode& item : upstreams->items) ReadUpstream(item, *upstream_case);
  if (const DataNode* branches = facts.Find("branches")) {
    for (const DataNode& item : branches->items) ReadBranch(item, *upstream_case);
  }
  const DataNode* own = facts.Find("own");
  if (own == nullptr) return;
  for (const std::string& id : Strings(*own)) {
    upstream_case->own.branches.insert(fakes::IdOf(id));
    upstream_case->own.target.insert(fakes::IdOf(id));
  }
}

inline void JudgeUpstreams(const UpstreamCase& upstream_case,
                           const std::vector<CaseCommit>& case_commits, Facts& facts) {
  facts.gathered.insert(FactKind::kUpstreams);
  fakes::FakePatches patches;
  std::vector<Commit> commits;
  for (const CaseCommit& read : case_commits) {
    patches.Add(read.commit);
    commits.push_back(ToChangeCommit(read));
  }
  for (const auto& branch : upstream_case.branches.commits()) {
    for (const fakes::FakeCommit& commit : branch) patches.Add(commit);
  }
  std::vector<Upstream*> upstreams;
  for (const auto& upstream : upstream_case.upstreams) {
    upstreams.push_back(upstream.get());
    facts.upstreams.push_back(upstream->info());
  }
  const auto& others = upstream_case.others;
  facts.upstreams.insert(facts.upstreams.end(), others.begin(), others.end());
  if (facts.upstreams.empty() || upstream_case.not_judged) return;
  fakes::FakeOwn own = upstream_case.own;
  fakes::FakeBranches branches = upstream_case.branches;
  ProvenanceQuestion question{.commits = commits,
                              .description = {},
                              .patches = patches,
                              .upstreams = upstreams,
                              .aliases = {},
                              .own = &own,
                              .branches = &branches,
                              .stale_before = {},
                              .incomplete = !others.empty()};
  if (upstream_case.stale) question.stale_before = std::chrono::sys_seconds(std::chrono::hours(1));
  for (const Fact& fact : facts.facts) {
    if (fact.kind == FactKind::kMergeRequestText) question.description = fact.value;
  }
  auto judged = JudgeProvenance(question);
  if (!judged.ok()) throw std::runtime_error(judged.error().message);
  facts.provenance = std::make_shared<const Provenance>(std::move(judged).value());
}

}  // namespace headwater::cases
