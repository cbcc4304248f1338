// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/names.h"

#include <cstdlib>

namespace headwater::report {

Literal NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNotApplicable:
      return "not-applicable";
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kUnknown:
      return "unknown";
  }
  std::abort();
}

Literal NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "pass";
    case Outcome::kFail:
      return "fail";
    case Outcome::kUnknown:
      return "unknown";
  }
  std::abort();
}

Literal NameOf(Subject subject) {
  return subject == Subject::kChange ? Literal("change") : Literal("project");
}

Literal NameOf(Lacks lacks) {
  switch (lacks) {
    case Lacks::kNothing:
      return "nothing";
    case Lacks::kArtifacts:
      return "artifacts";
    case Lacks::kUnderWay:
      return "under-way";
  }
  std::abort();
}

Literal NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "info";
  }
  std::abort();
}

Literal NameOf(ChangeScope scope) {
  switch (scope) {
    case ChangeScope::kRange:
      return "range";
    case ChangeScope::kWorktree:
      return "worktree";
    case ChangeScope::kAll:
      return "all";
  }
  std::abort();
}

Literal NameOf(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::kSubmodule:
      return "submodule";
    case NoticeKind::kOddMode:
      return "odd-mode";
    case NoticeKind::kConfusableNames:
      return "confusable-names";
    case NoticeKind::kGeneratedClaim:
      return "generated-claim";
    case NoticeKind::kIgnoreBlock:
      return "ignore-block";
    case NoticeKind::kWideAnnotation:
      return "wide-annotation";
    case NoticeKind::kOddText:
      return "odd-text";
    case NoticeKind::kLicenseChange:
      return "license-change";
    case NoticeKind::kUpstreamFiles:
      return "upstream-files";
    case NoticeKind::kUnconfirmedWaiver:
      return "unconfirmed-waiver";
    case NoticeKind::kUpstreamCommits:
      return "upstream-commits";
    case NoticeKind::kUpstreamTooNew:
      return "upstream-too-new";
  }
  std::abort();
}

Literal NameOf(Fix::Kind kind) {
  switch (kind) {
    case Fix::Kind::kReplace:
      return "replace";
    case Fix::Kind::kCreate:
      return "create";
    case Fix::Kind::kCommand:
      return "command";
  }
  std::abort();
}

Literal NameOf(OptionType type) {
  switch (type) {
    case OptionType::kBool:
      return "bool";
    case OptionType::kInteger:
      return "integer";
    case OptionType::kChoice:
      return "choice";
    case OptionType::kGlobs:
      return "globs";
    case OptionType::kText:
      return "text";
  }
  std::abort();
}

Literal NameOf(Stricter stricter) {
  switch (stricter) {
    case Stricter::kHigher:
      return "higher";
    case Stricter::kLower:
      return "lower";
    case Stricter::kSuperset:
      return "superset";
    case Stricter::kSubset:
      return "subset";
    case Stricter::kEqual:
      return "equal";
  }
  std::abort();
}

Literal NameOf(Language language) {
  return language == Language::kGerman ? Literal("de") : Literal("en");
}

}  // namespace headwater::report
