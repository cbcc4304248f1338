// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/untrusted.h"

/// \file
/// What a delivery of the forge means to us. A delivery is a pointer: it says where to look, and
/// everything that matters is read again from the forge.

namespace headwater {

/// What the service does because of a delivery.
enum class EventDecision {
  kEvaluate,  ///< New code, or a new place for it: judge.
  kMetadata,  ///< Title, description, draft or labels changed: judge what reads them.
  kRecord,    ///< Of interest, and nothing to judge.
  kClose,     ///< Merged or closed: stop, and settle what is open.
  kCommand,   ///< A comment that may hold a command.
  kIndex,     ///< A project or one of its branches came, moved or changed.
  kIgnore,
};

Literal NameOf(EventDecision decision);

/// Where work waits: a merge request, or a project's default branch.
struct MailboxKey {
  ProjectId project;
  MergeRequestIid iid;  ///< 0: the default branch.

  auto operator<=>(const MailboxKey&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Something to look at again.
struct Wake {
  ProjectId project;
  /// The mailbox; none: every open merge request of the project with this head.
  std::optional<MergeRequestIid> iid;
  CommitId head;
  /// Nobody waits for it: a mailbox that had nothing to do is judged after kQuietDelay, so that a
  /// series of such events is one job.
  bool quiet = false;
  /// A comment on the merge request that may hold a command: it is kept to be read
  /// (headwater/command_queue.h), and no mailbox is woken.
  std::optional<NoteId> note{};
  /// Of the delivery (headwater/job_scope.h); empty: it had none.
  std::string trace_id{};
};

/// However many quiet events follow: a job begins no later than this after the first of them, as
/// far as others leave room, and as soon as one is not quiet.
inline constexpr std::chrono::seconds kQuietDelay{60};

struct Event {
  std::string kind;  ///< As GitLab names it: `object_kind`, else `event_name`.
  ProjectId project;
  std::optional<MergeRequestIid> iid;
  std::optional<NoteId> note;
  std::string action;  ///< Empty when the delivery names none.
  std::optional<CommitId> head;
  Untrusted target_branch;
  UserId actor;
  EventDecision decision = EventDecision::kIgnore;
  Literal reason;  ///< Of the decision, for the admin who debugs.
  std::vector<Wake> wakes;
};

}  // namespace headwater
