// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/confusable_names.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "headwater/handle.h"

namespace headwater::git {
namespace {

using Utf8procText = Handle<utf8proc_uint8_t, std::free>;

bool IsAscii(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return static_cast<uint8_t>(c) < 0x80U; });
}

/// The name with case folded and composed (NFC). A name that is no UTF-8 stands for itself.
std::string Fold(std::string_view name) {
  if (IsAscii(name)) {
    std::string folded(name);
    for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return folded;
  }
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t bytes = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
      static_cast<utf8proc_ssize_t>(name.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  const Utf8procText text(mapped);
  if (bytes < 0) return std::string(name);
  return {reinterpret_cast<const char*>(text.get()), static_cast<size_t>(bytes)};
}

/// Every folder on the way to a changed file, "" for the top one, and the names in it that lie on
/// such a way.
using TouchedFolders = std::unordered_map<std::string, std::set<std::string_view>>;

TouchedFolders FindTouched(std::span<const ChangedFile> changed) {
  TouchedFolders touched;
  for (const ChangedFile& file : changed) {
    if (file.status == FileStatus::kDeleted) continue;
    const std::string_view path = file.path.bytes();
    // From the file upwards, until a name that another file has brought in.
    for (size_t end = path.size();;) {
      const size_t slash = path.substr(0, end).rfind('/');
      const size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
      const std::string folder(path.substr(0, begin));
      if (!touched[folder].insert(path.substr(begin, end - begin)).second || begin == 0) break;
      end = slash;
    }
  }
  return touched;
}

/// The part of sorted `files` whose paths begin with `prefix`.
std::span<const FileEntry> Below(std::span<const FileEntry> files, std::string_view prefix) {
  const auto begins = [](const FileEntry& file, std::string_view wanted) {
    return std::string_view(file.path.bytes()).substr(0, wanted.size());
  };
  const auto first = std::partition_point(
      files.begin(), files.end(), [&](const FileEntry& f) { return begins(f, prefix) < prefix; });
  const auto last = std::partition_point(
      first, files.end(), [&](const FileEntry& f) { return begins(f, prefix) == prefix; });
  return {first, last};
}

/// The names standing directly in a folder (which ends in '/' or is empty); steps over what is
/// below them.
std::vector<std::string_view> NamesIn(std::span<const FileEntry> files, std::string_view folder) {
  std::vector<std::string_view> names;
  std::span<const FileEntry> rest = Below(files, folder);
  while (!rest.empty()) {
    const std::string_view path = rest.front().path.bytes();
    const size_t end = path.find('/', folder.size());
    names.push_back(path.substr(folder.size(), std::min(end, path.size()) - folder.size()));
    const size_t taken =
        end == std::string_view::npos ? 1 : Below(rest, path.substr(0, end + 1)).size();
    rest = rest.subspan(taken);
  }
  return names;
}

}  // namespace

std::vector<Notice> FindConfusableNames(std::span<const FileEntry> head,
                                        std::span<const ChangedFile> changed) {
  std::vector<Notice> notices;
  for (const auto& [folder, touched] : FindTouched(changed)) {
    std::unordered_map<std::string, std::vector<std::string_view>> by_fold;
    for (const std::string_view name : NamesIn(head, folder)) by_fold[Fold(name)].push_back(name);
    for (const auto& [fold, names] : by_fold) {
      const auto is_touched = [&touched = touched](std::string_view n) {
        return touched.contains(n);
      };
      const auto ours = std::ranges::find_if(names, is_touched);
      if (names.size() < 2 || ours == names.end()) continue;
      const std::string_view other = names[ours == names.begin() ? 1 : 0];
      notices.push_back({NoticeKind::kConfusableNames, Untrusted(folder + std::string(*ours)),
                         Untrusted(folder + std::string(other))});
    }
  }
  std::ranges::sort(notices, {}, &Notice::path);
  if (notices.size() > kMaxConfusableNames) notices.resize(kMaxConfusableNames);
  return notices;
}

}  // namespace headwater::git
