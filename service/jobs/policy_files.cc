// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "headwater/data.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;
using config::NamedText;

Error Unreadable(const std::string& path, std::string_view why) {
  return {Errc::kInvalid, path + ": " + std::string(why)};
}

bool IsPolicyName(const fs::path& path) {
  return path.extension() == ".yml" || path.extension() == ".yaml";
}

/// Links may be followed within the folder, as where Kubernetes mounts files, and never out of it.
bool IsBelow(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  const fs::path real_folder = fs::canonical(folder, error);
  const fs::path real_file = error ? fs::path() : fs::canonical(file, error);
  if (error) return false;
  return std::mismatch(real_folder.begin(), real_folder.end(), real_file.begin(), real_file.end())
             .first == real_folder.end();
}

Result<std::vector<std::string>> PolicyFilesIn(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!IsPolicyName(at->path()) || !at->is_regular_file(error)) continue;
    paths.push_back(at->path().string());
    if (paths.size() > kMaxGroupFiles) {
      return Unreadable(folder, "more than " + std::to_string(kMaxGroupFiles) + " files");
    }
  }
  if (error) return Unreadable(folder, error.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<NamedText> ReadPolicyText(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Unreadable(path, "is a folder");
  std::ifstream file(path, std::ios::binary);
  // One byte more than allowed shows that there is more.
  std::string text(kYamlLimits.bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) return Unreadable(path, "cannot be read");
  text.resize(static_cast<size_t>(file.gcount()));
  text.shrink_to_fit();
  return NamedText{path, std::move(text)};
}

config::ReadOther FilesBelow(const std::string& folder) {
  return [folder](const std::string& path) -> Result<std::optional<NamedText>> {
    const fs::path full = fs::path(folder) / path;
    std::error_code error;
    if (!fs::exists(full, error)) return std::optional<NamedText>();
    if (!IsBelow(folder, full)) {
      return Unreadable(full.lexically_normal().string(), "is a link that leads elsewhere");
    }
    return std::optional(TRY(ReadPolicyText(full.lexically_normal().string())));
  };
}

std::string FolderOf(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

Result<config::LayerSources> ReadLayerSources(const std::string& instance_file,
                                              const std::string& group_folder) {
  config::LayerSources sources;
  sources.instance = TRY(ReadPolicyText(instance_file));
  sources.beside_instance = FilesBelow(FolderOf(instance_file));
  if (group_folder.empty()) return sources;
  sources.below_groups = FilesBelow(group_folder);
  const std::vector<std::string> paths = TRY(PolicyFilesIn(group_folder));
  for (const std::string& path : paths) {
    NamedText file = TRY(ReadPolicyText(path));
    sources.groups.push_back(std::move(file));
  }
  return sources;
}

Result<std::shared_ptr<const config::PolicyLayers>> LoadLayers(const std::string& instance_file,
                                                               const std::string& group_folder,
                                                               const config::Shipped& shipped) {
  const config::LayerSources sources = TRY(ReadLayerSources(instance_file, group_folder));
  config::PolicyLayers layers = TRY(config::PolicyLayers::Load(sources, shipped));
  return std::shared_ptr<const config::PolicyLayers>(
      std::make_shared<config::PolicyLayers>(std::move(layers)));
}

Result<std::shared_ptr<const config::PolicyLayers>> LayersOf(const config::ServiceConfig& config,
                                                             const config::Shipped& shipped) {
  if (config.policy_instance.empty()) return std::shared_ptr<const config::PolicyLayers>();
  config::Shipped chosen = shipped;
  chosen.standard = config.standard_policy;
  return LoadLayers(config.policy_instance, config.policy_groups, chosen);
}

}  // namespace headwater::jobs
