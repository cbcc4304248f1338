// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"
#include "service/git/tree_store.h"

namespace headwater::git {

/// Lacking contents that are named; the others remain for the next time.
inline constexpr size_t kMaxLackingBlobs = 50'000;

/// What the fork index keeps of one file's content beside its id.
struct FileKeys {
  uint64_t bytes = 0;
  std::optional<ContentKey> text;  ///< Of NormalisedText, where that is another content.
  std::vector<ContentKey> lines;   ///< LineSketch.
};

/// The first of them.
std::vector<BlobId> NameLacking(const MissingBlobs& lacking);

/// Whether equal content means anything: not of what IsNoiseFile names, nor of empty files.
bool IsTellingFile(const Untrusted& path, const BlobId& blob);

/// None: the content is not there. Of one larger than kDefaultBlobBytes only the length is known.
/// kContent when it is corrupt.
Result<std::optional<FileKeys>> ReadFileKeys(const ObjectReader& reader, const BlobId& blob,
                                             const std::string& secret);

/// The files (no symlinks, no submodules) of a commit's tree, by path, after it was checked.
/// kContent when the commit or its tree cannot be read.
Result<std::vector<FileEntry>> ListFiles(const ObjectReader& reader, TreeStore& trees,
                                         const CommitId& commit);

}  // namespace headwater::git
