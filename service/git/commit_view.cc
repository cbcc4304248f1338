// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_view.h"

namespace headwater::git {

Result<BlobAnswer> CommitView::Read(const FileEntry& file) {
  if (!IsFile(file.mode)) return Error{Errc::kInvalid, "a symlink or submodule has no content"};
  BlobAnswer answer = TRY(reader_.ReadBlob(file.blob, max_blob_bytes_));
  if (answer.state == BlobState::kMissing) missing_.Add(file.blob);
  return answer;
}

}  // namespace headwater::git
