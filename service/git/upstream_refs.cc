// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/upstream_refs.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

struct Kind {
  std::string_view prefix;
  bool is_tag;
};

constexpr Kind kOfMirrors[] = {{"refs/up/heads/", false}, {"refs/up/tags/", true}};
constexpr Kind kOfOthers[] = {
    {"refs/heads/", false}, {"refs/remotes/origin/", false}, {"refs/tags/", true}};

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
      return Error{Errc::kContent, "the upstream has more than " +
                                       std::to_string(kMaxUpstreamRefs) + " branches and tags"};
    }
    const std::string_view name = git_reference_name(reference.get());
    refs.push_back({kind.is_tag, Untrusted(std::string(name.substr(kind.prefix.size()))),
                    FromOid<CommitId>(*target)});
  }
  if (code != GIT_ITEROVER) return LastError(code, "list the references");
  return Ok{};
}

}  // namespace

Result<std::vector<UpstreamRef>> ListUpstreamRefs(Repository& repository) {
  git_repository* opened = repository.state().repository.get();
  std::vector<UpstreamRef> refs;
  for (const Kind& kind : kOfMirrors) TRY(AppendRefs(opened, kind, refs));
  if (refs.empty()) {
    for (const Kind& kind : kOfOthers) TRY(AppendRefs(opened, kind, refs));
  }
  std::ranges::sort(
      refs, {}, [](const UpstreamRef& ref) { return std::tie(ref.is_tag, ref.name, ref.target); });
  return refs;
}

}  // namespace headwater::git
