// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/hash.h"
#include "headwater/patch.h"
#include "headwater/result.h"

/// \file
/// One way to make a Patch and its id, whoever compares the texts: libgit2 for single commits, the
/// git command for whole histories. That makes their ids comparable.

namespace headwater::git {

/// What git and the platforms show around a change when they are told nothing else; part of an id.
inline constexpr uint32_t kContextLines = 3;

/// Builds the patch of one commit, file after file in the order of paths. Lines come as a diff
/// shows them, with kContextLines around each change.
class PatchBuilder {
 public:
  explicit PatchBuilder(const CommitId& commit) { patch_.commit = commit; }

  /// `old_mode` and `new_mode` as git writes them, "100644"; empty: the file is not there.
  void BeginFile(FilePatch file, std::string_view old_mode, std::string_view new_mode);
  /// The file begun last has no lines to be shown. Its id counts instead.
  void MarkBinary();
  /// Likewise, and the patch has no id.
  void MarkTooLarge();
  /// The next place: lines that follow belong together with none before.
  void BeginHunk(uint32_t old_first, uint32_t new_first);
  /// `sign`: ' ', '-' or '+'. False when the patch is beyond kMaxPatchBytes: it is then given up.
  [[nodiscard]] bool AddLine(char sign, std::string_view line);
  /// A content that is not there: the patch has no id.
  void AddMissing(const BlobId& blob) { patch_.missing.push_back(blob); }

  size_t files() const { return patch_.files.size(); }

  Patch Finish() &&;

 private:
  void EndFile();
  void KeepChanged(char sign, std::string_view line);

  Patch patch_;
  std::vector<Sha1Digest> digests_;  ///< One for each file.
  std::string text_;                 ///< What counts for the id of the file begun last.
  bool whole_ = true;                ///< Nothing was too large or missing.
  bool in_change_ = false;           ///< The last line was no context.
  uint32_t old_line_ = 0;            ///< Of the next line.
  uint32_t new_line_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace headwater::git
