// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_similar.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "headwater/git.h"
#include "headwater/publiccode_file.h"
#include "headwater/similar_projects.h"
#include "service/git/open_commit.h"
#include "service/jobs/fork_questions.h"

namespace headwater::jobs {
namespace {

/// As FindSimilar names who it has found.
bool Is(const ProjectDescription& project, const SimilarProject& similar) {
  const Publiccode& said = project.publiccode;
  const Untrusted url = project.url.empty() ? said.url.value_or(Untrusted()) : project.url;
  return said.name.value_or(project.name) == similar.name && url == similar.url;
}

}  // namespace

void OwnPubliccode::AddTo(std::vector<BlobId>& lacking) const {
  if (is_lacking && std::ranges::find(lacking, *blob) == lacking.end()) lacking.push_back(*blob);
}

Result<OwnPubliccode> PubliccodeAt(git::Repository& repository, const CommitId& commit) {
  const std::unique_ptr<GitView> view = TRY(git::OpenCommit(repository, commit, git::Depth::kRoot));
  OwnPubliccode own;
  const FileEntry* entry = FindFile(view->Files(), kPubliccodeFile);
  if (entry == nullptr || !IsFile(entry->mode)) return own;
  own.blob = entry->blob;
  PubliccodeFile file = TRY(OpenPubliccode(*view));
  own.is_lacking = !view->Missing().empty();
  own.content = std::move(file.content);
  return own;
}

Result<FoundSimilar> SimilarTo(const Publiccode& ours, const std::string& own_name,
                               const index::ForkPool& pool) {
  std::vector<ProjectDescription> others = TRY(DescriptionsIn(pool));
  std::erase_if(others, [&own_name](const ProjectDescription& project) {
    return project.name.bytes() == own_name;
  });
  FoundSimilar found;
  found.projects = FindSimilar(ours, others);
  for (const SimilarProject& similar : found.projects) {
    SimilarNames& names = found.names.emplace_back();
    for (const ProjectDescription& project : others) {
      if (Is(project, similar)) names.names.push_back(project.name.bytes());
    }
  }
  return found;
}

}  // namespace headwater::jobs
