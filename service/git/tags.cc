// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tags.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "service/git/libgit2.h"
#include "service/git/object_reader.h"

namespace headwater::git {
namespace {

constexpr std::string_view kTags = "refs/tags/";
// Of a project that tags each of its builds for years.
constexpr size_t kMaxTags = 10'000;

// What packed references know of an annotated tag saves reading it.
bool LeadsTo(const git_reference& reference, const CommitId& commit, const ObjectReader& reader) {
  const git_oid* peeled = git_reference_target_peel(&reference);
  const git_oid* target = peeled != nullptr ? peeled : git_reference_target(&reference);
  if (target == nullptr) return false;
  const auto id = FromOid<CommitId>(*target);
  if (id == commit) return true;
  if (peeled != nullptr) return false;
  const Result<CommitId> tagged = reader.PeelToCommit(id);
  return tagged.ok() && tagged.value() == commit;
}

}  // namespace

std::vector<Untrusted> TagsAt(Repository& repository, const CommitId& commit) {
  const ObjectReader reader(repository);
  git_repository* opened = repository.state().repository.get();
  std::vector<Untrusted> tags;
  const auto references = Acquire<ReferenceIteratorHandle>("list the tags", [opened](auto** out) {
    return git_reference_iterator_glob_new(out, opened, "refs/tags/*");
  });
  if (!references.ok()) return tags;
  git_reference* next = nullptr;
  for (size_t i = 0; i < kMaxTags && git_reference_next(&next, references.value().get()) == 0;
       ++i) {
    const ReferenceHandle reference(next);
    const std::string_view name = git_reference_name(reference.get());
    if (!LeadsTo(*reference, commit, reader)) continue;
    tags.emplace_back(std::string(name.substr(kTags.size())));
  }
  std::sort(tags.begin(), tags.end());
  return tags;
}

}  // namespace headwater::git
