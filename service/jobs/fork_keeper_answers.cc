// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/jobs/fork_keeper.h"

// What the keeper tells, and to whom.

namespace headwater::jobs {
namespace {

/// When the index could not answer: it is asked again after this.
constexpr std::chrono::minutes kAskAgain{10};

Readers ReadersOf(const ForgeProject& project) {
  return {.visibility = project.repository, .group = project.namespace_id};
}

ForkView Unknown(Literal because) {
  ForkView view;
  view.facts.unknown_because = because;
  return view;
}

/// No path of a project has this in it.
bool IsAddress(const std::string& name) { return name.find("://") != std::string::npos; }

/// Keeps the relations that are wanted, and what refers to them.
void KeepRelations(ForkFacts& facts, const std::vector<bool>& wanted) {
  std::vector<size_t> place(wanted.size());
  std::vector<ForkRelation> kept;
  for (size_t i = 0; i < wanted.size(); ++i) {
    place[i] = kept.size();
    if (wanted[i]) kept.push_back(std::move(facts.relations[i]));
  }
  facts.relations = std::move(kept);
  const auto is_gone = [&wanted](const auto& one) {
    return one.relation >= wanted.size() || !wanted[one.relation];
  };
  std::erase_if(facts.touched, is_gone);
  std::erase_if(facts.elsewhere, is_gone);
  for (TouchedFile& file : facts.touched) file.relation = place[file.relation];
  for (ElsewhereChange& change : facts.elsewhere) change.relation = place[change.relation];
}

}  // namespace

ForkView ForkKeeper::Ask(const ForkAsk& ask) {
  ForkQuestion question;
  question.readers = PartitionsFor(ReadersOf(ask.project), options_.shared);
  question.partition = PartitionOf(ReadersOf(ask.project));
  question.name = ask.project.path.bytes();
  question.repository = ask.repository;
  question.target = ask.target;
  question.head = ask.head;
  if (!IsReady(question, ask.project.id)) return Unknown(kForksUnderWay);
  Result<ForkAnswer> answer = parts_.desk.Answer(question);
  if (!answer.ok()) return CouldNotAnswer(ask.project.id, answer.error());
  if (!answer.value().known) return NotKnown(ask.project.id);
  ForkView view{.facts = std::move(answer.value().facts),
                .lacking = std::move(answer.value().lacking)};
  if (!view.lacking.empty()) return view;
  KeepAllowed(view.facts, question.readers);
  const Status known = AddWhatIsKnown(ask, view.facts);
  return known.ok() ? view : CouldNotAnswer(ask.project.id, known.error());
}

/// Whether it stands where its readers now have it. If not, it is brought there, and then whoever
/// asked is told.
bool ForkKeeper::IsReady(const ForkQuestion& question, ProjectId project) {
  {
    const std::lock_guard lock(mutex_);
    const auto at = projects_.find(project);
    if (at != projects_.end()) {
      const ForkPlace& place = at->second.place;
      const bool stands = !place.name.empty() && !place.is_leaving;
      if (stands && place.partition == question.partition && place.name == question.name) {
        return true;
      }
    }
  }
  Await(project, std::chrono::milliseconds(0));
  return false;
}

void ForkKeeper::Await(ProjectId project, std::chrono::milliseconds delay) {
  const std::lock_guard lock(mutex_);
  const SteadyTime at = parts_.clock.Steady() + delay;
  const auto [found, is_new] = projects_.try_emplace(project);
  Entry& entry = found->second;
  entry.place.project = project;
  entry.is_awaited = true;
  // What has failed keeps its distance.
  if (is_new || (entry.failures == 0 && at < entry.due)) entry.due = at;
  wake_.notify_all();
}

/// It stands, and yet nothing was worked out for these readers: because of what the platform itself
/// lacks, which a day may mend, or because they are others than before the service was started.
ForkView ForkKeeper::NotKnown(ProjectId project) {
  bool is_settled = false;
  {
    const std::lock_guard lock(mutex_);
    const Entry& entry = projects_[project];
    if (entry.is_lacking) return Unknown(kForksUnreachable);
    is_settled = entry.is_settled;
  }
  Await(project, is_settled ? std::chrono::milliseconds(kAskAgain) : std::chrono::milliseconds(0));
  return Unknown(kForksUnderWay);
}

ForkView ForkKeeper::CouldNotAnswer(ProjectId project, const Error& error) {
  Count("headwater_fork_failures_total");
  Log(LogLevel::kWarning, "forks_not_told",
      {{"project", project.value}, {"problem", Untrusted(error.message)}});
  // The child died of what it read: it would again.
  if (error.code == Errc::kContent) return Unknown(kForksTooLarge);
  Await(project, kAskAgain);
  return Unknown(kForksUnreachable);
}

/// The one gate for what the service tells of other projects: they stand, now, where all who will
/// read it may look. The index itself may be behind.
void ForkKeeper::KeepAllowed(ForkFacts& facts, const std::vector<PartitionName>& readers) const {
  const std::lock_guard lock(mutex_);
  std::vector<bool> wanted;
  wanted.reserve(facts.relations.size());
  for (const ForkRelation& relation : facts.relations) {
    wanted.push_back(StandsIn(relation.project.bytes(), readers));
  }
  KeepRelations(facts, wanted);
  std::erase_if(facts.similar, [&](const SimilarProject& similar) {
    return !StandsIn(similar.name.bytes(), readers);
  });
}

/// Called with the lock.
bool ForkKeeper::StandsIn(const std::string& name,
                          const std::vector<PartitionName>& partitions) const {
  if (IsAddress(name)) return true;  // An upstream: everybody may read it.
  const auto number = names_.find(name);
  if (number == names_.end()) return false;
  const auto at = projects_.find(number->second);
  return at != projects_.end() && !at->second.place.is_leaving &&
         std::ranges::find(partitions, at->second.place.partition) != partitions.end();
}

Status ForkKeeper::AddWhatIsKnown(const ForkAsk& ask, ForkFacts& facts) {
  if (ask.merge_request) {
    const auto told = TRY(parts_.book.ToldIn(ask.project.id, ask.merge_request->author));
    facts.told = told && *told != ask.merge_request->iid;
  }
  const std::lock_guard lock(mutex_);
  const auto& since = projects_[ask.project.id].place.new_since;
  // Asked once, in one place, which is kept up to date for as long as people may not have found
  // the time to answer.
  facts.first_look = since && parts_.clock.Wall() - *since < kToldFor;
  return Ok{};
}

Status ForkKeeper::NoteTold(const MailboxKey& merge_request, UserId author) {
  return parts_.book.NoteTold(merge_request.project, author, merge_request.iid);
}

bool ForkKeeper::MayShowToAll(ProjectId project, const std::vector<std::string>& names) {
  const PartitionName everybody = PartitionOf({.visibility = Visibility::kPublic});
  const std::lock_guard lock(mutex_);
  const auto at = projects_.find(project);
  if (at != projects_.end()) {
    const Entry& entry = at->second;
    if (entry.heard && entry.heard->partition != everybody) return false;
    const bool stands = !entry.place.name.empty();
    if (stands && (entry.place.is_leaving || entry.place.partition != everybody)) return false;
  }
  return std::ranges::all_of(names,
                             [&](const std::string& name) { return StandsIn(name, {everybody}); });
}

/// As PartitionsFor, of a project whose readers are known by where it stands.
bool ForkKeeper::MayShowToReaders(ProjectId project, const std::vector<std::string>& names) {
  const SharedReading& shared = options_.shared;
  const std::lock_guard lock(mutex_);
  std::vector<PartitionName> readable = {PartitionOf({.visibility = Visibility::kPublic})};
  if (shared.internal) readable.push_back(PartitionOf({.visibility = Visibility::kInternal}));
  const auto at = projects_.find(project);
  for (const int64_t group : shared.groups) {
    const PartitionName own = PartitionOf({.visibility = Visibility::kPrivate, .group = group});
    if (at != projects_.end() && at->second.place.partition == own) readable.push_back(own);
  }
  return std::ranges::all_of(names,
                             [&](const std::string& name) { return StandsIn(name, readable); });
}

}  // namespace headwater::jobs
