// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/result.h"

/// \file
/// One reader per format of manifest. All say whether the content names at least one third-party
/// component: entries of the same workspace and entries that are only a local path do not count.
/// All fail, with kInvalid and the place, on content that is not of the format.

namespace headwater {

// manifest_json.cc
Result<bool> ReadPackageJson(std::string_view content);
Result<bool> ReadPackageLock(std::string_view content);
Result<bool> ReadComposerJson(std::string_view content);
Result<bool> ReadComposerLock(std::string_view content);
Result<bool> ReadPipfileLock(std::string_view content);
Result<bool> ReadNugetLock(std::string_view content);
Result<bool> ReadVcpkgJson(std::string_view content);
Result<bool> ReadConanLock(std::string_view content);
Result<bool> ReadPackageResolved(std::string_view content);

// manifest_toml.cc
Result<bool> ReadPyproject(std::string_view content);
Result<bool> ReadPipfile(std::string_view content);
Result<bool> ReadPythonLock(std::string_view content);  ///< poetry, uv, pdm, pylock.
Result<bool> ReadCargoToml(std::string_view content);
Result<bool> ReadCargoLock(std::string_view content);

// manifest_tree.cc
Result<bool> ReadPom(std::string_view content);
Result<bool> ReadMsbuildProject(std::string_view content);  ///< *.csproj and its like.
Result<bool> ReadPackagesConfig(std::string_view content);
Result<bool> ReadPubspec(std::string_view content);
Result<bool> ReadPubspecLock(std::string_view content);
Result<bool> ReadPnpmLock(std::string_view content);

// manifest_lines.cc
Result<bool> ReadGoMod(std::string_view content);
Result<bool> ReadYarnLock(std::string_view content);
Result<bool> ReadGradleLockfile(std::string_view content);
Result<bool> ReadMixLock(std::string_view content);
Result<bool> ReadConanfile(std::string_view content);
Result<bool> ReadGitmodules(std::string_view content);

// manifest_ruby_python.cc
Result<bool> ReadRequirements(std::string_view content);
Result<bool> ReadGemfile(std::string_view content);
Result<bool> ReadGemspec(std::string_view content);
Result<bool> ReadGemfileLock(std::string_view content);

}  // namespace headwater
