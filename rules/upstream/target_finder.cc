// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/target_finder.h"

#include <algorithm>
#include <charconv>

#include "rules/upstream/message_lines.h"
#include "rules/upstream/reference.h"

namespace headwater::upstream {
namespace {

/// So many requests before and after one that is not found are asked for, to see whether the
/// upstream names its requests at all: where they are rebased, no commit does.
constexpr uint64_t kNeighbours = 16;

/// `host/org/repo`, in lower case: what is the same in all spellings of an address.
std::string Normal(std::string_view address) {
  const size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const size_t at = address.find('@');
  if (at != std::string_view::npos && at < address.find('/')) address.remove_prefix(at + 1);
  if (StartsWithWord(address, "www.")) address.remove_prefix(4);
  while (address.ends_with('/')) address.remove_suffix(1);
  if (address.ends_with(".git")) address.remove_suffix(4);
  std::string normal;
  for (const char c : address) normal += c == ':' ? '/' : Lower(c);
  return normal;
}

/// Equal, or one is what the other ends with: `org/repo` of `https://host/org/repo.git`.
bool SameRepository(std::string_view a, std::string_view b) {
  const std::string x = Normal(a);
  const std::string y = Normal(b);
  if (x.empty() || y.empty()) return false;
  return x == y || x.ends_with("/" + y) || y.ends_with("/" + x);
}

std::string LowerCase(std::string_view hex) {
  std::string lower;
  for (const char c : hex) lower += Lower(c);
  return lower;
}

}  // namespace

TargetFinder::TargetFinder(const ProvenanceQuestion& question) : question_(question) {
  for (const Commit& commit : question.commits) change_.insert(commit.id.Hex());
}

bool TargetFinder::IsStale(size_t upstream) const {
  const auto& fetched = question_.upstreams[upstream]->info().fetched;
  return question_.stale_before && fetched && *fetched < *question_.stale_before;
}

bool TargetFinder::AnyStale() const {
  for (size_t i = 0; i < question_.upstreams.size(); ++i) {
    if (IsStale(i)) return true;
  }
  return false;
}

bool TargetFinder::IsUpstream(const CommitId& commit) const {
  return std::any_of(question_.upstreams.begin(), question_.upstreams.end(),
                     [hex = commit.Hex()](const Upstream* upstream) {
                       return !upstream->FindCommits(hex).empty();
                     });
}

bool TargetFinder::Names(const Untrusted& repository, size_t upstream) const {
  const UpstreamInfo& info = question_.upstreams[upstream]->info();
  const std::string& name = repository.bytes();
  if (SameRepository(name, info.url.bytes()) || SameRepository(name, info.name.bytes())) {
    return true;
  }
  return std::any_of(
      question_.aliases.begin(), question_.aliases.end(), [&](const UpstreamAlias& alias) {
        return alias.upstream == upstream && SameRepository(name, alias.repository.bytes());
      });
}

/// All of them, the one that the claim names in front. `is_known`: it is one of ours, or the claim
/// names none.
std::vector<size_t> TargetFinder::UpstreamsFor(const Claim& claim, bool& is_known) const {
  std::vector<size_t> order;
  for (size_t i = 0; i < question_.upstreams.size(); ++i) order.push_back(i);
  is_known = claim.repository.empty();
  if (is_known) return order;
  const auto others = std::stable_partition(order.begin(), order.end(),
                                            [&](size_t i) { return Names(claim.repository, i); });
  is_known = others != order.begin();
  return order;
}

std::vector<CommitId> TargetFinder::FindOwn(std::string_view hex) const {
  const std::string lower = LowerCase(hex);
  std::vector<CommitId> found;
  for (auto id = change_.lower_bound(lower); id != change_.end() && id->starts_with(lower); ++id) {
    found.push_back(*CommitId::FromHex(*id));
  }
  if (found.empty() && question_.own != nullptr) found = question_.own->FindCommits(hex);
  return found;
}

FoundTargets TargetFinder::FindRequest(const Claim& claim) const {
  FoundTargets found;
  uint64_t number = 0;
  const std::string& digits = claim.target.bytes();
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool is_known = false;
  bool names_requests = false;
  for (const size_t i : UpstreamsFor(claim, is_known)) {
    const Upstream& upstream = *question_.upstreams[i];
    // Numbers are everybody's: another repository's request is another one.
    if (!claim.repository.empty() && !Names(claim.repository, i)) continue;
    found.commits = upstream.FindRequest(number);
    if (!found.commits.empty()) {
      found.upstream = i;
      return found;
    }
    for (uint64_t step = 1; step <= kNeighbours && !names_requests; ++step) {
      names_requests = !upstream.FindRequest(number + step).empty() ||
                       (number > step && !upstream.FindRequest(number - step).empty());
    }
  }
  if (question_.incomplete) {
    found.unknown_because = "incomplete";
  } else if (question_.upstreams.empty() || !is_known) {
    found.unknown_because = "no-upstream";
  } else if (AnyStale()) {
    found.unknown_because = "stale";
  } else if (!names_requests) {
    found.unknown_because = "not-named";
  }
  return found;
}

FoundTargets TargetFinder::Find(const Claim& claim) const {
  if (claim.kind == ClaimKind::kRequest) return FindRequest(claim);
  FoundTargets found;
  if (!IsId(claim.target.bytes())) return found;
  bool is_known = false;
  for (const size_t i : UpstreamsFor(claim, is_known)) {
    found.commits = question_.upstreams[i]->FindCommits(claim.target.bytes());
    if (found.commits.empty()) continue;
    found.upstream = i;
    return found;
  }
  found.commits = FindOwn(claim.target.bytes());
  if (!found.commits.empty()) return found;
  // `Fixes:` mostly speaks of the project's own past: who does not know that knows nothing.
  const bool nobody_to_ask = question_.own == nullptr && !ClaimsContent(claim.kind);
  if (question_.incomplete) {
    found.unknown_because = "incomplete";
  } else if (question_.upstreams.empty() || !is_known || nobody_to_ask) {
    found.unknown_because = "no-upstream";
  } else if (AnyStale()) {
    found.unknown_because = "stale";
  }
  return found;
}

bool TargetHas(const ProvenanceQuestion& question, const Upstream& upstream,
               const CommitId& commit) {
  if (question.own == nullptr) return false;
  const auto known = upstream.Describe(commit);
  return question.own->TargetHas(commit, known ? known->committed : std::chrono::sys_seconds());
}

}  // namespace headwater::upstream
