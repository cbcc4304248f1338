// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_view.h"

namespace headwater::git {

Result<BlobAnswer> CommitView::ReadUpTo(const FileEntry& file, uint64_t max_bytes) {
  if (!IsFile(file.mode)) return Error{Errc::kInvalid, "a symlink or submodule has no content"};
  BlobAnswer answer = TRY(reader_.ReadBlob(file.blob, max_bytes));
  if (answer.state == BlobState::kMissing) missing_.Add(file.blob);
  return answer;
}

}  // namespace headwater::git
