// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/fork_head.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "headwater/license_files.h"

namespace headwater::index {
namespace {

// Of more contents those with the smallest keys speak for all: a choice that falls on the same ones
// in every copy. Bounds the memory of a query, kMaxPostings projects for each.
constexpr size_t kMaxFiles = 20'000;
// What lies deeper counts for the folder at this depth. Java's deepest customs need a dozen.
constexpr size_t kMaxDepth = 32;
// Folders beyond these count with the one they are in. Linux has 6,000.
constexpr size_t kMaxFolders = 20'000;

// Files with the same content in most projects that have them: wrappers that build tools write, the
// texts that platforms propose (docs.github.com, "community health files").
constexpr std::string_view kBoilerplateNames[] = {
    "gradlew",
    "gradlew.bat",
    "gradle-wrapper.properties",
    "mvnw",
    "mvnw.cmd",
    "code_of_conduct.md",
    "contributing.md",
    "security.md",
    "support.md",
    "governance.md",
    "manifest.in",
    "browserconfig.xml",
    "codeowners",
    "dco",
    "renovate.json",
    "tsconfig.json",
    "pom.properties",
    "robots.txt",
    "humans.txt",
    "gradle-wrapper.jar",
};

// Names of folders that github-linguist's vendor.yml and the package managers' manuals give to
// other people's code.
constexpr std::string_view kVendorFolders[] = {
    "vendor",           "vendors",    "vendored",     "_vendor",   "third_party",
    "third-party",      "thirdparty", "3rdparty",     "3rd-party", "deps",
    "external",         "externals",  "node_modules", "extern",    "subprojects",
    "bower_components", "submodules", "pods",
};

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Calls `use` with each component until it answers true; whether it did.
template <typename Use>
bool AnyComponent(std::string_view path, const Use& use) {
  while (true) {
    const size_t slash = path.find('/');
    if (use(path.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

/// A text in a collection of licences: `conf/license/Apache License 2.0`.
bool IsInLicenseFolder(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  const bool prose = ending.empty() || ending == ".txt" || ending == ".md" ||
                     ending.find_first_not_of(".0123456789") == std::string_view::npos;
  return prose && AnyComponent(path, [](std::string_view part) {
           const std::string lower = LowerCase(part);
           return lower == "license" || lower == "licenses" || lower == "licence" ||
                  lower == "licences";
         });
}

bool Counts(const HeadFile& file) { return !file.noise && !IsBoilerplate(file.path.bytes()); }

}  // namespace

bool IsBoilerplate(std::string_view path) {
  if (IsLicenseFile(path) || IsInLicenseFolder(path)) return true;
  if (AnyComponent(path, [](std::string_view part) { return part.starts_with('.'); })) return true;
  const std::string name = LowerCase(path.substr(path.rfind('/') + 1));
  return std::ranges::find(kBoilerplateNames, name) != std::end(kBoilerplateNames);
}

bool IsVendorPath(std::string_view path) {
  return AnyComponent(path, [](std::string_view part) {
    return std::ranges::find(kVendorFolders, LowerCase(part)) != std::end(kVendorFolders);
  });
}

CountedHead::CountedHead(const ProjectHead& head) : head_(head) {
  TakeFiles();
  TakeFolders();
  TakeLines();
}

void CountedHead::TakeFiles() {
  std::unordered_set<BlobId, ObjectIdHash> seen;
  for (const HeadFile& file : head_.files) {
    if (Counts(file) && seen.insert(file.blob).second) files_.push_back({&file, kRoot});
  }
  if (files_.size() <= kMaxFiles) return;
  const auto key = [](const File& one) { return KeyOf(one.file->blob); };
  std::ranges::nth_element(files_, files_.begin() + kMaxFiles, {}, key);
  files_.resize(kMaxFiles);
  std::ranges::sort(files_, {}, [](const File& one) { return one.file; });
}

void CountedHead::TakeFolders() {
  folders_.push_back({});
  std::unordered_map<std::string, uint32_t> numbers;
  for (File& one : files_) {
    const std::string& path = one.file->path.bytes();
    size_t depth = 0;
    for (size_t slash = path.find('/'); slash != std::string::npos && depth < kMaxDepth;
         slash = path.find('/', slash + 1), ++depth) {
      std::string folder = path.substr(0, slash);
      const auto known = numbers.find(folder);
      if (known == numbers.end() && folders_.size() >= kMaxFolders) break;
      const auto next = static_cast<uint32_t>(folders_.size());
      const uint32_t number = known == numbers.end() ? next : known->second;
      if (number == next) {
        numbers.emplace(folder, next);
        folders_.push_back({std::move(folder), one.folder});
      }
      one.folder = number;
    }
    ++folders_[one.folder].files;
  }
}

void CountedHead::TakeLines() {
  for (uint32_t at = 0; at < files_.size(); ++at) {
    for (const ContentKey key : files_[at].file->lines) lines_.push_back({key, at});
  }
  std::ranges::sort(lines_, [](const Line& a, const Line& b) {
    return a.key != b.key ? a.key < b.key : a.file < b.file;
  });
  const auto same = [](const Line& a, const Line& b) { return a.key == b.key; };
  lines_.erase(std::unique(lines_.begin(), lines_.end(), same), lines_.end());
  for (const Line& line : lines_) ++folders_[files_[line.file].folder].lines;
  for (size_t at = folders_.size(); --at > kRoot;) {  // Children first: they stand behind.
    Folder& parent = folders_[folders_[at].parent];
    parent.files += folders_[at].files;
    parent.lines += folders_[at].lines;
  }
}

}  // namespace headwater::index
