// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/forge/json.h"
#include "tests/forge/model.h"

/// \file
/// The bare repositories of the projects, ROOT/repositories/ID.git, by the git command.
/// Stateless; thread-safe as far as git is.

namespace headwater::forge_double {

struct RefChange {
  std::string ref;     ///< "refs/heads/main"
  std::string before;  ///< All zeros: created.
  std::string after;   ///< All zeros: deleted.
};

/// One file of a change, as `/diffs` shows it.
struct FileDiff {
  std::string old_path;
  std::string new_path;
  std::string old_mode;  ///< "0": none.
  std::string new_mode;
  char status = 'M';  ///< git's letter: A, D, M, R ...
  std::string patch;  ///< Hunks only.
};

inline constexpr const char* kNoCommit = "0000000000000000000000000000000000000000";

class Repositories {
 public:
  explicit Repositories(std::filesystem::path root) : root_(std::move(root)) {}

  std::filesystem::path Path(int64_t project) const;
  const std::filesystem::path& root() const { return root_; }

  /// An empty repository, or the branches and tags of `source`. False when git refuses.
  bool Create(int64_t project, const std::string& source) const;
  void Delete(int64_t project) const;

  /// Full id of a revision; empty: there is none.
  std::string Resolve(int64_t project, const std::string& revision) const;
  bool HasCommit(int64_t project, const std::string& sha) const;
  /// Full ref names with what they point to.
  std::vector<std::pair<std::string, std::string>> Refs(int64_t project,
                                                        const std::string& prefix) const;
  std::string DefaultBranch(int64_t project) const;
  std::string MergeBase(int64_t project, const std::string& a, const std::string& b) const;
  /// Of `range`, newest first, at most `limit`.
  std::vector<Commit> Log(int64_t project, const std::string& range, int limit) const;
  int64_t CountCommits(int64_t project, const std::string& range) const;
  int64_t CountFiles(int64_t project, const std::string& base, const std::string& head) const;
  std::vector<FileDiff> Diff(int64_t project, const std::string& base,
                             const std::string& head) const;
  std::optional<std::string> ReadFile(int64_t project, const std::string& revision,
                                      const std::string& path) const;

  /// Makes `ref` of `project` what `branch` of `source` is, with its objects. False: no branch.
  bool Bring(int64_t source, const std::string& branch, int64_t project,
             const std::string& ref) const;
  bool UpdateRef(int64_t project, const std::string& ref, const std::string& sha) const;
  /// A merge commit of the two on `branch`; empty: conflicts.
  std::string Merge(int64_t project, const std::string& branch, const std::string& head,
                    const std::string& message) const;
  /// The REST call's `actions` as one commit on `branch`; empty: git refuses.
  std::string CommitFiles(int64_t project, const Json& parameters, const User& author) const;

 private:
  std::filesystem::path root_;
};

}  // namespace headwater::forge_double
