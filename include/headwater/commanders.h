// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Who says what in a comment, and what they may do: read from the forge at the moment it counts.

namespace headwater {

/// A comment as it stands, with everything that says whether it may hold a command.
/// https://docs.gitlab.com/ee/api/notes.html#get-single-merge-request-note
struct ForgeComment {
  NoteId id;
  UserId author;          ///< 0: an account that is gone.
  Untrusted author_name;  ///< The user name.
  Untrusted body;
  std::optional<WallTime> created_at;
  std::optional<WallTime> updated_at;
  bool system = false;     ///< GitLab wrote it in somebody's name.
  bool imported = false;   ///< From another platform: whoever imported it chose its author.
  bool internal = false;   ///< Not everybody who reads the merge request sees it.
  bool in_thread = false;  ///< Of a thread, or on lines of the diff.
};

/// What a person is in a project or group, whichever way they came to it.
/// https://docs.gitlab.com/ee/api/members.html "Roles"
enum class AccessLevel {
  kNone = 0,
  kGuest = 10,
  kReporter = 20,
  kDeveloper = 30,
  kMaintainer = 40,
  kOwner = 50,
};

/// Errors and threads as headwater/forge.h, of which this is the part about people.
class Commanders {
 public:
  virtual ~Commanders() = default;
  /// kNotFound: there is no such comment on this merge request that we may see.
  virtual Result<ForgeComment> Comment(MailboxKey merge_request, NoteId note) = 0;
  /// Our reaction to it, by name ("white_check_mark"). One that is there already is success, and so
  /// is a comment that is gone.
  virtual Status React(MailboxKey merge_request, NoteId note, const std::string& reaction) = 0;
  /// The highest known level that the person has there, inherited ones included; kNone: no member,
  /// a membership that has ended, or an account that is blocked.
  virtual Result<AccessLevel> LevelIn(ProjectId project, UserId person) = 0;
  /// In a group, by its path ("opencode/lizenzteam"), as a direct member.
  virtual Result<AccessLevel> LevelInGroup(const std::string& group, UserId person) = 0;
  /// A program's account: of a project's or group's access token, or a service account.
  virtual Result<bool> IsProgram(UserId person) = 0;
};

}  // namespace headwater
