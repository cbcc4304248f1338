// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/manifest_table.h"

#include "rules/common/manifest_readers.h"

namespace headwater {
namespace {

constexpr bool kIsLock = true;

constexpr ManifestEntry kTable[] = {
    {"package.json", "", {"npm", "package.json", !kIsLock}, ReadPackageJson},
    {"package-lock.json", "", {"npm", "package-lock.json", kIsLock}, ReadPackageLock},
    {"npm-shrinkwrap.json", "", {"npm", "npm-shrinkwrap.json", kIsLock}, ReadPackageLock},
    {"yarn.lock", "", {"npm", "yarn.lock", kIsLock}, ReadYarnLock},
    {"pnpm-lock.yaml", "", {"npm", "pnpm-lock.yaml", kIsLock}, ReadPnpmLock},

    {"requirements", ".txt", {"pypi", "requirements.txt", !kIsLock}, ReadRequirements},
    {"pyproject.toml", "", {"pypi", "pyproject.toml", !kIsLock}, ReadPyproject},
    {"Pipfile", "", {"pypi", "Pipfile", !kIsLock}, ReadPipfile},
    {"Pipfile.lock", "", {"pypi", "Pipfile.lock", kIsLock}, ReadPipfileLock},
    {"poetry.lock", "", {"pypi", "poetry.lock", kIsLock}, ReadPythonLock},
    {"uv.lock", "", {"pypi", "uv.lock", kIsLock}, ReadPythonLock},
    {"pdm.lock", "", {"pypi", "pdm.lock", kIsLock}, ReadPythonLock},
    {"pylock.toml", "", {"pypi", "pylock.toml", kIsLock}, ReadPythonLock},

    {"pom.xml", "", {"maven", "pom.xml", !kIsLock}, ReadPom},
    {"gradle.lockfile", "", {"maven", "gradle.lockfile", kIsLock}, ReadGradleLockfile},
    {"buildscript-gradle.lockfile",
     "",
     {"maven", "buildscript-gradle.lockfile", kIsLock},
     ReadGradleLockfile},

    {"go.mod", "", {"golang", "go.mod", !kIsLock}, ReadGoMod},

    {"Cargo.toml", "", {"cargo", "Cargo.toml", !kIsLock}, ReadCargoToml},
    {"Cargo.lock", "", {"cargo", "Cargo.lock", kIsLock}, ReadCargoLock},

    {"composer.json", "", {"composer", "composer.json", !kIsLock}, ReadComposerJson},
    {"composer.lock", "", {"composer", "composer.lock", kIsLock}, ReadComposerLock},

    {"Gemfile", "", {"gem", "Gemfile", !kIsLock}, ReadGemfile},
    {"Gemfile.lock", "", {"gem", "Gemfile.lock", kIsLock}, ReadGemfileLock},
    {"", ".gemspec", {"gem", "*.gemspec", !kIsLock}, ReadGemspec},

    {"", ".csproj", {"nuget", "*.csproj", !kIsLock}, ReadMsbuildProject},
    {"", ".fsproj", {"nuget", "*.fsproj", !kIsLock}, ReadMsbuildProject},
    {"", ".vbproj", {"nuget", "*.vbproj", !kIsLock}, ReadMsbuildProject},
    {"Directory.Packages.props",
     "",
     {"nuget", "Directory.Packages.props", !kIsLock},
     ReadMsbuildProject},
    {"packages.config", "", {"nuget", "packages.config", !kIsLock}, ReadPackagesConfig},
    {"packages.lock.json", "", {"nuget", "packages.lock.json", kIsLock}, ReadNugetLock},

    {"conanfile.txt", "", {"conan", "conanfile.txt", !kIsLock}, ReadConanfile},
    {"conan.lock", "", {"conan", "conan.lock", kIsLock}, ReadConanLock},
    {"vcpkg.json", "", {"vcpkg", "vcpkg.json", !kIsLock}, ReadVcpkgJson},
    {"mix.lock", "", {"hex", "mix.lock", kIsLock}, ReadMixLock},
    {"pubspec.yaml", "", {"pub", "pubspec.yaml", !kIsLock}, ReadPubspec},
    {"pubspec.lock", "", {"pub", "pubspec.lock", kIsLock}, ReadPubspecLock},
    {"Package.resolved", "", {"swift", "Package.resolved", kIsLock}, ReadPackageResolved},
    {".gitmodules", "", {"generic", ".gitmodules", !kIsLock}, ReadGitmodules},
};

}  // namespace

std::span<const ManifestEntry> ManifestTable() { return kTable; }

}  // namespace headwater
