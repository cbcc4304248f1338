// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/untrusted.h"
#include "headwater/waiver.h"

/// \file
/// The grammar of commands in comments: service/docs/commands.md.
///
/// A command is the first line of a comment and begins with the bot's name; the rest of the comment
/// is for people. Words are English or German, in any case, umlauts or not. Pure.

namespace headwater::jobs {

/// Longest line that is read. A reason may have kMaxWaiverText of these.
inline constexpr size_t kMaxCommandBytes = 2000;

enum class CommandKind {
  kWaive,
  kRevoke,
  kConfirmWaivers,
  kRequestWaiver,
  kWrong,
  kRecheck,
  kExplain,
  kNotAFork,
  kIndependent,
  kLanguage,
  kQuiet,
  kHelp,
};

/// How a command is called and written, for help and for the tests that hold it to the grammar.
struct CommandForm {
  CommandKind kind;
  Text name;     ///< The word itself.
  Text form;     ///< With what follows.
  Text example;  ///< Without the bot's name.
  Text does;     ///< One sentence.
};

/// Every command, in the order in which help tells of them.
std::span<const CommandForm> CommandForms();

struct Command {
  CommandKind kind = CommandKind::kHelp;
  std::string rule;         ///< Its id, or kEveryRule.
  std::string path;         ///< A glob that GlobSet takes; empty: none.
  std::string fingerprint;  ///< At least kMinFingerprint hexadecimal digits; empty: none.
  bool whole_project = false;
  bool this_commit = false;  ///< Only for the merge request as it is.
  std::string commit;        ///< Likewise; the first hexadecimal digits of its head. Empty: any.
  std::chrono::sys_days until{};
  WaiverReason reason = WaiverReason::kAcceptedRisk;
  bool confirmed = false;                 ///< The word that goes with a wide scope was written.
  Untrusted text;                         ///< Why, in people's words.
  uint64_t number = 0;                    ///< kRevoke.
  Untrusted project;                      ///< kNotAFork: its path.
  Language language = Language::kGerman;  ///< kLanguage; else in which it was written.
  bool on = true;                         ///< kQuiet.
};

/// Digits by which people name a finding or a commit, at least.
inline constexpr size_t kMinFingerprint = 8;

/// Why a line that is meant for us is no command.
enum class CommandFault {
  kTooLong,
  kHidden,  ///< Part of it is not shown to who reads the comment.
  kUnknownCommand,
  kUnknownWord,
  kTwice,
  kNoRule,
  kUnknownRule,
  kEveryRuleNeedsEmergency,
  kBadPath,
  kBadFinding,
  kBadCommit,
  kProjectAndCommit,  ///< A project has no one state.
  kNoUntil,
  kBadDate,
  kPastDate,
  kNoReason,
  kUnknownReason,
  kNoText,
  kTextTooLong,
  kBadNumber,
  kBadProject,
  kUnknownLanguage,
};

struct CommandMistake {
  CommandFault fault = CommandFault::kUnknownCommand;
  Untrusted written;                      ///< The word it is about; may be empty.
  std::string nearest;                    ///< A word of ours that was probably meant; empty: none.
  Language language = Language::kGerman;  ///< In which it was written, as far as one can tell.
};

/// Not for us; a command; or one that cannot be understood.
using ReadCommand = std::variant<std::monostate, Command, CommandMistake>;

struct CommandWorld {
  std::string_view bot;                   ///< Our user name.
  std::chrono::sys_days today{};          ///< From which days are counted.
  std::vector<std::string_view> rules;    ///< Every id.
  Language language = Language::kGerman;  ///< Where the words do not tell it.
};

ReadCommand ParseCommand(std::string_view comment, const CommandWorld& world);

}  // namespace headwater::jobs
