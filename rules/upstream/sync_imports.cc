// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_imports.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "headwater/provenance.h"

namespace headwater::upstream {
namespace {

/// Of the empty file, which everybody has: git hash-object -t blob /dev/null.
constexpr std::string_view kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

struct Count {
  uint64_t files = 0;
  uint64_t added = 0;
};

/// By folder; empty: the root. A file counts in every folder above it.
using Counts = std::map<std::string, Count>;

bool IsAddedHere(const SyncQuestion& question, const ChangedFile& file) {
  static const BlobId kEmpty = *BlobId::FromHex(kEmptyBlob);
  return file.status == FileStatus::kAdded && IsFile(file.mode) && file.new_content &&
         file.blob != kEmpty && !question.own.Matches(file.path.bytes());
}

void CountFile(const std::string& path, bool is_theirs, Counts& counts) {
  const auto add = [&](std::string folder) {
    Count& count = counts[std::move(folder)];
    ++count.added;
    count.files += is_theirs ? 1 : 0;
  };
  add("");
  for (size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    add(path.substr(0, slash));
  }
}

bool IsImport(const Count& count) {
  return count.files >= kMinImportFiles &&
         static_cast<double>(count.files) >= kMinImportShare * static_cast<double>(count.added);
}

bool IsBelow(const std::string& folder, const Untrusted& other) {
  const std::string& above = other.bytes();
  return above.empty() || folder == above || folder.starts_with(above + "/");
}

/// The folder that everything counted in `folder` lies in.
std::string InnermostOf(const std::string& folder, const Count& count, const Counts& counts) {
  std::string innermost = folder;
  // Of folders with the same files each lies in the one before.
  for (const auto& [below, other] : counts) {
    const bool same = other.files == count.files && other.added == count.added;
    if (same && IsBelow(below, Untrusted(innermost))) innermost = below;
  }
  return innermost;
}

bool OnlyReverts(const Change& change) {
  return !change.commits.empty() && std::ranges::all_of(change.commits, [](const Commit& commit) {
    const auto claims = headwater::ParseClaims(commit.message.bytes());
    return std::ranges::find(claims, ClaimKind::kRevert, &Claim::kind) != claims.end();
  });
}

void FindIn(const SyncQuestion& question, size_t upstream, std::vector<Import>& imports) {
  Counts counts;
  for (const ChangedFile& file : question.change.files) {
    if (!IsAddedHere(question, file)) continue;
    CountFile(file.path.bytes(), question.upstreams[upstream]->HasBlob(file.blob), counts);
  }
  std::vector<Untrusted> found;  // Folders above come first.
  for (const auto& [folder, count] : counts) {
    const bool known = std::ranges::any_of(
        found, [&folder = folder](const Untrusted& above) { return IsBelow(folder, above); });
    if (known || !IsImport(count)) continue;
    found.emplace_back(folder);
    imports.push_back({.upstream = upstream,
                       .folder = Untrusted(InnermostOf(folder, count, counts)),
                       .files = count.files,
                       .added = count.added});
  }
}

}  // namespace

std::vector<Import> FindImports(const SyncQuestion& question,
                                const std::vector<bool>& has_commits) {
  std::vector<Import> imports;
  if (question.variant || OnlyReverts(question.change)) return imports;
  for (size_t i = 0; i < question.upstreams.size(); ++i) {
    if (!has_commits[i]) FindIn(question, i, imports);
  }
  // What two upstreams have is said of the first.
  std::ranges::stable_sort(imports, {}, &Import::folder);
  const auto same = [](const Import& one, const Import& other) {
    return one.folder == other.folder;
  };
  imports.erase(std::unique(imports.begin(), imports.end(), same), imports.end());
  return imports;
}

}  // namespace headwater::upstream
