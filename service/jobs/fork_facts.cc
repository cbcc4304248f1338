// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_facts.h"

#include <utility>
#include <vector>

#include "headwater/patch_lines.h"
#include "headwater/publiccode_file.h"
#include "service/git/open_commit.h"

namespace headwater::jobs {
namespace {

Status AddSimilar(const AskedProject& asked, const index::ForkPool& pool, ForkFacts& facts) {
  const std::unique_ptr<GitView> view =
      TRY(git::OpenCommit(asked.repository, asked.commit, git::Depth::kRoot));
  const PubliccodeFile file = TRY(OpenPubliccode(*view));
  if (!file.content) return Ok{};
  facts.similar = FindSimilar(*file.content, TRY(DescriptionsIn(pool)));
  return Ok{};
}

}  // namespace

std::vector<index::ChangedContent> ContentsOf(const Change& change) {
  std::vector<index::ChangedContent> contents;
  for (const ChangedFile& file : change.files) {
    if (!IsFile(file.mode)) continue;
    index::ChangedContent content;
    content.path = file.path;
    if (!file.old_blob.IsZero()) content.before = file.old_blob;
    if (!file.blob.IsZero()) content.after = file.blob;
    content.noise = IsNoiseFile(file.path);
    contents.push_back(std::move(content));
  }
  return contents;
}

Result<ForkFacts> FindForkFacts(const AskedProject& asked, const git::ChangeRequest& change,
                                const PartitionName& readers, ForkIndex& index) {
  const index::ForkPool pool = TRY(PoolFor(ReadableWith(readers), index, asked.path, asked.commit));
  ForkFacts facts;
  facts.relations = TRY(RelationsAt(asked, pool, index.secret()));
  // Of a whole project nothing is new.
  if (change.scope == ChangeScope::kRange) {
    const git::BuiltChange built = TRY(git::BuildChange(asked.repository, change));
    TRY(index::AddChange(ContentsOf(built.change), pool, facts));
  }
  TRY(AddSimilar(asked, pool, facts));
  return facts;
}

}  // namespace headwater::jobs
