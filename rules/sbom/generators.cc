// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/generators.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace headwater::sbom {
namespace {

// https://github.com/CycloneDX/cyclonedx-node-npm, cyclonedx-python (docs/usage.rst),
// cyclonedx-gomod, cyclonedx-maven-plugin, cyclonedx-php-composer, cyclonedx-dotnet,
// cyclonedx-ruby-gem.
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

// https://github.com/CycloneDX/cdxgen, docs/PROJECT_TYPES.md. Since version 12 it writes 1.7 unless
// told otherwise.
constexpr Literal kAnything = "npx @cyclonedx/cdxgen --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kJs = "npx @cyclonedx/cdxgen -t js --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kPython = "npx @cyclonedx/cdxgen -t python --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kGradle = "npx @cyclonedx/cdxgen -t gradle --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kRust = "npx @cyclonedx/cdxgen -t rust --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kGems = "npx @cyclonedx/cdxgen -t ruby --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kNuget = "npx @cyclonedx/cdxgen -t dotnet --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kConan = "npx @cyclonedx/cdxgen -t conan --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kElixir = "npx @cyclonedx/cdxgen -t elixir --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kDart = "npx @cyclonedx/cdxgen -t dart --spec-version 1.6 -o sbom.cdx.json .";
constexpr Literal kSwift = "npx @cyclonedx/cdxgen -t swift --spec-version 1.6 -o sbom.cdx.json .";

constexpr Generator kTable[] = {
    {"package.json", "cyclonedx-npm", kNpm},
    {"package-lock.json", "cyclonedx-npm", kNpm},
    {"npm-shrinkwrap.json", "cyclonedx-npm", kNpm},
    {"yarn.lock", "cdxgen", kJs},
    {"pnpm-lock.yaml", "cdxgen", kJs},
    {"requirements.txt", "cyclonedx-py", kRequirements},
    {"pyproject.toml", "cdxgen", kPython},
    {"Pipfile", "cyclonedx-py", kPipenv},
    {"Pipfile.lock", "cyclonedx-py", kPipenv},
    {"poetry.lock", "cyclonedx-py", kPoetry},
    {"uv.lock", "cdxgen", kPython},
    {"pdm.lock", "cdxgen", kPython},
    {"pylock.toml", "cdxgen", kPython},
    {"pom.xml", "cyclonedx-maven-plugin", kMaven},
    {"gradle.lockfile", "cdxgen", kGradle},
    {"buildscript-gradle.lockfile", "cdxgen", kGradle},
    {"go.mod", "cyclonedx-gomod", kGo},
    {"Cargo.toml", "cdxgen", kRust},
    {"Cargo.lock", "cdxgen", kRust},
    {"composer.json", "cyclonedx-php-composer", kComposer},
    {"composer.lock", "cyclonedx-php-composer", kComposer},
    {"Gemfile", "cyclonedx-ruby", kRuby},
    {"Gemfile.lock", "cyclonedx-ruby", kRuby},
    {"*.gemspec", "cdxgen", kGems},
    {"*.csproj", "cdxgen", kNuget},
    {"*.fsproj", "cdxgen", kNuget},
    {"*.vbproj", "cdxgen", kNuget},
    {"Directory.Packages.props", "cdxgen", kNuget},
    {"packages.config", "dotnet-CycloneDX", kDotnet},
    {"packages.lock.json", "cdxgen", kNuget},
    {"conanfile.txt", "cdxgen", kConan},
    {"conan.lock", "cdxgen", kConan},
    {"mix.lock", "cdxgen", kElixir},
    {"pubspec.yaml", "cdxgen", kDart},
    {"pubspec.lock", "cdxgen", kDart},
    {"Package.resolved", "cdxgen", kSwift},
};

const Generator* GeneratorOf(const Manifest& manifest) {
  const auto* const found = std::find_if(
      std::begin(kTable), std::end(kTable),
      [&](const Generator& generator) { return generator.file == manifest.kind->file; });
  return found == std::end(kTable) ? nullptr : found;
}

using Place = std::pair<std::string_view, std::string_view>;  // Folder and ecosystem.

Place PlaceOf(const Manifest& manifest) {
  return {FolderOf(manifest), manifest.kind->ecosystem.view()};
}

/// What is left when a lock file speaks for the manifest beside it: npm's own tool, for one, reads
/// no lock file but npm's, so package.json beside yarn.lock says nothing.
std::vector<Manifest> WithoutOvershadowed(std::span<const Manifest> manifests) {
  std::set<Place> locked;
  for (const Manifest& manifest : manifests) {
    if (manifest.kind->is_lock) locked.insert(PlaceOf(manifest));
  }
  std::vector<Manifest> left;
  for (const Manifest& manifest : manifests) {
    if (manifest.kind->is_lock || !locked.contains(PlaceOf(manifest))) left.push_back(manifest);
  }
  return left;
}

bool IsPlain(std::string_view folder) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
  };
  // A leading dash would be an option.
  return !folder.starts_with('-') && std::all_of(folder.begin(), folder.end(), is_plain);
}

}  // namespace

std::span<const Generator> Generators() { return kTable; }

std::vector<const Generator*> GeneratorsFor(std::span<const Manifest> manifests) {
  std::vector<const Generator*> generators;
  for (const Manifest& manifest : WithoutOvershadowed(manifests)) {
    const Generator* const generator = GeneratorOf(manifest);
    if (generator == nullptr) continue;
    const bool known = std::any_of(generators.begin(), generators.end(), [&](const Generator* g) {
      return g->command == generator->command;
    });
    if (!known) generators.push_back(generator);
  }
  return generators;
}

std::string GeneratorCommand(std::span<const Manifest> manifests) {
  std::optional<Manifest> nearest;
  for (const Manifest& manifest : WithoutOvershadowed(manifests)) {
    if (GeneratorOf(manifest) == nullptr) continue;
    if (!nearest) nearest = manifest;
    if (manifest.kind->ecosystem != nearest->kind->ecosystem) return std::string(kAnything.view());
  }
  if (!nearest) return "";
  std::string command(GeneratorOf(*nearest)->command.view());
  const std::string_view folder = FolderOf(*nearest);
  if (folder.empty() || !IsPlain(folder)) return command;
  return "cd " + std::string(folder) + " && " + command;
}

std::optional<Fix> GeneratorFix(std::span<const Manifest> manifests) {
  std::string command = GeneratorCommand(manifests);
  if (command.empty()) return std::nullopt;
  return Fix{
      .kind = Fix::Kind::kCommand, .path = {}, .lines = {}, .text = Untrusted(std::move(command))};
}

}  // namespace headwater::sbom
