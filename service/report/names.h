// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/report.h"

/// \file
/// The names under which enumerators appear in every machine-readable format. Consumers and stored
/// records depend on them: a name is never changed or used again.

namespace headwater::report {

Literal NameOf(Verdict verdict);    ///< pass, fail, unknown, not-applicable
Literal NameOf(Outcome outcome);    ///< pass, fail, unknown
Literal NameOf(Subject subject);    ///< change, project
Literal NameOf(Severity severity);  ///< error, warning, info
Literal NameOf(ChangeScope scope);  ///< range, worktree, all
Literal NameOf(NoticeKind kind);    ///< submodule, odd-mode, confusable-names, ...
Literal NameOf(Fix::Kind kind);     ///< replace, create, command
Literal NameOf(OptionType type);    ///< bool, integer, choice, globs
Literal NameOf(Stricter stricter);  ///< higher, lower, superset, subset, equal
Literal NameOf(Lacks lacks);        ///< nothing, artifacts, under-way
Literal NameOf(Language language);  ///< en, de (BCP 47)

}  // namespace headwater::report
