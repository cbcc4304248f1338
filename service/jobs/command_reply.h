// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "headwater/policy_rule.h"
#include "headwater/rule.h"
#include "headwater/sink.h"
#include "headwater/untrusted.h"
#include "headwater/waiver.h"
#include "service/jobs/command_text.h"

/// \file
/// What is answered to commands: Markdown, in the language in which the command was written. What
/// people wrote stands in code spans only. Pure.

namespace headwater::jobs {

using Markdown = Out<Sink::kMarkdown>;

/// Why a wide waiver wants a second look.
enum class Wide { kNo, kProject, kEveryRule, kFolders, kFindings };

/// Single sentences.
enum class Saying {
  kClosed,     ///< The merge request is not open.
  kInThread,   ///< A command is a comment of its own.
  kOwn,        ///< In one's own merge request.
  kNobodyMay,  ///< The rule set lets nobody waive it.
  kNoSuchFinding,
  kNoHead,
  kOtherHead,
  kFindingNotUnique,
  kNoSuchWaiver,
  kRevokedBefore,
  kNothingToConfirm,
  kMaintainersOnly,
  kParticipantsOnly,
  kNotAFork,
  kIndependent,
};

class Replies {
 public:
  Replies(Untrusted bot, Language language) : bot_(std::move(bot)), language_(language) {}

  Markdown Say(Saying saying) const;
  Markdown Mistake(const CommandMistake& mistake) const;
  /// Generated from CommandForms.
  Markdown Help() const;
  Markdown Explain(const RuleInfo& rule) const;
  /// The same of a policy's own rule, and where more is said.
  Markdown ExplainOwn(const PolicyRule& rule) const;
  /// What was understood: number, rule, scope, reason, end.
  Markdown Waived(const Waiver& waiver, uint64_t number) const;
  Markdown Revoked(uint64_t number) const;
  Markdown Confirmed(const std::vector<uint64_t>& numbers) const;
  /// The same command again, with the word that says that it is meant so widely.
  Markdown PleaseConfirm(const Command& command, Wide wide) const;
  Markdown TooLong(std::chrono::days max, std::chrono::sys_days latest) const;
  /// Who may, and the line by which they do; the request is noted.
  Markdown Refused(const std::vector<std::string>& may_waive, const Untrusted& line) const;
  /// Who may, and nothing else.
  Markdown NotEntitled(const std::vector<std::string>& may_waive) const;
  Markdown Requested(const std::vector<std::string>& may_waive, const Untrusted& line) const;

  /// The command as a comment: `@bot waive ... because ...: text`.
  Untrusted LineOf(const Command& command, bool confirmed) const;
  /// A line without what only the giver knows.
  Untrusted GrantingLine(const std::string& rule) const;

 private:
  Literal Word(const Text& text) const { return text.In(language_); }
  Markdown Date(std::chrono::sys_days day) const;
  Markdown Scope(const WaiverScope& scope) const;
  Markdown Entitled(const std::vector<std::string>& may_waive) const;

  Untrusted bot_;
  Language language_;
};

}  // namespace headwater::jobs
