// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "headwater/command_queue.h"
#include "headwater/commanders.h"
#include "headwater/forge.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "service/jobs/command_reply.h"
#include "service/jobs/command_text.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// Reactions by which a comment is told that it was read.
/// https://docs.gitlab.com/ee/user/emoji_reactions.html
inline constexpr Literal kDoneReaction = "white_check_mark";
inline constexpr Literal kAnsweredReaction = "speech_balloon";
inline constexpr Literal kRefusedReaction = "no_entry_sign";
inline constexpr Literal kIgnoredReaction = "see_no_evil";

/// Everything about one command; all of it read from the forge just now. Borrows.
struct CommandCase {
  const CommandClaim& claim;
  const ForgeComment& comment;
  const ForgeMergeRequest& merge_request;
  const ForgeProject& project;
  const Command& command;
};

/// A reaction and nothing else.
CommandEffects Reacting(Literal reaction);
/// A reaction and a comment.
CommandEffects Answering(const CommandClaim& claim, Literal reaction, const Markdown& text);
/// The same, where the text needs the numbers of the waivers.
CommandEffects AnsweringWith(const CommandClaim& claim, Literal reaction,
                             std::function<Markdown(const std::vector<uint64_t>& numbers)> text);
/// An event about the comment; `detail` in a few words of ours.
AuditEvent AuditOf(const CommandClaim& claim, AuditKind kind, UserId person,
                   const std::string& detail);

/// What the command comes to: effects, and the answer. Errors: those of the forge and of the store.
/// A command that may not or cannot be obeyed is no error.
Result<CommandEffects> ExecuteCommand(const Services& services, const CommandCase& about);
/// Of it: `waive`, `revoke` and `confirm-waivers`.
Result<CommandEffects> ExecuteWaive(const Services& services, const CommandCase& about);
Result<CommandEffects> ExecuteRevoke(const Services& services, const CommandCase& about);
Result<CommandEffects> ExecuteConfirm(const Services& services, const CommandCase& about);

/// The newest judgement of the merge request as it is; none: it was not judged yet.
Result<std::optional<Report>> LastReport(const Services& services, const CommandCase& about);

/// The newest judgement of the merge request, whatever it is by now, where the text speaks of a
/// pattern: what patterns there are, only the policies know. None: it speaks of none, or nothing
/// was judged yet.
Result<std::optional<Report>> DecidedWithPatterns(const Services& services,
                                                  const CommandClaim& claim,
                                                  const std::string& text);

/// What the platform's rule set says of waivers of a rule in this project.
WaiverTerms TermsFor(const Services& services, const ForgeProject& project,
                     const std::string& rule);

}  // namespace headwater::jobs
