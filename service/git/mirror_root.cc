// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <string>
#include <system_error>

#include "service/git/mirror_folder.h"

namespace headwater::git {
namespace {

namespace fs = std::filesystem;

/// The project of "17.git" and its like; none for what is not ours.
std::optional<ProjectId> ProjectOf(const fs::path& path) {
  const std::string stem = path.stem().string();
  ProjectId project;
  const auto [end, problem] =
      std::from_chars(stem.data(), stem.data() + stem.size(), project.value);
  if (problem != std::errc() || end != stem.data() + stem.size()) return std::nullopt;
  return project;
}

/// Half-made and half-removed mirrors. One that another process is at work on is left to it.
void RemoveRemains(const std::string& root, ProjectId project, const fs::path& remains) {
  const Result<MirrorFolder> folder =
      MirrorFolder::Lock(root, project, std::chrono::milliseconds(0));
  std::error_code ignored;
  if (folder.ok()) fs::remove_all(remains, ignored);
}

FoundMirror Found(ProjectId project, const fs::path& mirror) {
  std::error_code never;
  const auto used = fs::last_write_time(fs::path(mirror).replace_extension(".lock"), never);
  return {project, BytesBelow(mirror / "objects"), never ? fs::file_time_type::min() : used};
}

}  // namespace

Result<std::vector<FoundMirror>> OpenMirrorRoot(const std::string& root) {
  std::error_code why;
  fs::create_directories(root, why);
  if (!why) fs::permissions(root, fs::perms::owner_all, why);
  if (why) return Error{Errc::kInternal, "use " + root + ": " + why.message()};
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(root, why), end; !why && at != end; at.increment(why)) {
    entries.push_back(at->path());
  }
  if (why) return Error{Errc::kInternal, "read " + root + ": " + why.message()};
  std::vector<FoundMirror> found;
  for (const fs::path& entry : entries) {
    const std::optional<ProjectId> project = ProjectOf(entry);
    if (!project) continue;
    if (entry.extension() == ".git") found.push_back(Found(*project, entry));
    if (entry.extension() == ".new" || entry.extension() == ".gone") {
      RemoveRemains(root, *project, entry);
    }
  }
  return found;
}

}  // namespace headwater::git
