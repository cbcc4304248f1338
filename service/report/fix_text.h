// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/report.h"

namespace headwater::report {

/// A file that fixes were meant for.
struct FixedFile {
  Untrusted path;
  std::vector<Literal> rules;  ///< Whose findings they mend.
  bool created = false;
  Untrusted problem;  ///< Why it was not changed; empty: it was.
};

struct FixSummary {
  std::vector<FixedFile> files;
  Report left;           ///< What remains for a person.
  bool dry_run = false;  ///< Nothing was changed.
};

/// What was changed, what could not be, what remains with how to mend it, and a line of numbers.
/// As RenderText.
std::string RenderFixText(const FixSummary& summary, Language language);

}  // namespace headwater::report
