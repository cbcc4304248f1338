// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/config/service_config.h"

/// \file
/// Policies on disk: what a person or the platform's operator names. Files of a repository are read
/// from git (project_policy.h).

namespace headwater::jobs {

/// The file's text, at most one byte more than any policy may have. kInvalid: it cannot be read.
Result<config::NamedText> ReadPolicyText(const std::string& path);

/// Gives files below the folder. kInvalid for a link that leads out of it.
config::ReadOther FilesBelow(const std::string& folder);

/// The folder that the file lies in: "." for a bare name.
std::string FolderOf(const std::string& path);

/// More files of groups than this are no policy but a mistake in the path.
inline constexpr size_t kMaxGroupFiles = 5'000;

/// The instance's file, and the files of groups: `*.yml` and `*.yaml` of the folder by name, those
/// in folders below it only when they are extended. An empty folder name: there are no groups.
/// kInvalid: something cannot be read.
Result<config::LayerSources> ReadLayerSources(const std::string& instance_file,
                                              const std::string& group_folder);

/// The layers of a platform, read from disk. Errors as ReadLayerSources and PolicyLayers::Load.
Result<std::shared_ptr<const config::PolicyLayers>> LoadLayers(const std::string& instance_file,
                                                               const std::string& group_folder,
                                                               const config::Shipped& shipped);

/// Those that the service's configuration names; nullptr: it names none. Errors likewise.
Result<std::shared_ptr<const config::PolicyLayers>> LayersOf(const config::ServiceConfig& config,
                                                             const config::Shipped& shipped);

}  // namespace headwater::jobs
