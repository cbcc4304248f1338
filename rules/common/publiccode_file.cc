// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode_file.h"

#include <utility>

#include "headwater/url.h"

namespace headwater {

Result<PubliccodeFile> OpenPubliccode(GitView& view) {
  PubliccodeFile opened;
  const FileEntry* file = FindFile(view.Files(), kPubliccodeFile);
  if (file == nullptr || !IsFile(file->mode)) return opened;
  opened.exists = true;
  BlobAnswer blob = TRY(view.Read(*file));
  if (blob.state != BlobState::kPresent) return opened;
  opened.text = std::move(blob.bytes);
  Result<Publiccode> content = ReadPubliccode(opened.text);
  if (content.ok()) opened.content = std::move(content).value();
  return opened;
}

std::string RepositoryKeyOf(const Untrusted& address) {
  const Result<SafeUrl> url = SafeUrl::Parse(address.bytes());
  return url.ok() ? url.value().RepositoryKey() : std::string();
}

}  // namespace headwater
