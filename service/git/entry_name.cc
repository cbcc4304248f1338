// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/entry_name.h"

#include <array>
#include <string>

namespace headwater::git {
namespace {

/// UTF-8 of the code points HFS+ ignores when it compares names: U+200C to U+200F, U+202A to
/// U+202E, U+206A to U+206F and U+FEFF (git's utf8.c, next_hfs_char, git 2.39). First, last.
struct IgnoredRange {
  std::string_view first;
  std::string_view last;
};
constexpr std::array<IgnoredRange, 4> kHfsIgnored = {{
    {"\xe2\x80\x8c", "\xe2\x80\x8f"},
    {"\xe2\x80\xaa", "\xe2\x80\xae"},
    {"\xe2\x81\xaa", "\xe2\x81\xaf"},
    {"\xef\xbb\xbf", "\xef\xbb\xbf"},
}};
constexpr size_t kIgnoredBytes = 3;

bool BeginsWithIgnored(std::string_view text) {
  const std::string_view sequence = text.substr(0, kIgnoredBytes);
  for (const IgnoredRange& range : kHfsIgnored) {
    if (sequence.size() == kIgnoredBytes && sequence >= range.first && sequence <= range.last) {
      return true;
    }
  }
  return false;
}

/// Whether `text` begins with `lower` when ASCII case is ignored.
bool BeginsWithFolded(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower[i]) return false;
  }
  return true;
}

bool IsHfsDotGit(std::string_view name) {
  std::string visible;
  while (!name.empty()) {
    const size_t step = BeginsWithIgnored(name) ? kIgnoredBytes : 1;
    if (step == 1) visible += name.front();
    name.remove_prefix(step);
  }
  constexpr std::string_view kDotGit = ".git";
  return visible.size() == kDotGit.size() && BeginsWithFolded(visible, kDotGit);
}

/// NTFS drops blanks and dots at the end, and what follows ':' names a stream of the same file.
bool IsNtfsDotGit(std::string_view name) {
  for (const std::string_view alias : {".git", "git~1"}) {
    if (!BeginsWithFolded(name, alias)) continue;
    const size_t end = name.find_first_not_of(" .", alias.size());
    if (end == std::string_view::npos || name[end] == ':' || name[end] == '\\') return true;
  }
  return false;
}

}  // namespace

std::string_view NameProblem(std::string_view name) {
  if (name.empty()) return "is empty";
  if (name == "." || name == "..") return "means a folder itself";
  if (name.find('/') != std::string_view::npos) return "contains a slash";
  if (name.find('\0') != std::string_view::npos) return "contains a NUL byte";
  if (name.size() > kMaxPathBytes) return "is too long";
  if (IsNtfsDotGit(name) || IsHfsDotGit(name)) return "some system takes for .git";
  return {};
}

std::string_view PathProblem(std::string_view path) {
  if (path.size() > kMaxPathBytes) return "is too long";
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view problem = NameProblem(path.substr(begin, end - begin));
    if (!problem.empty()) return problem;
    begin = end + 1;
  }
  return {};
}

}  // namespace headwater::git
