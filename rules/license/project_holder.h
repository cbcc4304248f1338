// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "headwater/git.h"
#include "headwater/result.h"
#include "rules/license/licensing.h"

namespace headwater::license {

/// Finds whom a suggested notice names. Never the authors of commits: who wrote a line is mostly
/// not who holds the rights to it (in Germany, section 69b of the copyright act). In this order:
///
/// 1. whom the policy chose;
/// 2. whom the root's REUSE.toml names, when it names one only;
/// 3. whom the headers of the same folder name, else those of the tree: when at least three files
///    and four of five that name somebody agree;
/// 4. legal.mainCopyrightOwner of publiccode.yml.
///
/// Reads a bounded number of files, and only those it needs. Both references must outlive it.
class HolderFinder {
 public:
  /// `chosen`: the policy's holder, or empty.
  HolderFinder(GitView& view, Licensing& licensing, std::string chosen);

  /// The holder for a file that names none; empty when nobody is known. Fits into a comment. Errors
  /// as GitView::Read.
  Result<std::string> For(std::string_view path);

 private:
  Result<std::string> OfFolder(std::string_view path);
  Result<std::string> OfProject();
  Result<std::string> OfToml();
  Result<std::string> OfTree();
  Result<std::string> MostNamed(std::span<const FileEntry> files, size_t step, size_t max_files,
                                std::string_view folder);

  GitView& view_;
  Licensing& licensing_;
  std::string chosen_;
  std::optional<std::string> toml_;
  std::optional<std::string> project_;  ///< What holds for all folders without an answer.
  std::map<std::string, std::string, std::less<>> folders_;
  size_t folder_reads_ = 0;  ///< Files read for folders, of all folders together.
};

}  // namespace headwater::license
