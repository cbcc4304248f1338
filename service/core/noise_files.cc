// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <string_view>

#include "headwater/patch_lines.h"

namespace headwater {
namespace {

// What package managers write, as their manuals name it; others end in `.lock`.
constexpr std::string_view kLockFiles[] = {
    ".terraform.lock.hcl", "bun.lockb",          "go.sum",
    "go.work.sum",         "gradle.lockfile",    "npm-shrinkwrap.json",
    "package-lock.json",   "packages.lock.json", "pnpm-lock.yaml",
};

// Names of change logs, without what stands behind the first dot.
constexpr std::string_view kChangeLogs[] = {
    "changelog", "changes",      "history",  "news",      "release-notes", "release_notes",
    "releases",  "releasenotes", "relnotes", "whats-new", "whatsnew",
};

// Minified, generated (the endings that github.com/github-linguist/linguist, generated.rb, goes
// by), translations, drawings.
constexpr std::string_view kEndings[] = {
    ".min.js", ".min.css",     ".bundle.js", ".map",    ".pb.go",        ".pb.cc",       ".pb.h",
    "_pb2.py", "_pb2_grpc.py", "_pb.js",     ".g.dart", ".freezed.dart", ".designer.cs", ".g.cs",
    ".snap",   ".po",          ".pot",       ".mo",     ".xlf",          ".xliff",       ".svg",
    ".drawio", ".eps",         ".fig",       ".dia",    ".odg",          ".lock",
};

// In the middle of a name: `schema.generated.ts`, `zz_generated.deepcopy.go`.
constexpr std::string_view kGeneratedParts[] = {".generated.", "zz_generated.", ".gen."};

std::string LowerCaseName(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// Change logs are prose: `news.c` is none.
bool IsChangeLog(std::string_view name) {
  static constexpr std::string_view kProse[] = {"",      ".md", ".txt",  ".rst",
                                                ".adoc", ".in", ".html", ".markdown"};
  const size_t dot = std::min(name.find('.'), name.size());
  return std::ranges::find(kChangeLogs, name.substr(0, dot)) != std::end(kChangeLogs) &&
         std::ranges::find(kProse, name.substr(dot)) != std::end(kProse);
}

}  // namespace

bool IsNoiseFile(const Untrusted& path) {
  const std::string name = LowerCaseName(path.bytes());
  const auto is_end = [&](std::string_view ending) { return name.ends_with(ending); };
  const auto is_part = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  return std::ranges::find(kLockFiles, name) != std::end(kLockFiles) || IsChangeLog(name) ||
         std::ranges::any_of(kEndings, is_end) || std::ranges::any_of(kGeneratedParts, is_part);
}

}  // namespace headwater
