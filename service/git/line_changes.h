// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"

namespace headwater::git {

/// A line of the new side that a diff shows.
struct ShownLine {
  uint32_t line = 0;
  uint32_t old_line = 0;  ///< 0: added.

  bool operator==(const ShownLine&) const = default;
};

/// Bounds of one comparison: 400,000 lines of two bytes take 2.1 s (security, E16).
inline constexpr uint32_t kMaxDiffLines = 400'000;
inline constexpr uint64_t kMaxDiffBytes = uint64_t{8} << 20U;
inline constexpr uint64_t kMaxLineBytes = uint64_t{1} << 20U;

/// Path of a modified file -> its contents in every base that differs. A path is left out when in
/// one of them it is no file: then all of it is new.
using OldSides = std::unordered_map<std::string, std::vector<BlobId>>;

/// Lines are those of NormaliseLines. With several merge bases a line is new when it is new against
/// any of them: otherwise a base that the author chose would hide it.
class BlobLineChanges final : public LineChanges {
 public:
  /// `view` shows head (or the work tree) and must outlive it.
  BlobLineChanges(ObjectReader reader, GitView& view, OldSides old_sides)
      : reader_(reader), view_(view), old_sides_(std::move(old_sides)) {}

  /// The whole file is {1, lines}; {0, 0} when head's content is missing or too large to be read. A
  /// deleted or empty file has no lines. kInvalid for a symlink, a submodule, or a path that head
  /// does not have.
  Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) override;

  /// The lines of a file that a diff with git's own context shows, by number; none where a platform
  /// would show another diff, or none: several merge bases, a rename, a file beyond the bounds, a
  /// text that is not in the form of NormaliseLines. Errors as AddedLines.
  Result<std::vector<ShownLine>> ShownLines(const ChangedFile& file);

  /// Old contents that are not there, sorted. The files were taken as wholly new; to know better,
  /// fetch these.
  std::span<const BlobId> MissingOldSides() const { return missing_.ids(); }

 private:
  ObjectReader reader_;
  GitView& view_;
  OldSides old_sides_;
  MissingBlobs missing_;
};

/// The lines of the new text that a diff of two texts shows, by number.
Result<std::vector<ShownLine>> DiffShown(std::string_view old_text, std::string_view new_text);

/// The added lines between two texts, within the bounds above; sorted, disjoint, not adjacent.
Result<std::vector<LineRange>> DiffLines(std::string_view old_text, std::string_view new_text);

}  // namespace headwater::git
