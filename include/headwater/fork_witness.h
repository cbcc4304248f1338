// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What two repositories say about how they belong together, beyond what keys can tell.

namespace headwater {

/// How the history of ours and theirs meet. "Mainline": the commits that first parents reach from
/// the tip of the default branch (theirs) or from the commit asked about (ours).
struct SharedHistory {
  uint64_t shared = 0;           ///< Commits that both reach from their tips.
  uint64_t ahead = 0;            ///< That only ours reaches.
  uint64_t behind = 0;           ///< That only theirs reaches.
  std::optional<CommitId> base;  ///< The newest merge base; none: they share nothing.
  std::chrono::sys_seconds base_date;
  bool base_on_our_mainline = false;
  bool base_on_their_mainline = false;
  /// Merges that only we have, whose first parent they do not reach, but another one: what we took
  /// over. (The first merge of anything after the two parted has a first parent that they reach.)
  uint64_t our_syncs = 0;
  uint64_t their_syncs = 0;  ///< The other way round.
  /// What of the base's files stands, by path, in our tip at the same path; in theirs. A history
  /// that was merged into a folder (git subtree) has hardly any there.
  double kept_by_us = 0;
  double kept_by_them = 0;
};

/// A folder of ours as a copy of (a folder of) theirs.
struct LocatedCopy {
  Untrusted folder;        ///< Ours; empty: the root.
  Untrusted their_folder;  ///< Empty: their root.
  CommitId nearest;        ///< Of their mainline or tags, the commit that it is most alike.
  std::chrono::sys_seconds date;
  Untrusted version;  ///< The newest release tag that `nearest` is, or comes after; or empty.
  uint64_t after_version = 0;           ///< Commits between the two; 0: it is the release.
  uint64_t same = 0;                    ///< Files of ours with the very content they have there.
  uint64_t edited = 0;                  ///< That are there with another content.
  uint64_t added = 0;                   ///< That they do not have there.
  uint64_t left_out = 0;                ///< Theirs that are not in ours.
  uint64_t behind = 0;                  ///< Commits of theirs since.
  std::vector<Untrusted> edited_paths;  ///< Ours, at most kMaxNamedPaths.
};
inline constexpr size_t kMaxNamedPaths = 20;

/// Who had contents first that both have.
struct FirstSeen {
  uint64_t ours = 0;
  uint64_t theirs = 0;
  uint64_t together = 0;
};

/// One project (ours) beside another one (theirs). Errors: kContent when a repository lacks what is
/// needed or is corrupt: then nobody knows. Not thread-safe.
class ForkWitness {
 public:
  virtual ~ForkWitness() = default;

  virtual Result<SharedHistory> Meet() = 0;

  /// Where the content of a folder of ours comes from; none when fewer than two files of it are
  /// theirs.
  virtual Result<std::optional<LocatedCopy>> Locate(const Untrusted& folder) = 0;

  /// By the dates of the oldest commits that have them: dates can be forged.
  virtual Result<FirstSeen> CompareDates(std::span<const BlobId> contents) = 0;
};

}  // namespace headwater
