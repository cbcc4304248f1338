// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "headwater/patch.h"

namespace headwater::upstream {

/// A line that is removed or added, its blanks left out: equal lines have the same number in all
/// patches that one table has taken in.
using LineNumber = uint32_t;

/// What a patch does to one file, empty lines left out.
struct FileLines {
  const FilePatch* file = nullptr;
  std::vector<LineNumber> lines;  ///< Of each hunk, first those removed, then those added.
  /// In parallel; null for a file without lines, which is compared as a whole: one line.
  std::vector<const Untrusted*> texts;
  std::vector<size_t> hunk_ends;  ///< Indexes into `lines`, one behind each hunk.
};

/// Numbers the lines of patches, which have to outlive it.
class PatchTable {
 public:
  /// The files of a patch that say something, noise left out unless `with_noise`.
  std::vector<FileLines> TakeIn(const Patch& patch, bool with_noise);

  /// Whether the line can tell a change from others (IsTelling).
  bool IsTelling(LineNumber line) const { return info_[line].telling; }
  /// '-' or '+'; '*' for a file that is compared as a whole.
  char SignOf(LineNumber line) const { return info_[line].sign; }
  size_t size() const { return info_.size(); }

 private:
  struct Info {
    std::string_view text;  ///< As one of its patches has it.
    bool telling = false;
    char sign = '+';
    LineNumber next = kNone;  ///< Another line of the same hash.
  };
  static constexpr LineNumber kNone = UINT32_MAX;

  LineNumber NumberOf(char sign, std::string_view text);
  void TakeInLines(char sign, const std::vector<Untrusted>& lines, FileLines& file);
  void TakeInWhole(const FilePatch& file, FileLines& taken);

  std::unordered_map<uint64_t, LineNumber> first_of_;  ///< By HashLine.
  std::vector<Info> info_;
  std::deque<std::string> names_;  ///< Of files that are compared as a whole.
};

/// Whether nothing but noise is changed: then noise is what a comparison has to go by.
bool IsOnlyNoise(const Patch& patch);

}  // namespace headwater::upstream
