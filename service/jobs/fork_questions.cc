// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_questions.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "headwater/publiccode.h"
#include "headwater/publiccode_file.h"
#include "service/git/fork_head.h"
#include "service/git/fork_refs.h"
#include "service/git/fork_witness.h"
#include "service/git/open_commit.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPublic = "public";

Result<std::vector<std::shared_ptr<ForkPartition>>> Opened(std::span<const PartitionName> readers,
                                                           ForkIndex& index) {
  std::vector<std::shared_ptr<ForkPartition>> partitions;
  for (const PartitionName& name : readers) partitions.push_back(TRY(index.Open(name)));
  return partitions;
}

/// What a project says of itself at a commit.
Result<index::ForkSelf> SelfAt(git::Repository& repository, const CommitId& commit) {
  index::ForkSelf self;
  const std::unique_ptr<GitView> view = TRY(git::OpenCommit(repository, commit, git::Depth::kRoot));
  const PubliccodeFile file = TRY(OpenPubliccode(*view));
  if (!file.content) return self;
  for (const Untrusted& address : file.content->is_based_on) {
    self.declared.push_back(address.bytes());
  }
  if (file.content->url) self.url = file.content->url->bytes();
  return self;
}

/// A technical fork leaves `url` as it was: whose it is, it says by that.
void DeclareByUrl(index::ForkSelf& self, const IndexedProject& known) {
  if (self.url.empty() || known.url.empty()) return;
  if (RepositoryKeyOf(Untrusted(self.url)) == RepositoryKeyOf(Untrusted(known.url))) return;
  self.declared.push_back(std::exchange(self.url, known.url));
}

/// As the index knows it, when it is one of its own copies.
Result<std::optional<IndexedProject>> KnownAs(const std::string& repository,
                                              const index::ForkPool& pool) {
  std::error_code why;
  const std::string path = fs::canonical(repository, why).string();
  if (why) return std::optional<IndexedProject>();
  for (const auto& partition : pool.partitions) {
    for (IndexedProject& project : TRY(partition->List())) {
      if (project.copy == path) return std::optional<IndexedProject>(std::move(project));
    }
  }
  return std::optional<IndexedProject>();
}

/// All or nothing.
Result<std::vector<ForkRelation>> Ask(const AskedProject& asked,
                                      const std::optional<IndexedProject>& known,
                                      const index::ForkPool& pool, const std::string& secret) {
  FoundRelations found = TRY(LookForRelations(asked, known, pool, secret));
  if (found.lacking.empty()) return std::move(found.relations);
  return Error{Errc::kContent,
               "a partial clone: contents of the revision are not there to be compared, " +
                   found.lacking.front().Hex() + " for one; ask about a whole clone"};
}

Result<std::string> ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) return Error{Errc::kInvalid, path + ": cannot be read"};
  return std::move(text).str();
}

}  // namespace

std::vector<PartitionName> ReadableWith(const PartitionName& partition) {
  std::vector<PartitionName> names = {{kPublic}};
  if (partition.text != kPublic) names.push_back(partition);
  return names;
}

Result<index::ForkPool> PoolFor(std::span<const PartitionName> readers, ForkIndex& index,
                                const std::string& repository, const CommitId& commit) {
  index::ForkPool pool;
  pool.partitions = TRY(Opened(readers, index));
  pool.witness = [repository,
                  commit](const IndexedProject& theirs) -> Result<std::unique_ptr<ForkWitness>> {
    if (theirs.copy.empty()) return Error{Errc::kNotFound, theirs.name + ": there is no copy"};
    return git::OpenForkWitness(repository, commit, theirs.copy);
  };
  return pool;
}

Result<FoundRelations> LookForRelations(const AskedProject& asked,
                                        const std::optional<IndexedProject>& known,
                                        const index::ForkPool& pool, const std::string& secret) {
  index::ForkSelf self = TRY(SelfAt(asked.repository, asked.commit));
  if (known) {
    self.name = known->name;
    if (!known->parent.empty()) self.declared.push_back(known->parent);
    DeclareByUrl(self, *known);
  }
  git::HeadAnswer head = TRY(git::ReadProjectHead(asked.repository, asked.commit, secret));
  FoundRelations found;
  found.lacking = std::move(head.lacking);
  if (found.lacking.empty()) found.relations = TRY(index::FindRelations(head.head, self, pool));
  return found;
}

Result<std::vector<ForkRelation>> RelationsAt(const AskedProject& asked,
                                              const index::ForkPool& pool,
                                              const std::string& secret) {
  return Ask(asked, TRY(KnownAs(asked.path, pool)), pool, secret);
}

Result<std::vector<ProjectDescription>> DescriptionsIn(const index::ForkPool& pool) {
  std::vector<ProjectDescription> descriptions;
  for (const auto& partition : pool.partitions) {
    for (const IndexedProject& project : TRY(partition->List())) {
      if (project.publiccode.empty()) continue;
      Result<Publiccode> publiccode = ReadPubliccode(project.publiccode);
      if (!publiccode.ok()) continue;  // It was read when it was taken in: bounds have changed.
      descriptions.push_back({.name = Untrusted(project.name),
                              .url = Untrusted(project.url),
                              .publiccode = std::move(publiccode).value()});
    }
  }
  return descriptions;
}

Result<std::vector<ForkRelation>> AskForks(const IndexQueryRequest& request,
                                           const PartitionName& readers, ForkIndex& index) {
  git::Repository repository =
      TRY(git::Repository::Open(request.repository, git::Hashes::kTrusted));
  const CommitId commit = TRY(repository.Resolve(request.revision));
  const index::ForkPool pool =
      TRY(PoolFor(ReadableWith(readers), index, request.repository, commit));
  return RelationsAt({.repository = repository, .path = request.repository, .commit = commit}, pool,
                     index.secret());
}

Result<std::vector<ForkRelation>> RelationsOf(const IndexedProject& project,
                                              const PartitionName& readers, ForkIndex& index) {
  if (project.copy.empty()) return Error{Errc::kNotFound, "there is no copy of it to look at"};
  git::Repository repository = TRY(git::Repository::Open(project.copy, git::Hashes::kTrusted));
  const git::ForkRefs refs = TRY(git::ReadForkRefs(repository));
  if (!refs.tip) return Error{Errc::kContent, "it has no default branch"};
  const index::ForkPool pool = TRY(PoolFor(ReadableWith(readers), index, project.copy, *refs.tip));
  return Ask({.repository = repository, .path = project.copy, .commit = *refs.tip}, project, pool,
             index.secret());
}

Result<std::vector<SimilarProject>> AskSimilar(const IndexSimilarRequest& request,
                                               const PartitionName& readers, ForkIndex& index) {
  const std::string text = TRY(ReadText(request.file));
  const Publiccode ours = TRY(ReadPubliccode(text).Context(request.file));
  index::ForkPool pool;
  pool.partitions = TRY(Opened(ReadableWith(readers), index));
  return FindSimilar(ours, TRY(DescriptionsIn(pool)));
}

}  // namespace headwater::jobs
