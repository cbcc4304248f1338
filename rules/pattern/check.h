// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/policy_rule.h"

/// \file
/// Private to rules/pattern: the conditions, by what they look at.

namespace headwater::pattern {

/// kAddedLines, kContent.
Result<RuleAnswer> CheckLines(const RuleContext& context, const Pattern& pattern);
/// kPath, kMaxFileSize, kBinary, kForbiddenFiles.
Result<RuleAnswer> CheckFiles(const RuleContext& context, const Pattern& pattern);
/// kRequiredFiles.
Result<RuleAnswer> CheckRequired(const RuleContext& context, const Pattern& pattern);
/// kCommitMessage, kAuthorDomain, kTitle, kBranch.
Result<RuleAnswer> CheckTexts(const RuleContext& context, const Pattern& pattern);
/// kExternal: by the fact that says what came of asking.
Result<RuleAnswer> CheckExternal(const RuleContext& context);

/// Whether patterns look at the file at all: upstream's, vendored and generated content is left
/// alone where the policy confirms that it is that.
bool IsLookedAt(const RuleContext& context, const ChangedFile& file);

/// Whether the content of a file was in the target's tree before, so that a finding about it is old
/// debt.
bool IsOldContent(const RuleContext& context, const ChangedFile& file);

/// RuleContext::max_findings when only "is there any" is asked, and there is one.
bool IsAnswered(const RuleContext& context, const AnswerBuilder& answer);

}  // namespace headwater::pattern
