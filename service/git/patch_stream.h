// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/ids.h"
#include "headwater/patch.h"
#include "headwater/result.h"
#include "service/git/patch_builder.h"

namespace headwater::git {

/// Told of each commit that was asked for, in that order. One that is beyond the bounds of patch.h
/// has neither files nor an id; one that changes nothing has an id.
using PatchTaker = std::function<Status(Patch)>;

/// Reads what HistoryProcess prints: for each commit its id in a line, then its diff. Nothing of a
/// repository can pass for a separator: a diff says before each place how many lines follow, git
/// quotes the names that hold line ends, and messages are not printed. Strict: what is not
/// understood, or not what was asked for, is kContent.
/// https://git-scm.com/docs/diff-format "Generating patch text with -p"
class PatchStream {
 public:
  /// `asked` must outlive it.
  PatchStream(std::span<const CommitId> asked, PatchTaker take)
      : asked_(asked), take_(std::move(take)) {}

  /// The next piece, of any length. An error is the end.
  Status Feed(std::string_view piece);

  /// After the last piece: kContent when a commit was not answered, or not to its end.
  Status End();

 private:
  Status TakeLine(std::string_view line);
  Status TakeHunkLine(std::string_view line);
  Status TakeHeaderLine(std::string_view line);
  bool TakeMode(std::string_view line);
  Status TakeIndex(std::string_view blobs);
  Status BeginCommit();
  Status BeginFile(std::string_view names);
  Status BeginHunk(std::string_view ranges);
  Status EndCommit();
  /// Tells the builder of a file when all is known that stands before its lines.
  void SettleFile();
  bool NextIs(std::string_view line) const;

  std::span<const CommitId> asked_;
  PatchTaker take_;
  size_t answered_ = 0;
  std::string carry_;  ///< A line of which the end has not come yet.
  std::optional<PatchBuilder> patch_;
  bool beyond_bounds_ = false;
  /// Of the file whose header is being read; none once the builder knows it.
  struct Header {
    FilePatch file;
    std::string old_mode;
    std::string new_mode;
  };
  std::optional<Header> header_;
  bool file_too_large_ = false;
  uint32_t old_lines_left_ = 0;  ///< Of the place being read.
  uint32_t new_lines_left_ = 0;
};

}  // namespace headwater::git
