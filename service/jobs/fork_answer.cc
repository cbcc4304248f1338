// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_answer.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "service/git/change_builder.h"
#include "service/git/repository.h"
#include "service/index/fork_query.h"
#include "service/jobs/fork_facts.h"
#include "service/jobs/fork_questions.h"
#include "service/jobs/fork_similar.h"

namespace headwater::jobs {
namespace {

/// Whether names stand in a pool, each asked for once.
class Standing {
 public:
  explicit Standing(const index::ForkPool& pool) : pool_(pool) {}

  Result<bool> Has(const std::string& name) {
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    bool stands = false;
    for (const auto& partition : pool_.partitions) {
      stands = stands || TRY(partition->Find(name)).has_value();
    }
    known_[name] = stands;
    return stands;
  }

  Result<bool> HasAllOf(const ForkRelation& relation) {
    if (!TRY(Has(relation.project.bytes()))) return false;
    for (const ForkEvidence& evidence : relation.evidence) {
      const std::optional<std::string> third = index::ThirdNamedIn(evidence);
      if (third && !TRY(Has(*third))) return false;
    }
    return true;
  }

  Result<bool> HasAll(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (!TRY(Has(name))) return false;
    }
    return !names.empty();
  }

 private:
  const index::ForkPool& pool_;
  std::map<std::string, bool> known_;
};

/// Leaves only what rests on projects that stand there now.
Status KeepStanding(const index::ForkPool& pool, ToldForks& told) {
  Standing standing(pool);
  std::vector<ForkRelation> relations;
  for (ForkRelation& relation : told.facts.relations) {
    if (TRY(standing.HasAllOf(relation))) relations.push_back(std::move(relation));
  }
  told.facts.relations = std::move(relations);
  std::vector<SimilarProject> similar;
  for (size_t at = 0; at < told.facts.similar.size(); ++at) {
    const bool stands = TRY(standing.HasAll(told.similar_names[at].names));
    if (stands) similar.push_back(std::move(told.facts.similar[at]));
  }
  told.facts.similar = std::move(similar);
  told.similar_names.clear();
  return Ok{};
}

/// One question about a project that was taken in.
class Answerer {
 public:
  Answerer(const ForkQuestion& question, ForkIndex& index, IndexedProject own, ToldForks told)
      : question_(question), index_(index), own_(std::move(own)), told_(std::move(told)) {}

  Result<ForkAnswer> Run(const ToldFolder& folder) && {
    const index::ForkPool pool =
        TRY(PoolFor(question_.readers, index_, question_.repository, question_.head));
    git::Repository repository = TRY(git::Repository::Open(question_.repository));
    TRY(ReadChange(repository));
    TRY(RenewRelations(repository, pool));
    TRY(RenewSimilar(repository, pool));
    if (!TRY(NoteNames(folder))) return ForkAnswer{};
    TRY(KeepStanding(pool, told_));
    answer_.known = true;
    answer_.facts = std::move(told_.facts);
    TRY(index::AddChange(change_, pool, answer_.facts));
    return std::move(answer_);
  }

 private:
  Status ReadChange(git::Repository& repository) {
    if (!question_.target) return Ok{};
    const git::BuiltChange built = TRY(git::BuildChange(
        repository, {.target = question_.target, .head = question_.head, .target_branch = {}}));
    change_ = ContentsOf(built.change);
    return Ok{};
  }

  /// When the change brings something of somebody whom nobody has thought of yet.
  Status RenewRelations(git::Repository& repository, const index::ForkPool& pool) {
    const bool is_new = TRY(index::AddsFromOthers(change_, own_.name, pool, told_.facts.relations));
    if (!is_new) return Ok{};
    FoundRelations found = TRY(LookForRelations({repository, question_.repository, question_.head},
                                                own_, pool, index_.secret()));
    answer_.lacking = std::move(found.lacking);
    if (answer_.lacking.empty()) told_.facts.relations = std::move(found.relations);
    return Ok{};
  }

  /// When its publiccode.yml is another one than that of the default branch.
  Status RenewSimilar(git::Repository& repository, const index::ForkPool& pool) {
    const OwnPubliccode own = TRY(PubliccodeAt(repository, question_.head));
    if (own.blob == told_.publiccode) return Ok{};
    FoundSimilar similar;
    if (own.content) similar = TRY(SimilarTo(*own.content, own_.name, pool));
    own.AddTo(answer_.lacking);
    told_.facts.similar = std::move(similar.projects);
    told_.similar_names = std::move(similar.names);
    return Ok{};
  }

  /// False: it was forgotten meanwhile.
  Result<bool> NoteNames(const ToldFolder& folder) const {
    std::set<std::string> names = NamesIn(told_);
    for (const std::string& name : told_.named) names.erase(name);
    if (names.empty()) return true;
    return folder.Note(question_.partition, own_.number, names);
  }

  const ForkQuestion& question_;
  ForkIndex& index_;
  const IndexedProject own_;
  ToldForks told_;  ///< As it is kept, then as it is at the question's head.
  std::vector<index::ChangedContent> change_;
  ForkAnswer answer_;
};

}  // namespace

Result<ForkAnswer> AnswerFromTold(const ForkQuestion& question, ForkIndex& index,
                                  const ToldFolder& told) {
  const std::shared_ptr<ForkPartition> partition = TRY(index.Open(question.partition));
  std::optional<IndexedProject> own = TRY(partition->Find(question.name));
  if (!own) return ForkAnswer{};
  std::optional<ToldForks> kept = TRY(told.Read(question.partition, own->number));
  if (!kept || kept->readers != question.readers) return ForkAnswer{};
  return Answerer(question, index, *std::move(own), *std::move(kept)).Run(told);
}

}  // namespace headwater::jobs
