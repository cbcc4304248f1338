// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "headwater/patch.h"
#include "headwater/provenance.h"
#include "headwater/untrusted.h"

namespace headwater::upstream {

// Measured on 1,148 claims of redis, valkey, libgit2, boringssl and gogs: with these, 97 % of what
// claims to be the same change is found to be it, and 0.2 % of 4,723 other commits to the same
// files; numbers in the family's README.
inline constexpr double kSameByHunks = 0.5;   ///< Share of hunks in common.
inline constexpr double kSameByLines = 0.7;   ///< Share of telling lines in common,
inline constexpr uint32_t kSameMinLines = 3;  ///< and so many of them.
// Measured on zlib-ng and zlib: finds 72 % of the commits with the same subject, where patch ids
// find 14 %.
inline constexpr double kAlreadyByLines = 0.6;

/// Two patches. The other ones are what else belongs to the same taking over: a commit may take two
/// changes at once, a change may be taken in two commits.
struct CompareQuestion {
  const Patch& ours;
  const Patch& theirs;
  std::span<const Patch* const> also_ours;    ///< What theirs has more may be there.
  std::span<const Patch* const> also_theirs;  ///< What ours has more may come from there.
};

struct Comparison {
  /// Not empty: they cannot be compared; as JudgedClaim::unknown_because.
  Literal unknown_because;
  bool identical =
      false;  ///< By patch id; nothing else is filled in then but what follows from it.
  bool same_change = false;        ///< Enough in common to be one.
  double coverage = 0;             ///< Share of our telling lines that theirs has; all, if none is.
  uint32_t shared = 0;             ///< Distinct telling lines in common.
  std::vector<Residual> residual;  ///< Sorted by path; empty: the same lines in the same order.
};

/// Whether so much in common is more than chance, for a change that does not name the other one.
bool IsAlready(const Comparison& comparison);

/// Of two that are known to be the same patch.
Comparison Identical();

/// Compares what happens to lines: paths, blanks, context and noise (IsNoiseFile) do not count,
/// unless noise is all there is. Time n log n in the lines.
Comparison Compare(const CompareQuestion& question);

}  // namespace headwater::upstream
