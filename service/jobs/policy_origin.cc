// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_origin.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "service/jobs/policy_files.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

/// Which file it is, how large, and when it was written; links are followed, as when it is read.
std::string MarkOf(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) return path + " -\n";
  return path + " " + std::to_string(facts.st_dev) + " " + std::to_string(facts.st_ino) + " " +
         std::to_string(facts.st_size) + " " + std::to_string(facts.st_mtim.tv_sec) + "." +
         std::to_string(facts.st_mtim.tv_nsec) + "\n";
}

}  // namespace

config::ReadOther PolicyFiles::Watching(config::ReadOther read, const std::string& folder) {
  if (!read) return nullptr;
  return [this, read = std::move(read), folder](const std::string& path) {
    watched_.insert((fs::path(folder) / path).lexically_normal().string());
    return read(path);
  };
}

Result<config::LayerSources> PolicyFiles::Read() {
  watched_.clear();
  config::LayerSources sources = TRY(ReadLayerSources(instance_file_, group_folder_));
  sources.beside_instance = Watching(std::move(sources.beside_instance), FolderOf(instance_file_));
  sources.below_groups = Watching(std::move(sources.below_groups), group_folder_);
  return sources;
}

std::string PolicyFiles::Mark() {
  std::string mark = MarkOf(instance_file_);
  for (const std::string& path : watched_) mark += MarkOf(path);
  if (group_folder_.empty()) return mark;
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(group_folder_, error), end; !error && at != end;
       at.increment(error)) {
    names.insert(at->path().string());
    if (names.size() > kMaxGroupFiles) break;  // Refused when it is read.
  }
  for (const std::string& name : names) mark += MarkOf(name);
  return mark;
}

}  // namespace headwater::jobs
