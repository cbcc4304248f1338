// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/named_projects.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "service/report/decision_json.h"

namespace headwater::jobs {

Result<std::vector<NamedProject>> NamedProjects(DecisionBook& book) {
  std::vector<NamedProject> all;
  for (const Decision& decision : TRY(book.NewestOfProjects())) {
    Result<std::string> path = report::ReadDecidedPath(decision.record);
    all.push_back({decision.about.project, path.ok() ? std::move(path).value() : std::string()});
  }
  std::ranges::sort(all, {}, &NamedProject::path);
  return all;
}

Result<ProjectId> ProjectNamed(DecisionBook& book, const std::string& text) {
  ProjectId id;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, id.value);
  if (error == std::errc{} && at == end) return id;
  for (const NamedProject& project : TRY(NamedProjects(book))) {
    if (project.path == text) return project.id;
  }
  return Error{Errc::kNotFound, text + ": no decision is about such a project"};
}

}  // namespace headwater::jobs
