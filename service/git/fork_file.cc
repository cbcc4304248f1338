// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_file.h"

#include <algorithm>
#include <span>
#include <utility>

#include "headwater/line_sketch.h"
#include "headwater/patch_lines.h"

namespace headwater::git {
namespace {

/// In every repository.
constexpr const char* kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

}  // namespace

bool IsTellingFile(const Untrusted& path, const BlobId& blob) {
  static const std::optional<BlobId> kEmpty = BlobId::FromHex(kEmptyBlob);
  return blob != kEmpty && !IsNoiseFile(path);
}

std::vector<BlobId> NameLacking(const MissingBlobs& lacking) {
  const std::span<const BlobId> ids = lacking.ids();
  const std::span<const BlobId> named = ids.first(std::min(ids.size(), kMaxLackingBlobs));
  return {named.begin(), named.end()};
}

Result<std::optional<FileKeys>> ReadFileKeys(const ObjectReader& reader, const BlobId& blob,
                                             const std::string& secret) {
  const BlobAnswer answer = TRY(reader.ReadBlob(blob, kDefaultBlobBytes));
  if (answer.state == BlobState::kMissing) return std::optional<FileKeys>();
  FileKeys keys{.bytes = answer.size, .text = {}, .lines = {}};
  const std::string& content = answer.bytes;
  const bool is_text = content.find('\0') == std::string::npos;
  if (answer.state != BlobState::kPresent || !is_text || content.size() < kMinFileBytes) {
    return std::optional(std::move(keys));
  }
  keys.lines = LineSketch(content, secret);
  const std::string text = NormalisedText(content);
  if (text != content) keys.text = KeyOf(TRY(ObjectReader::HashBlob(text)));
  return std::optional(std::move(keys));
}

Result<std::vector<FileEntry>> ListFiles(const ObjectReader& reader, TreeStore& trees,
                                         const CommitId& commit) {
  const Result<CommitLinks> links = reader.ReadLinks(commit);
  if (!links.ok()) return Error{Errc::kContent, links.error().message};
  TRY(trees.Check(links.value().tree));
  std::vector<FileEntry> files = TRY(trees.List(links.value().tree));
  std::erase_if(files, [](const FileEntry& file) { return !IsFile(file.mode); });
  return files;
}

}  // namespace headwater::git
