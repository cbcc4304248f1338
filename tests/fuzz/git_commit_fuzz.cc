// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "service/git/commit_parser.h"

/// Both readings of a commit accept the same bytes, and what they keep is bounded.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace git = headwater::git;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const headwater::Result<git::CommitLinks> links = git::ParseCommitLinks(raw);
  const headwater::Result<headwater::Commit> commit = git::ParseCommit({}, raw);
  if (links.ok() != commit.ok()) std::abort();
  if (!commit.ok()) return 0;
  if (links.value().parents != commit.value().parents) std::abort();
  if (commit.value().parents.size() > git::kMaxParents) std::abort();
  if (commit.value().subject.bytes().size() > git::kMaxSubjectBytes) std::abort();
  if (commit.value().trailers.size() > git::kMaxTrailers) std::abort();
  if (!raw.ends_with(commit.value().message.bytes())) std::abort();
  return 0;
}
