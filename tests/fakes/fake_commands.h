// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "headwater/command_queue.h"
#include "headwater/commanders.h"

/// \file
/// People and their comments in memory, and a queue that only writes down what it was told.

namespace headwater::fakes {

class FakeCommanders final : public Commanders {
 public:
  std::function<std::optional<Error>(const std::string& call)> fail;
  std::vector<std::string> calls;
  std::optional<ForgeComment> comment;  ///< None: it is gone.
  std::map<int64_t, AccessLevel> levels;
  std::map<std::pair<std::string, int64_t>, AccessLevel> group_levels;
  bool program = false;
  std::vector<std::string> reactions;

  Result<ForgeComment> Comment(MailboxKey, NoteId) override {
    if (auto error = Asked("comment")) return *error;
    if (!comment) return Error{Errc::kNotFound, "no such comment"};
    return *comment;
  }
  Status React(MailboxKey, NoteId, const std::string& reaction) override {
    if (auto error = Asked("react")) return *error;
    reactions.push_back(reaction);
    return Ok{};
  }
  Result<AccessLevel> LevelIn(ProjectId, UserId person) override {
    if (auto error = Asked("level")) return *error;
    return levels[person.value];
  }
  Result<AccessLevel> LevelInGroup(const std::string& group, UserId person) override {
    if (auto error = Asked("group " + group)) return *error;
    return group_levels[{group, person.value}];
  }
  Result<bool> IsProgram(UserId) override {
    if (auto error = Asked("program")) return *error;
    return program;
  }

 private:
  std::optional<Error> Asked(const std::string& call) {
    calls.push_back(call);
    return fail ? fail(call) : std::nullopt;
  }
};

class FakeCommandQueue final : public CommandQueue {
 public:
  std::optional<CommandEffects> finished;
  std::optional<std::chrono::milliseconds> retried;
  std::optional<Error> refusal;  ///< Of the next FinishCommand.
  Wishes wishes;
  std::vector<std::string> answers;

  Result<std::optional<CommandClaim>> ClaimCommand(std::chrono::milliseconds) override {
    return std::optional<CommandClaim>();
  }
  Status FinishCommand(const CommandClaim&, const CommandEffects& effects) override {
    if (refusal) return *refusal;
    finished = effects;
    return Ok{};
  }
  Status RetryCommand(const CommandClaim&, std::chrono::milliseconds delay) override {
    retried = delay;
    return Ok{};
  }
  Result<Wishes> WishesOf(const MailboxKey&) override { return wishes; }
  Result<std::vector<std::string>> ForkAnswersOf(ProjectId) override { return answers; }
  Result<uint64_t> CountRemarks(RemarkKind, const std::string&) override { return uint64_t{0}; }
};

}  // namespace headwater::fakes
