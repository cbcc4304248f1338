// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/local_fork_desk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "service/git/fork_refs.h"
#include "service/jobs/fork_answer.h"
#include "service/jobs/fork_patience.h"
#include "service/jobs/fork_similar.h"
#include "service/jobs/fork_update.h"

namespace headwater::jobs {
namespace {

/// Of ForkPartition::Compact in one order: what is left is for the next one.
constexpr int kMaxPieces = 64;

Status CompactSome(ForkPartition& partition) {
  for (int piece = 0; piece < kMaxPieces; ++piece) {
    if (TRY(partition.Compact())) break;
  }
  return Ok{};
}

/// One project that is taken in.
class Intake {
 public:
  Intake(const ForkTakeIn& order, ForkIndex& index, ForkPartition& partition,
         const ToldFolder& told)
      : order_(order), index_(index), partition_(partition), told_(told) {}

  Result<ForkTaken> Run() && {
    git::Repository repository = TRY(git::Repository::Open(order_.project.copy));
    ForkUpdate update = TRY(UpdateForkIndex({.partition = partition_, .secret = index_.secret()},
                                            repository, order_.project, order_.now));
    taken_.changed = update.changed;
    taken_.lacking = std::move(update.lacking);
    if (taken_.lacking.empty()) TRY(Renew(repository, update));
    TRY(CompactSome(partition_));
    taken_.projects = TRY(partition_.CountProjects());
    taken_.bytes = TRY(partition_.Bytes());
    return std::move(taken_);
  }

 private:
  Status Renew(git::Repository& repository, const ForkUpdate& update) {
    const git::ForkRefs refs = TRY(git::ReadForkRefs(repository));
    if (!refs.tip) return Error{Errc::kContent, "it has no default branch"};
    const uint32_t number = update.project.number;
    const std::optional<ToldForks> before = TRY(told_.Read(order_.partition, number));
    if (!update.changed && !order_.renew && before && IsFresh(*before, *refs.tip)) return Ok{};
    const AskedProject asked = {repository, order_.project.copy, *refs.tip};
    std::optional<ToldForks> told = TRY(WorkOut(asked, update.project));
    if (!told) return Ok{};
    for (const std::string& name : NamesIn(*told)) {
      const bool is_known = before && std::ranges::find(before->named, name) != before->named.end();
      if (!is_known) taken_.met.push_back(name);
    }
    taken_.first_publiccode = before && !before->publiccode && told->publiccode;
    return told_.Replace(order_.partition, number, *std::move(told));
  }

  bool IsFresh(const ToldForks& told, const CommitId& tip) const {
    return told.readers == order_.readers && told.commit == tip &&
           order_.now < told.when + kRelationsAge;
  }

  /// None: contents are lacking, which Run then answers.
  Result<std::optional<ToldForks>> WorkOut(const AskedProject& asked,
                                           const IndexedProject& project) {
    const index::ForkPool pool = TRY(PoolFor(order_.readers, index_, asked.path, asked.commit));
    FoundRelations found = TRY(LookForRelations(asked, project, pool, index_.secret()));
    taken_.lacking = std::move(found.lacking);
    const OwnPubliccode own = TRY(PubliccodeAt(asked.repository, asked.commit));
    own.AddTo(taken_.lacking);
    if (!taken_.lacking.empty()) return std::optional<ToldForks>();
    ToldForks told;
    told.project = project.name;
    told.readers = order_.readers;
    told.commit = asked.commit;
    told.when = order_.now;
    told.publiccode = own.blob;
    told.facts.relations = std::move(found.relations);
    if (own.content) {
      FoundSimilar similar = TRY(SimilarTo(*own.content, project.name, pool));
      told.facts.similar = std::move(similar.projects);
      told.similar_names = std::move(similar.names);
    }
    return std::optional(std::move(told));
  }

  const ForkTakeIn& order_;
  ForkIndex& index_;
  ForkPartition& partition_;
  const ToldFolder& told_;
  ForkTaken taken_;
};

}  // namespace

LocalForkDesk::LocalForkDesk(ForkIndexOpener open, std::string folder)
    : open_(std::move(open)), folder_(std::move(folder)), told_(folder_) {}

Result<std::unique_ptr<ForkIndex>> LocalForkDesk::OpenExisting() const {
  std::error_code why;
  if (std::filesystem::is_directory(folder_, why)) return open_(folder_);
  return Error{Errc::kContent, folder_ + ": there is no fork index: take projects in to make it"};
}

Result<ForkTaken> LocalForkDesk::TakeIn(const ForkTakeIn& order) {
  const std::unique_ptr<ForkIndex> index = TRY(open_(folder_));
  std::shared_ptr<ForkPartition> opened = TRY(index->Open(order.partition));
  const auto partition = PatientPartition(std::move(opened), folder_, order.partition);
  return Intake(order, *index, *partition, told_).Run();
}

/// Out of the index itself; true: it was there.
Result<bool> LocalForkDesk::TakeOut(const ForkForget& order, ForkIndex& index) const {
  std::shared_ptr<ForkPartition> opened = TRY(index.Open(order.partition));
  const auto partition = PatientPartition(std::move(opened), folder_, order.partition);
  const std::optional<IndexedProject> known = TRY(partition->Find(order.name));
  if (known) TRY(told_.Remove(order.partition, known->number));
  const bool was_there = TRY(partition->Remove(order.name));
  TRY(CompactSome(*partition));
  return was_there;
}

Result<ForkForgotten> LocalForkDesk::Forget(const ForkForget& order) {
  const std::unique_ptr<ForkIndex> index = TRY(OpenExisting());
  const std::vector<PartitionName> partitions = TRY(index->Partitions());
  ForkForgotten forgotten;
  if (std::ranges::binary_search(partitions, order.partition)) {
    forgotten.was_there = TRY(TakeOut(order, *index));
  }
  // After it has gone from the index, so that whoever is being told of it now is among them, or
  // finds that it is there no more (ForkAnswer).
  forgotten.told = TRY(told_.Forget(order.name));
  return forgotten;
}

Result<ForkAnswer> LocalForkDesk::Answer(const ForkQuestion& question) {
  const std::unique_ptr<ForkIndex> index = TRY(OpenExisting());
  return AnswerFromTold(question, *index, told_);
}

}  // namespace headwater::jobs
