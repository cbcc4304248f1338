// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/own_commits.h"

#include <algorithm>
#include <string>

#include "service/git/commit_graph.h"
#include "service/git/object_reader.h"
#include "service/git/upstream_refs.h"

namespace headwater::git {
namespace {

/// As ParseTrailers names git's own note of a pick.
constexpr std::string_view kPick = "cherry picked from commit";
constexpr size_t kFewestDigits = 7;
constexpr size_t kMostDigits = 2 * kObjectIdBytes;
// Two are enough to know that a beginning is ambiguous.
constexpr size_t kMaxFound = 2;

/// Everything that a commit reaches, itself included; each is read.
Status WalkAll(CommitGraph& graph, const CommitId& from) {
  CommitIndex next = static_cast<CommitIndex>(graph.size());
  (void)TRY(graph.Find(from));
  // Numbers are given as commits are met, so they are the list of what is still to be looked at.
  for (; next < graph.size(); ++next) (void)TRY(graph.Parents(next));
  return Ok{};
}

Status WalkReferences(Repository& repository, CommitGraph& graph) {
  const ObjectReader reader(repository);
  for (const UpstreamRef& reference : TRY(ListOwnRefs(repository))) {
    const Result<CommitId> commit = reader.PeelToCommit(reference.target);
    // A tag of something that is no commit, or of one that a partial clone lacks.
    if (commit.ok()) TRY(WalkAll(graph, commit.value()));
  }
  return Ok{};
}

/// Those whose messages are worth reading, the newest first.
std::vector<CommitIndex> SpeakingOfPicks(const CommitGraph& graph, size_t count) {
  std::vector<CommitIndex> commits;
  for (CommitIndex at = 0; at < count; ++at) {
    if (graph.speaks_of_pick(at)) commits.push_back(at);
  }
  const size_t kept = std::min(commits.size(), kMaxPickMessages);
  std::partial_sort(
      commits.begin(), commits.begin() + static_cast<ptrdiff_t>(kept), commits.end(),
      [&graph](CommitIndex one, CommitIndex other) { return graph.time(one) > graph.time(other); });
  commits.resize(kept);
  return commits;
}

void AddPicks(const Commit& commit, std::vector<CommitId>& picked) {
  for (const Trailer& trailer : commit.trailers) {
    if (trailer.key.bytes() != kPick) continue;
    if (const auto id = CommitId::FromHex(trailer.value.bytes())) picked.push_back(*id);
  }
}

template <typename Id>
void SortUnique(std::vector<Id>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// The lowest id that begins with these digits.
std::optional<CommitId> LowestOf(std::string_view hex) {
  if (hex.size() < kFewestDigits || hex.size() > kMostDigits) return std::nullopt;
  std::string digits(hex);
  for (char& c : digits) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  digits.resize(kMostDigits, '0');
  return CommitId::FromHex(digits);
}

}  // namespace

Result<OwnCommits> OwnCommits::Read(Repository& repository, const std::optional<CommitId>& target) {
  OwnCommits own;
  CommitGraph graph(repository);
  if (target) TRY(WalkAll(graph, *target));
  const size_t reached = graph.size();
  TRY(WalkReferences(repository, graph));
  own.known_.reserve(graph.size());
  for (CommitIndex at = 0; at < graph.size(); ++at) {
    own.known_.push_back(graph.id(at));
    if (at < reached) own.reached_.push_back(graph.id(at));
  }
  SortUnique(own.known_);
  SortUnique(own.reached_);
  const ObjectReader reader(repository);
  for (const CommitIndex commit : SpeakingOfPicks(graph, reached)) {
    AddPicks(TRY(reader.ReadCommit(graph.id(commit))), own.picked_);
  }
  SortUnique(own.picked_);
  return own;
}

std::vector<CommitId> OwnCommits::FindCommits(std::string_view hex) const {
  std::vector<CommitId> found;
  const std::optional<CommitId> lowest = LowestOf(hex);
  if (!lowest) return found;
  const std::string beginning = lowest->Hex().substr(0, hex.size());
  for (auto next = std::ranges::lower_bound(known_, *lowest);
       next != known_.end() && found.size() < kMaxFound && next->Hex().starts_with(beginning);
       ++next) {
    found.push_back(*next);
  }
  return found;
}

bool OwnCommits::TargetHas(const CommitId& commit) const {
  return std::ranges::binary_search(reached_, commit) ||
         std::ranges::binary_search(picked_, commit);
}

}  // namespace headwater::git
