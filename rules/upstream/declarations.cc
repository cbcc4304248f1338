// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/declarations.h"

#include <utility>

#include "headwater/url.h"

namespace headwater::upstream {

Result<std::optional<Publiccode>> ReadPubliccodeOf(GitView& view) {
  const FileEntry* file = FindFile(view.Files(), kPubliccodeFile);
  if (file == nullptr || !IsFile(file->mode)) return std::optional<Publiccode>();
  const BlobAnswer blob = TRY(view.Read(*file));
  if (blob.state != BlobState::kPresent) return std::optional<Publiccode>();
  auto publiccode = ReadPubliccode(blob.bytes);
  if (!publiccode.ok()) return std::optional<Publiccode>();
  return std::optional(std::move(publiccode).value());
}

std::string KeyOf(const Untrusted& address) {
  const Result<SafeUrl> url = SafeUrl::Parse(address.bytes());
  return url.ok() ? url.value().RepositoryKey() : std::string();
}

}  // namespace headwater::upstream
