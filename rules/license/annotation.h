// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/license/reuse_glob.h"
#include "rules/license/statements.h"

namespace headwater::license {

enum class Precedence { kClosest, kAggregate, kOverride };

/// What one `[[annotations]]` table of a REUSE.toml, or one Files paragraph of a dep5, says of the
/// files that it matches.
struct Annotation {
  Precedence precedence = Precedence::kClosest;
  std::vector<std::string> patterns;  ///< As written.
  std::vector<CopyrightNotice> copyrights;
  std::vector<LicenseStatement> licenses;
  uint32_t line = 0;  ///< Where it begins.
};

/// Some seconds. Ten thousand tables and twenty thousand files, as people write them, need a
/// hundredth of it.
inline constexpr uint64_t kMaxWork = 2'000'000'000;

/// Annotations in order: the last one that matches a path counts, exclusively. Finds it without
/// trying them all, so that ten thousand tables and as many files do not multiply: patterns are
/// kept by the folder, and by some bytes of the name and of the ending, that their paths must have.
class Annotations {
 public:
  /// `max_work`: steps of pattern matching for all files together.
  explicit Annotations(uint64_t max_work = kMaxWork) : max_work_(max_work) {}

  void Add(Annotation annotation, std::vector<ReuseGlob> globs);

  /// nullptr when none matches.
  const Annotation* LastMatch(std::string_view path) const;

  const std::vector<Annotation>& all() const { return annotations_; }
  /// True once matching took more work than any honest file causes: then LastMatch gives nothing.
  bool exhausted() const { return work_ > max_work_; }

 private:
  struct Pattern {
    ReuseGlob glob;
    uint32_t owner = 0;
  };

  void AddPattern(ReuseGlob glob, uint32_t owner);
  void TryBucket(std::string_view path, int64_t& best) const;

  std::vector<Annotation> annotations_;
  std::unordered_map<std::string, uint32_t> literal_;  ///< Owner by path.
  std::unordered_map<std::string, std::vector<Pattern>> buckets_;
  /// How many bytes of name and ending the buckets' keys have.
  std::set<std::pair<size_t, size_t>> key_lengths_;
  mutable std::string key_;  ///< Kept for its memory.
  uint64_t max_work_;
  mutable uint64_t work_ = 0;
};

}  // namespace headwater::license
