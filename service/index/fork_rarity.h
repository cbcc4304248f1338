// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace headwater::index {

/// How much it says that a project has something, when so many others have it too. Each partition
/// has frequencies of its own.
class Rarity {
 public:
  /// `others`: projects of the partition besides ours.
  explicit Rarity(uint64_t others) : universe_(std::max(others, kSmallUniverse)) {}

  /// Inverse document frequency (Spaerck Jones 1972): log((N+1)/(df+1/2)), never below 0.
  double Weight(uint64_t projects) const {
    constexpr double kHalf = 0.5;
    const double ratio =
        (static_cast<double>(universe_) + 1) / (static_cast<double>(projects) + kHalf);
    return std::max(0.0, std::log(ratio));
  }

  /// Few enough have it that it tells them from the rest.
  bool IsRare(uint64_t projects) const {
    return projects <= std::max(universe_ / kRareDivisor, std::min(kFewProjects, universe_ / 2));
  }

 private:
  // A handful of projects cannot tell what is common in the world: with the frequencies of two,
  // what the other one has would weigh nothing, or everything. So there are always at least as many
  // as the thresholds were measured with (19 projects, rounded).
  static constexpr uint64_t kSmallUniverse = 20;
  // The copies of one project that a platform may have and that are still worth naming: a twentieth
  // of all; among fewer than 400 twenty, but not more than half.
  static constexpr uint64_t kRareDivisor = 20;
  static constexpr uint64_t kFewProjects = 20;

  uint64_t universe_;
};

}  // namespace headwater::index
