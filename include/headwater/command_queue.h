// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "headwater/untrusted.h"
#include "headwater/waiver.h"

/// \file
/// Comments that may hold a command, and what became of them.
///
/// A delivery puts the number of a comment here (Inbox::Record, Wake::note), once for ever: the
/// same comment is never read twice with an effect. Claims are as those of store.h: a lease and an
/// epoch.

namespace headwater {

struct CommandClaim {
  MailboxKey about;  ///< The merge request that was commented on, says the delivery.
  NoteId note;
  uint64_t epoch = 0;
  /// Claims, this one included: counted when claimed, so one that kills the process is counted.
  uint32_t attempts = 0;
  uint32_t retries = 0;  ///< Claims that ended with RetryCommand.
  WallTime heard_at{};   ///< When the delivery arrived.
};

/// How the people of one merge request want to be spoken to.
struct Wishes {
  std::optional<Language> language;
  bool quiet = false;  ///< The status and nothing else.

  bool operator==(const Wishes&) const = default;
};

/// What people say of a rule. Stored, never renumber.
enum class RemarkKind {
  kWaiverRequest = 1,  ///< Somebody entitled may want to let it pass.
  kWrong = 2,          ///< The rule is wrong here: changes no verdict, and is counted.
};

struct Remark {
  RemarkKind kind = RemarkKind::kWrong;
  std::string rule;
  Untrusted text;
  bool has_role = false;  ///< Who says it has a role in the project: at least Reporter.
};

/// That the project and another one have nothing to do with each other.
struct ForkDenial {
  Untrusted other;  ///< Its path; empty: it is meant to stand beside those with the same task.
  Untrusted text;   ///< Why; may be empty.
};

struct Revocation {
  uint64_t number = 0;  ///< Of the waiver.
  UserId by;
};

/// What is to be looked at again because of a command.
enum class CommandWake {
  kNothing,
  kMergeRequest,
  kAnew,     ///< The merge request, although nothing is known to have changed.
  kProject,  ///< All of the project's open merge requests, and its default branch.
};

/// Everything that a command changes; all of it, or nothing.
struct CommandEffects {
  std::vector<Waiver> waivers{};
  std::optional<Revocation> revoke{};
  std::optional<ForkDenial> fork_answer{};
  std::optional<Wishes> wishes{};  ///< From now on.
  std::optional<Remark> remark{};
  std::vector<AuditEvent> audit{};
  UserId person{};  ///< Who wrote the comment.
  CommandWake wake = CommandWake::kNothing;
  bool given_up = false;  ///< It could not be read; nothing of it was carried out.
  /// The answer, a slot of SlotKind::kReply: its `text`, and the reaction in its `url`. Called
  /// once, with the numbers that the waivers were given; none: nothing is answered. Pure.
  std::function<SlotContent(const std::vector<uint64_t>& numbers)> reply{};
};

/// Errors as those of store.h. Thread-safe.
class CommandQueue {
 public:
  virtual ~CommandQueue() = default;

  /// The next comment that is due and that nobody holds; oldest first.
  virtual Result<std::optional<CommandClaim>> ClaimCommand(std::chrono::milliseconds lease) = 0;
  /// Ends a claim and the comment's work for ever, in one transaction. kConflict, with nothing
  /// written: the claim is stale, or the waiver to be revoked is not in force any more.
  virtual Status FinishCommand(const CommandClaim& claim, const CommandEffects& effects) = 0;
  /// Not yet: due again after `delay`.
  virtual Status RetryCommand(const CommandClaim& claim, std::chrono::milliseconds delay) = 0;

  virtual Result<Wishes> WishesOf(const MailboxKey& merge_request) = 0;
  /// The projects that this one has nothing to do with, sorted; "" stands for ForkDenial::other.
  virtual Result<std::vector<std::string>> ForkAnswersOf(ProjectId project) = 0;
  /// How often people have said this of the rule, over all projects.
  virtual Result<uint64_t> CountRemarks(RemarkKind kind, const std::string& rule) = 0;
};

}  // namespace headwater
