// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/manifest_table.h"

#include "rules/common/manifest_readers.h"

namespace headwater {
namespace {

// Commands as the tools' own pages give them (read in 2026): https://github.com/CycloneDX/
// cyclonedx-node-npm, cyclonedx-python (docs/usage.rst), cyclonedx-gomod, cyclonedx-maven-plugin,
// cyclonedx-php-composer, cyclonedx-dotnet, cyclonedx-ruby-gem. Empty where the ecosystem's tool
// cannot write CycloneDX 1.6 (cargo-cyclonedx stops at 1.5), needs the name of a project file
// (dotnet-CycloneDX), or none is known to us.
constexpr Literal kNpm = "npx @cyclonedx/cyclonedx-npm --spec-version 1.6 -o sbom.cdx.json";
constexpr Literal kRequirements =
    "cyclonedx-py requirements requirements.txt --spec-version 1.6 -o sbom.cdx.json";
constexpr Literal kPipenv = "cyclonedx-py pipenv --spec-version 1.6 -o sbom.cdx.json";
constexpr Literal kPoetry = "cyclonedx-py poetry --spec-version 1.6 -o sbom.cdx.json";
constexpr Literal kGo = "cyclonedx-gomod mod -json -output-version 1.6 -output sbom.cdx.json";
constexpr Literal kMaven =
    "mvn org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom -DschemaVersion=1.6 "
    "-DoutputFormat=json -DoutputName=sbom.cdx -DoutputDirectory=.";
constexpr Literal kComposer =
    "composer CycloneDX:make-sbom --spec-version=1.6 --output-format=JSON "
    "--output-file=sbom.cdx.json";
constexpr Literal kDotnet = "dotnet-CycloneDX . -F Json -spv 1.6 -o . -fn sbom.cdx.json";
constexpr Literal kRuby = "cyclonedx-ruby -p . -f json -s 1.6 -o sbom.cdx.json";
constexpr Literal kNone;

constexpr bool kIsLock = true;

constexpr ManifestEntry kTable[] = {
    {"package.json", "", {"npm", "package.json", !kIsLock, kNpm}, ReadPackageJson},
    {"package-lock.json", "", {"npm", "package-lock.json", kIsLock, kNpm}, ReadPackageLock},
    {"npm-shrinkwrap.json", "", {"npm", "npm-shrinkwrap.json", kIsLock, kNpm}, ReadPackageLock},
    {"yarn.lock", "", {"npm", "yarn.lock", kIsLock, kNone}, ReadYarnLock},
    {"pnpm-lock.yaml", "", {"npm", "pnpm-lock.yaml", kIsLock, kNone}, ReadPnpmLock},

    {"requirements",
     ".txt",
     {"pypi", "requirements.txt", !kIsLock, kRequirements},
     ReadRequirements},
    {"pyproject.toml", "", {"pypi", "pyproject.toml", !kIsLock, kNone}, ReadPyproject},
    {"Pipfile", "", {"pypi", "Pipfile", !kIsLock, kPipenv}, ReadPipfile},
    {"Pipfile.lock", "", {"pypi", "Pipfile.lock", kIsLock, kPipenv}, ReadPipfileLock},
    {"poetry.lock", "", {"pypi", "poetry.lock", kIsLock, kPoetry}, ReadPythonLock},
    {"uv.lock", "", {"pypi", "uv.lock", kIsLock, kNone}, ReadPythonLock},
    {"pdm.lock", "", {"pypi", "pdm.lock", kIsLock, kNone}, ReadPythonLock},
    {"pylock.toml", "", {"pypi", "pylock.toml", kIsLock, kNone}, ReadPythonLock},

    {"pom.xml", "", {"maven", "pom.xml", !kIsLock, kMaven}, ReadPom},
    {"gradle.lockfile", "", {"maven", "gradle.lockfile", kIsLock, kNone}, ReadGradleLockfile},
    {"buildscript-gradle.lockfile",
     "",
     {"maven", "buildscript-gradle.lockfile", kIsLock, kNone},
     ReadGradleLockfile},

    {"go.mod", "", {"golang", "go.mod", !kIsLock, kGo}, ReadGoMod},

    {"Cargo.toml", "", {"cargo", "Cargo.toml", !kIsLock, kNone}, ReadCargoToml},
    {"Cargo.lock", "", {"cargo", "Cargo.lock", kIsLock, kNone}, ReadCargoLock},

    {"composer.json", "", {"composer", "composer.json", !kIsLock, kComposer}, ReadComposerJson},
    {"composer.lock", "", {"composer", "composer.lock", kIsLock, kComposer}, ReadComposerLock},

    {"Gemfile", "", {"gem", "Gemfile", !kIsLock, kRuby}, ReadGemfile},
    {"Gemfile.lock", "", {"gem", "Gemfile.lock", kIsLock, kRuby}, ReadGemfileLock},
    {"", ".gemspec", {"gem", "*.gemspec", !kIsLock, kNone}, ReadGemspec},

    {"", ".csproj", {"nuget", "*.csproj", !kIsLock, kNone}, ReadMsbuildProject},
    {"", ".fsproj", {"nuget", "*.fsproj", !kIsLock, kNone}, ReadMsbuildProject},
    {"", ".vbproj", {"nuget", "*.vbproj", !kIsLock, kNone}, ReadMsbuildProject},
    {"Directory.Packages.props",
     "",
     {"nuget", "Directory.Packages.props", !kIsLock, kNone},
     ReadMsbuildProject},
    {"packages.config", "", {"nuget", "packages.config", !kIsLock, kDotnet}, ReadPackagesConfig},
    {"packages.lock.json", "", {"nuget", "packages.lock.json", kIsLock, kNone}, ReadNugetLock},

    {"conanfile.txt", "", {"conan", "conanfile.txt", !kIsLock, kNone}, ReadConanfile},
    {"conan.lock", "", {"conan", "conan.lock", kIsLock, kNone}, ReadConanLock},
    {"vcpkg.json", "", {"vcpkg", "vcpkg.json", !kIsLock, kNone}, ReadVcpkgJson},
    {"mix.lock", "", {"hex", "mix.lock", kIsLock, kNone}, ReadMixLock},
    {"pubspec.yaml", "", {"pub", "pubspec.yaml", !kIsLock, kNone}, ReadPubspec},
    {"pubspec.lock", "", {"pub", "pubspec.lock", kIsLock, kNone}, ReadPubspecLock},
    {"Package.resolved", "", {"swift", "Package.resolved", kIsLock, kNone}, ReadPackageResolved},
    {".gitmodules", "", {"generic", ".gitmodules", !kIsLock, kNone}, ReadGitmodules},
};

}  // namespace

std::span<const ManifestEntry> ManifestTable() { return kTable; }

}  // namespace headwater
