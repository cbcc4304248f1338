// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/pattern/check.h"

#include <cstdlib>

namespace headwater {
namespace pattern {

bool IsLookedAt(const RuleContext& context, const ChangedFile& file) {
  if (file.status == FileStatus::kDeleted) return false;
  if (file.origin.confirmed && file.origin.origin != Origin::kOwn) return false;
  return context.Covers(file.path);
}

bool IsOldContent(const RuleContext& context, const ChangedFile& file) {
  return context.change.scope != ChangeScope::kAll && file.status == FileStatus::kAdded &&
         !file.new_content;
}

bool IsAnswered(const RuleContext& context, const AnswerBuilder& answer) {
  return answer.full() && context.max_findings == 1;
}

}  // namespace pattern

Result<RuleAnswer> CheckPattern(const RuleContext& context) {
  if (context.own_rule == nullptr) return Error{Errc::kInternal, "no policy's rule was given"};
  const Pattern& looks_at = context.own_rule->pattern;
  switch (looks_at.kind) {
    case PatternKind::kAddedLines:
    case PatternKind::kContent:
      return pattern::CheckLines(context, looks_at);
    case PatternKind::kPath:
    case PatternKind::kMaxFileSize:
    case PatternKind::kBinary:
    case PatternKind::kForbiddenFiles:
      return pattern::CheckFiles(context, looks_at);
    case PatternKind::kRequiredFiles:
      return pattern::CheckRequired(context, looks_at);
    case PatternKind::kCommitMessage:
    case PatternKind::kTitle:
    case PatternKind::kBranch:
    case PatternKind::kAuthorDomain:
      return pattern::CheckTexts(context, looks_at);
    case PatternKind::kExternal:
      return pattern::CheckExternal(context);
  }
  std::abort();
}

}  // namespace headwater
