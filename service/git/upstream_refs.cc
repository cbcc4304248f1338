// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/upstream_refs.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

struct Kind {
  std::string_view prefix;
  bool is_tag;
  bool is_hashed = false;
};

constexpr Kind kOfMirrors[] = {{"refs/up/heads/", false}, {"refs/up/tags/", true}};
constexpr Kind kOfRequests{"refs/headwater/branch/", false, /*is_hashed=*/true};
constexpr Kind kOfOthers[] = {
    {"refs/heads/", false}, {"refs/remotes/origin/", false}, {"refs/tags/", true}};

constexpr Kind kOfProjects[] = {{"refs/heads/", false}, {"refs/tags/", true}};

constexpr std::string_view kDefault = "HEAD";
constexpr const char* kDefaultOfMirrors = "refs/up/HEAD";
/// The first that is there: a clone remembers its origin's.
constexpr const char* kDefaultOfOthers[] = {"refs/remotes/origin/HEAD", "HEAD"};

constexpr std::string_view kTrunks[] = {"main", "master", "trunk"};
constexpr std::string_view kFirstWords[] = {"release",     "releases", "stable", "maint",
                                            "maintenance", "support",  "lts"};
/// They say it with a version behind them only.
constexpr std::string_view kVersioned[] = {"branch", "rel"};
constexpr std::string_view kLastWords[] = {"stable", "lts"};
constexpr std::string_view kSeparators = "/-_";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// `v2`, `1.14.x`, `3-2`: numbers, the last of which may be an x, between dots and dashes.
bool IsVersion(std::string_view name) {
  if (name.starts_with('v')) name.remove_prefix(1);
  if (name.empty() || !IsDigit(name.front())) return false;
  if (name.ends_with(".x") || name.ends_with("-x")) name.remove_suffix(2);
  char before = '.';
  for (const char c : name) {
    if (!IsDigit(c) && (!IsDigit(before) || (c != '.' && c != '-' && c != '_'))) return false;
    before = c;
  }
  return IsDigit(before);
}

/// Whether `word` is the whole of the name, or a separator stands where it ends.
bool BeginsWithWord(std::string_view name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  name.remove_prefix(word.size());
  return name.empty() || kSeparators.find(name.front()) != std::string_view::npos;
}

bool EndsWithWord(std::string_view name, std::string_view word) {
  if (!name.ends_with(word)) return false;
  name.remove_suffix(word.size());
  return name.empty() || kSeparators.find(name.back()) != std::string_view::npos;
}

Status AppendRefs(git_repository* repository, const Kind& kind, std::vector<UpstreamRef>& refs) {
  const std::string glob = std::string(kind.prefix) + "*";
  const auto references =
      TRY(Acquire<ReferenceIteratorHandle>("list the references", [&](auto** out) {
        return git_reference_iterator_glob_new(out, repository, glob.c_str());
      }));
  git_reference* next = nullptr;
  int code = 0;
  while ((code = git_reference_next(&next, references.get())) == 0) {
    const ReferenceHandle reference(next);
    const git_oid* target = git_reference_target(reference.get());
    if (target == nullptr) continue;  // A symbolic one: what it names is listed itself.
    if (refs.size() == kMaxUpstreamRefs) {
      return Error{Errc::kContent, "the repository has more than " +
                                       std::to_string(kMaxUpstreamRefs) + " branches and tags"};
    }
    const std::string_view name = git_reference_name(reference.get());
    const std::string_view short_name = name.substr(kind.prefix.size());
    refs.push_back({.is_tag = kind.is_tag,
                    .name = Untrusted(std::string(short_name)),
                    .target = FromOid<CommitId>(*target),
                    .is_released = kind.is_tag || (!kind.is_hashed && IsReleaseBranch(short_name)),
                    .is_hashed = kind.is_hashed});
  }
  if (code != GIT_ITEROVER) return LastError(code, "list the references");
  return Ok{};
}

Result<std::vector<UpstreamRef>> List(Repository& repository, std::span<const Kind> kinds) {
  git_repository* opened = repository.state().repository.get();
  std::vector<UpstreamRef> refs;
  for (const Kind& kind : kinds) TRY(AppendRefs(opened, kind, refs));
  return refs;
}

void Sort(std::vector<UpstreamRef>& refs) {
  std::ranges::sort(
      refs, {}, [](const UpstreamRef& ref) { return std::tie(ref.is_tag, ref.name, ref.target); });
}

/// False when there is no such reference, or it leads nowhere.
bool AppendDefault(git_repository* repository, const char* name, std::vector<UpstreamRef>& refs) {
  git_oid target{};
  if (git_reference_name_to_id(&target, repository, name) != 0) return false;
  refs.push_back({.is_tag = false,
                  .name = Untrusted(std::string(kDefault)),
                  .target = FromOid<CommitId>(target),
                  .is_released = true});
  return true;
}

/// Those of a mirror, or else the `others`.
Result<std::vector<UpstreamRef>> ListWithDefault(Repository& repository,
                                                 std::span<const Kind> others) {
  git_repository* opened = repository.state().repository.get();
  std::vector<UpstreamRef> refs = TRY(List(repository, kOfMirrors));
  if (!refs.empty()) {
    (void)AppendDefault(opened, kDefaultOfMirrors, refs);
  } else {
    refs = TRY(List(repository, others));
    (void)std::ranges::any_of(kDefaultOfOthers,
                              [&](const char* name) { return AppendDefault(opened, name, refs); });
  }
  Sort(refs);
  return refs;
}

}  // namespace

bool IsReleaseBranch(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto begins = [&](std::string_view word) { return BeginsWithWord(lower, word); };
  const auto has_version = [&](std::string_view word) {
    return BeginsWithWord(lower, word) && lower.size() > word.size() + 1 &&
           IsDigit(lower[word.size() + 1]);
  };
  const auto ends = [&](std::string_view word) { return EndsWithWord(lower, word); };
  return std::ranges::find(kTrunks, lower) != std::end(kTrunks) || IsVersion(lower) ||
         std::ranges::any_of(kFirstWords, begins) || std::ranges::any_of(kVersioned, has_version) ||
         std::ranges::any_of(kLastWords, ends);
}

Result<std::vector<UpstreamRef>> ListUpstreamRefs(Repository& repository) {
  return ListWithDefault(repository, kOfOthers);
}

Result<std::vector<UpstreamRef>> ListProjectRefs(Repository& repository) {
  return ListWithDefault(repository, kOfProjects);
}

Result<std::vector<UpstreamRef>> ListOwnRefs(Repository& repository) {
  std::vector<Kind> kinds = {kOfRequests};
  kinds.insert(kinds.end(), std::begin(kOfMirrors), std::end(kOfMirrors));
  kinds.insert(kinds.end(), std::begin(kOfOthers), std::end(kOfOthers));
  std::vector<UpstreamRef> refs = TRY(List(repository, kinds));
  Sort(refs);
  return refs;
}

Untrusted DefaultOfMirror(Repository& repository, std::span<const UpstreamRef> refs) {
  git_oid target{};
  git_repository* opened = repository.state().repository.get();
  if (git_reference_name_to_id(&target, opened, kDefaultOfMirrors) != 0) return Untrusted();
  const auto commit = FromOid<CommitId>(target);
  const UpstreamRef* found = nullptr;
  for (const UpstreamRef& ref : refs) {
    if (ref.is_tag || ref.is_hashed || ref.target != commit) continue;
    if (found == nullptr || (ref.is_released && !found->is_released)) found = &ref;
  }
  return found == nullptr ? Untrusted() : found->name;
}

}  // namespace headwater::git
