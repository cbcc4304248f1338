// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/fork_book.h"
#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_radar.h"

/// \file
/// The fork index's helpers in memory: a desk that says what it is told to say, and a book.

namespace headwater::fakes {

class FakeDesk final : public jobs::ForkDesk {
 public:
  std::vector<jobs::ForkTakeIn> taken;
  std::vector<jobs::ForkForget> forgotten;
  std::vector<jobs::ForkQuestion> asked;
  std::function<Result<jobs::ForkTaken>(const jobs::ForkTakeIn&)> take_in;
  std::function<Result<jobs::ForkAnswer>(const jobs::ForkQuestion&)> answer;
  std::vector<std::string> told;  ///< To whom what is forgotten had been named.
  std::optional<Error> fail_forget;

  Result<jobs::ForkTaken> TakeIn(const jobs::ForkTakeIn& order) override {
    taken.push_back(order);
    if (take_in) return take_in(order);
    return jobs::ForkTaken{.changed = true};
  }
  Result<jobs::ForkForgotten> Forget(const jobs::ForkForget& order) override {
    forgotten.push_back(order);
    if (fail_forget) return *fail_forget;
    return jobs::ForkForgotten{.was_there = true, .told = told};
  }
  Result<jobs::ForkAnswer> Answer(const jobs::ForkQuestion& question) override {
    asked.push_back(question);
    if (answer) return answer(question);
    return jobs::ForkAnswer{.known = true, .facts = {}, .lacking = {}};
  }
};

class FakeBook final : public ForkBook {
 public:
  std::map<ProjectId, ForkPlace> places;
  std::vector<AuditEvent> audited;
  std::map<std::pair<ProjectId, UserId>, MergeRequestIid> told;
  std::vector<ProjectId> woken;
  WallTime begun{};

  Result<std::vector<ForkPlace>> Places() override {
    std::vector<ForkPlace> all;
    for (const auto& [id, place] : places) all.push_back(place);
    return all;
  }
  Result<std::optional<ForkPlace>> PlaceOf(ProjectId project) override {
    const auto at = places.find(project);
    return at == places.end() ? std::optional<ForkPlace>() : at->second;
  }
  Status Place(const ForkPlace& place, const std::optional<AuditEvent>& because) override {
    places[place.project] = place;
    if (because) audited.push_back(*because);
    return Ok{};
  }
  Status Drop(ProjectId project) override {
    places.erase(project);
    return Ok{};
  }
  Result<WallTime> BegunAt() override { return begun; }
  Result<std::optional<MergeRequestIid>> ToldIn(ProjectId project, UserId person) override {
    const auto at = told.find({project, person});
    return at == told.end() ? std::optional<MergeRequestIid>() : at->second;
  }
  Status NoteTold(ProjectId project, UserId person, MergeRequestIid merge_request) override {
    told.try_emplace({project, person}, merge_request);
    return Ok{};
  }
  Status WakeAll(const std::vector<ProjectId>& projects) override {
    woken.insert(woken.end(), projects.begin(), projects.end());
    return Ok{};
  }
};

class FakeRadar final : public jobs::ForkRadar {
 public:
  jobs::ForkView view;
  std::vector<BlobId> lacking_once;  ///< What the first answer lacks.
  std::vector<ProjectId> heard;
  std::vector<ProjectId> gone;
  std::vector<std::pair<MailboxKey, UserId>> told;
  std::optional<CommitId> asked_head;
  bool shows = true;

  jobs::ForkView Ask(const jobs::ForkAsk& ask) override {
    asked_head = ask.head;
    jobs::ForkView answer = view;
    if (!lacking_once.empty()) answer.lacking = std::exchange(lacking_once, {});
    return answer;
  }
  Status Heard(const ForgeProject& project) override {
    heard.push_back(project.id);
    return Ok{};
  }
  Status Gone(ProjectId project) override {
    gone.push_back(project);
    return Ok{};
  }
  Status NoteTold(const MailboxKey& merge_request, UserId author) override {
    told.emplace_back(merge_request, author);
    return Ok{};
  }
  bool MayShowToAll(ProjectId, const std::vector<std::string>&) override { return shows; }
  bool MayShowToReaders(ProjectId, const std::vector<std::string>&) override { return shows; }
};

}  // namespace headwater::fakes
