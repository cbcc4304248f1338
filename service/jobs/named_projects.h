// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/decision_book.h"
#include "headwater/result.h"

namespace headwater::jobs {

struct NamedProject {
  ProjectId id;
  std::string path;  ///< As its newest decision names it; empty: it names none.
};

/// Everything that was ever judged, by path. Errors as of the book.
Result<std::vector<NamedProject>> NamedProjects(DecisionBook& book);

/// By number, or by the path that its newest decision names. kNotFound: there is no such path.
Result<ProjectId> ProjectNamed(DecisionBook& book, const std::string& text);

}  // namespace headwater::jobs
