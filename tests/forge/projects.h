// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "tests/forge/world.h"

/// \file
/// Making and changing projects, for the REST calls and the control calls alike.

namespace headwater::forge_double {

/// Registers the project and its repository: empty, or with what `source` (a folder or another
/// project's repository) has. Its id, or zero when the path is taken or git refuses.
int64_t CreateProject(World& world, Project project, const std::string& source);
/// The settings that are named in `parameters`, by their REST names and the double's own.
void ApplySettings(Project& project, const Json& parameters);
/// As another path; the old one answers with a redirect.
bool MoveProject(World& world, int64_t project, const std::string& path);
void DeleteProject(World& world, int64_t project);

}  // namespace headwater::forge_double
