// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/projects.h"

#include <optional>

namespace headwater::jobs {
namespace {

constexpr std::chrono::seconds kRemembered{60};

// Far more than are active within a minute; then the memory starts anew.
constexpr size_t kMaxKnown = 10'000;

}  // namespace

Result<ForgeProject> Projects::Get(ProjectId id) {
  const SteadyTime now = clock_.Steady();
  const auto remembered = known_.With([&](const auto& known) -> std::optional<ForgeProject> {
    const auto at = known.find(id);
    if (at == known.end() || at->second.read_at + kRemembered < now) return std::nullopt;
    return at->second.project;
  });
  if (remembered) return *remembered;
  ForgeProject project = TRY(forge_.Project(id));
  known_.With([&](auto& known) {
    if (known.size() >= kMaxKnown) known.clear();
    known[id] = {project, now};
  });
  return project;
}

Result<std::vector<ForgeProtectedBranch>> Projects::ProtectedBranches(ProjectId id) {
  using Rules = std::vector<ForgeProtectedBranch>;
  const SteadyTime now = clock_.Steady();
  const auto remembered = branches_.With([&](const auto& known) -> std::optional<Rules> {
    const auto at = known.find(id);
    if (at == known.end() || at->second.read_at + kRemembered < now) return std::nullopt;
    return at->second.rules;
  });
  if (remembered) return *remembered;
  Rules rules = TRY(forge_.ProtectedBranches(id));
  branches_.With([&](auto& known) {
    if (known.size() >= kMaxKnown) known.clear();
    known[id] = {rules, now};
  });
  return rules;
}

void Projects::Forget(ProjectId id) {
  known_.With([&](auto& known) { known.erase(id); });
  branches_.With([&](auto& known) { known.erase(id); });
}

}  // namespace headwater::jobs
