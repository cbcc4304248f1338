// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/fork_witness.h"
#include "headwater/forks.h"
#include "service/index/fork_candidates.h"
#include "service/index/fork_signals.h"

namespace headwater::index {

/// A candidate for which something speaks, with all that is known of it. Pure decisions on it are
/// below; who fills it is fork_query.cc.
struct ForkSuspect {
  size_t partition = 0;  ///< Index into ForkPool::partitions.
  IndexedProject project;
  ForkCandidate candidate;
  ForkSignals signals;
  std::vector<FolderMatch> strongest;  ///< For people.
  std::vector<uint32_t> rarest;        ///< Shared files whose dates are worth a look.
  std::string folder;                  ///< Of ours, in which the (main) shared part stands.

  bool we_are_template = false;
  bool we_declare = false;    ///< That we come from them.
  bool they_declare = false;  ///< That they come from us.
  bool same_parent = false;   ///< Both declare the same third one.

  bool unseen = false;
  std::optional<SharedHistory> history;
  /// Who else has the merge base: index of the partition and number there. Empty too when more than
  /// kMaxPostings have.
  std::vector<std::pair<size_t, uint32_t>> base_holders;
  std::vector<LocatedCopy> copies;
  std::optional<FirstSeen> dates;

  ForkClass fork_class = ForkClass::kUnrelated;
  ForkDirection direction = ForkDirection::kUndetermined;
  ForkProof proof = ForkProof::kNone;
  std::string third;  ///< The project that explains what is shared; empty: none does.
};

/// Of the one side, so many in a hundred of all for a vote to be one.
inline constexpr double kDecisiveShare = 0.75;

/// The share of the greater side, above which a vote is decided, with at least `fewest` votes.
bool IsDecided(uint64_t ours, uint64_t theirs, uint64_t fewest);

/// Their history stands in a folder of ours (git subtree), or ours in one of theirs: neither makes
/// a fork. Measured: redis and valkey both have roots `Squashed 'deps/hiredis/' ...`.
bool IsSubtreeOfOurs(const SharedHistory& history);
bool IsSubtreeOfTheirs(const SharedHistory& history);

/// A shared history that is that of the projects as a whole.
bool SharesMainHistory(const ForkSuspect& suspect);

/// Whether who had what first could decide the direction.
bool NeedsDates(const ForkSuspect& suspect);

/// Sets the class, then the direction, each by what is known of the two alone.
void Classify(ForkSuspect& suspect);
void Direct(ForkSuspect& suspect);

/// Sees which of them a third one explains: siblings, the same third party, the same template.
/// Never closes transitively: each is compared with those that ours surely comes from.
void Explain(std::vector<ForkSuspect>& suspects);

/// At most kMaxEvidence sentences.
std::vector<ForkEvidence> EvidenceOf(const ForkSuspect& suspect, const CountedHead& ours);
inline constexpr size_t kMaxEvidence = 6;

}  // namespace headwater::index
