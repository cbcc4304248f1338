// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_refs.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "headwater/hash.h"
#include "headwater/release_tag.h"
#include "service/git/object_reader.h"
#include "service/git/upstream_refs.h"

namespace headwater::git {
namespace {

/// As ListProjectRefs names the default branch.
constexpr std::string_view kDefault = "HEAD";
constexpr std::string_view kUsualNames[] = {"main", "master"};

/// A tag may stand for a file or a folder: then it leads to no commit.
Result<std::optional<CommitId>> CommitOf(const ObjectReader& reader, const UpstreamRef& ref) {
  Result<CommitId> commit = reader.PeelToCommit(ref.target);
  if (commit.ok()) return std::optional(commit.value());
  if (commit.error().code == Errc::kInvalid) return std::optional<CommitId>();
  return Error{Errc::kContent, "a branch or tag: " + commit.error().message};
}

Result<SketchedVersion> ReleaseAt(const ObjectReader& reader, const UpstreamRef& tag,
                                  const CommitId& commit) {
  const CommitLinks links = TRY(reader.ReadLinks(commit));
  return SketchedVersion{tag.name, commit,
                         std::chrono::sys_seconds(std::chrono::seconds(links.time))};
}

bool HasNoNumber(const SketchedVersion& release) {
  return release.name.bytes().find_first_of("0123456789") == std::string::npos;
}

bool IsEarly(const SketchedVersion& release) { return IsPreRelease(release.name.bytes()); }

void KeepReleases(std::vector<SketchedVersion>& releases) {
  for (const auto& is_none : {HasNoNumber, IsEarly}) {
    if (!std::ranges::all_of(releases, is_none)) std::erase_if(releases, is_none);
  }
  std::ranges::sort(releases, {}, [](const SketchedVersion& release) {
    return std::tie(release.date, release.name);
  });
}

/// The default branch is listed as such; a bare repository may have lost it.
int RankOf(const UpstreamRef& ref) {
  if (ref.is_tag) return 0;
  if (ref.name.bytes() == kDefault) return 3;
  if (ref.name.bytes() == kUsualNames[0]) return 2;
  return ref.name.bytes() == kUsualNames[1] ? 1 : 0;
}

}  // namespace

Result<ForkRefs> ReadForkRefs(Repository& repository) {
  const ObjectReader reader(repository);
  ForkRefs found;
  std::string all;
  int rank = 0;
  for (const UpstreamRef& ref : TRY(ListProjectRefs(repository))) {
    const std::optional<CommitId> commit = TRY(CommitOf(reader, ref));
    if (!commit) continue;
    found.tips.push_back(*commit);
    all += (ref.is_tag ? "tag " : "branch ") + ref.target.Hex() + " " + ref.name.bytes() + "\n";
    if (ref.is_tag) found.releases.push_back(TRY(ReleaseAt(reader, ref, *commit)));
    if (RankOf(ref) > std::exchange(rank, std::max(rank, RankOf(ref)))) found.tip = commit;
  }
  std::ranges::sort(found.tips);
  found.tips.erase(std::unique(found.tips.begin(), found.tips.end()), found.tips.end());
  KeepReleases(found.releases);
  found.fingerprint = Sha256Hex(all);
  return found;
}

}  // namespace headwater::git
