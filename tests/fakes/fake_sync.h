// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/sync.h"
#include "tests/fakes/fake_upstream.h"

namespace headwater::fakes {

/// A merge as four small trees.
struct FakeMerge {
  CommitId merge;
  Texts base = {};
  Texts own = {};
  Texts upstream = {};
  Texts merged = {};
  std::optional<Texts> head = {};            ///< None: the merge is the last commit.
  std::vector<FakeCommit> own_commits = {};  ///< Newest first.
  std::vector<CommitId> brought = {};
  bool several_bases = false;
};

/// Texts are merged line by line: as long as all three have as many lines, and no line is changed
/// on both sides. Anything else is a conflict.
class FakeSync : public SyncSource {
 public:
  void Add(FakeMerge merge) {
    for (const Texts* side : {&merge.base, &merge.own, &merge.upstream, &merge.merged}) {
      for (const auto& [path, text] : *side) texts_[BlobOf(text)] = text;
    }
    for (const auto& [path, text] : merge.head.value_or(Texts())) texts_[BlobOf(text)] = text;
    for (const FakeCommit& commit : merge.own_commits) {
      commits_[commit.id] = commit;
      for (const Texts* side : {&commit.before, &commit.after}) {
        for (const auto& [path, text] : *side) texts_[BlobOf(text)] = text;
      }
    }
    merges_[merge.merge] = std::move(merge);
  }

  Result<MergeSides> SidesOf(const MergeParts& parts) override {
    const auto found = merges_.find(parts.merge);
    if (found == merges_.end()) return Error{Errc::kContent, "no such merge"};
    const FakeMerge& merge = found->second;
    MergeSides sides;
    sides.several_bases = merge.several_bases;
    sides.brought = merge.brought;
    std::sort(sides.brought.begin(), sides.brought.end());
    for (const FakeCommit& fake : merge.own_commits) {
      Commit commit;
      commit.id = fake.id;
      commit.message = Untrusted(fake.message);
      commit.subject = Untrusted(fake.message.substr(0, fake.message.find('\n')));
      sides.own.push_back(std::move(commit));
    }
    for (const std::string& path :
         PathsIn({&merge.base, &merge.own, &merge.upstream, &merge.merged})) {
      MergePath row{.path = Untrusted(path),
                    .base = BlobAt(merge.base, path),
                    .own = BlobAt(merge.own, path),
                    .upstream = BlobAt(merge.upstream, path),
                    .merged = BlobAt(merge.merged, path),
                    .head = BlobAt(merge.head.value_or(merge.merged), path)};
      const bool same = row.base == row.own && row.own == row.upstream && row.own == row.merged;
      if (!same) sides.paths.push_back(std::move(row));
    }
    return sides;
  }

  Result<std::vector<CommitPath>> PathsOf(const CommitId& id) override {
    ++commits_looked_at;
    const auto found = commits_.find(id);
    if (found == commits_.end()) return Error{Errc::kContent, "no such commit"};
    std::vector<CommitPath> paths;
    const FakeCommit& commit = found->second;
    for (const std::string& path : PathsIn({&commit.before, &commit.after})) {
      const BlobId before = BlobAt(commit.before, path);
      const BlobId after = BlobAt(commit.after, path);
      if (before != after) paths.push_back({Untrusted(path), before, after});
    }
    return paths;
  }

  Result<BlobAnswer> Read(const BlobId& blob) override {
    const auto found = texts_.find(blob);
    if (found == texts_.end()) return Error{Errc::kNotFound, "no such blob"};
    BlobAnswer answer;
    if (missing.contains(blob)) return answer;
    answer.state = BlobState::kPresent;
    answer.bytes = found->second;
    answer.size = answer.bytes.size();
    return answer;
  }

  Result<std::vector<BlobId>> MergeTexts(std::string_view base, std::string_view own,
                                         std::string_view upstream) override {
    const auto old_lines = SplitLines(std::string(base));
    const auto ours = SplitLines(std::string(own));
    const auto theirs = SplitLines(std::string(upstream));
    if (ours.size() != old_lines.size() || theirs.size() != old_lines.size()) {
      return std::vector<BlobId>();
    }
    std::string merged;
    for (size_t i = 0; i < old_lines.size(); ++i) {
      if (ours[i] != old_lines[i] && theirs[i] != old_lines[i]) return std::vector<BlobId>();
      merged += (ours[i] != old_lines[i] ? ours[i] : theirs[i]) + "\n";
    }
    return std::vector<BlobId>{BlobOf(merged)};
  }

  std::vector<FakeCommit> commits() const {
    std::vector<FakeCommit> all;
    for (const auto& entry : commits_) all.push_back(entry.second);
    return all;
  }

  std::set<BlobId> missing;  ///< Contents that a partial clone lacks.
  size_t commits_looked_at = 0;

 private:
  static std::set<std::string> PathsIn(const std::vector<const Texts*>& sides) {
    std::set<std::string> paths;
    for (const Texts* side : sides) {
      for (const auto& entry : *side) paths.insert(entry.first);
    }
    return paths;
  }
  static BlobId BlobAt(const Texts& side, const std::string& path) {
    const auto found = side.find(path);
    return found == side.end() ? BlobId() : BlobOf(found->second);
  }

  std::map<CommitId, FakeMerge> merges_;
  std::map<CommitId, FakeCommit> commits_;
  std::map<BlobId, std::string> texts_;
};

}  // namespace headwater::fakes
