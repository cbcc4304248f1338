// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// A few texts of one commit, read by the git command and not by this process: for whoever holds a
/// token and must not parse a repository.

namespace headwater::git {

/// A file of a commit; never a link, a submodule or a folder.
struct CommitText {
  std::string path;  ///< From the root; bytes.
  BlobId blob;
};

/// More files than this are no folder of texts.
inline constexpr size_t kMaxCommitTexts = 10'000;

/// The files below `folder` ("": all) whose names end with one of `endings`, by path. kContent:
/// there are more than kMaxCommitTexts, or the tree cannot be read; kTransient: git did not end in
/// time.
Result<std::vector<CommitText>> ListTexts(const std::string& git_program,
                                          const std::string& git_folder, const CommitId& commit,
                                          std::string_view folder,
                                          std::span<const std::string_view> endings);

/// What is in them; those that the mirror lacks, or that have more than `most` bytes, are left out.
/// Errors as above.
Result<std::map<BlobId, std::string>> ReadTexts(const std::string& git_program,
                                                const std::string& git_folder,
                                                std::span<const CommitText> texts, uint64_t most);

}  // namespace headwater::git
