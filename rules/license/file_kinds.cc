// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "rules/license/comment_styles.h"
#include "rules/license/file_content.h"
#include "rules/license/file_kind_table.h"

namespace headwater::license {
namespace {

template <typename Visit>
void ForEachWord(std::string_view list, Visit&& visit) {
  while (!list.empty()) {
    const size_t end = std::min(list.find(' '), list.size());
    if (end > 0) visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

FileKind KindOf(const KindGroup& group) {
  const std::string_view style = group.style.view();
  return {style.empty() ? nullptr : &StyleNamed(style), group.source};
}

using KindIndex = std::unordered_map<std::string_view, FileKind>;

struct KindIndexes {
  KindIndex by_extension;
  KindIndex by_name;
};

const KindIndexes& Indexes() {
  static const KindIndexes kIndexes = [] {
    KindIndexes indexes;
    for (const NamedKind& row : AllFileKinds()) {
      (row.is_name ? indexes.by_name : indexes.by_extension).emplace(row.name, row.kind);
    }
    return indexes;
  }();
  return kIndexes;
}

// ASCII only, whatever the locale.
std::string ToLower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

const FileKind* Look(const KindIndex& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &found->second;
}

// The last two parts of an extension (`blade.php`), else the last one.
const FileKind* LookByExtension(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return nullptr;
  const size_t earlier = name.rfind('.', dot - 1);
  if (earlier != std::string_view::npos) {
    const auto* const kind = Look(Indexes().by_extension, ToLower(name.substr(earlier + 1)));
    if (kind != nullptr) return kind;
  }
  return Look(Indexes().by_extension, ToLower(name.substr(dot + 1)));
}

/// The row of the table, which may say that there are no comments; nullptr when there is none.
const FileKind* Row(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (const auto* const kind = Look(Indexes().by_name, name)) return kind;
  for (const std::string_view start : {"Dockerfile.", "Containerfile.", "Jenkinsfile."}) {
    if (name.starts_with(start)) {
      return Look(Indexes().by_name, start.substr(0, start.size() - 1));
    }
  }
  if (name.starts_with(".env.")) return Look(Indexes().by_name, ".env");
  // What a build makes a file of has that file's language.
  constexpr std::string_view kInput = ".in";
  if (name.ends_with(kInput)) {
    name.remove_suffix(kInput.size());
    if (const auto* const kind = Look(Indexes().by_name, name)) return kind;
  }
  return LookByExtension(name);
}

}  // namespace

std::optional<FileKind> FileKindOf(std::string_view path) {
  const FileKind* row = Row(path);
  if (row == nullptr || row->style == nullptr) return std::nullopt;
  return *row;
}

std::optional<FileKind> FileKindOf(std::string_view path, std::string_view text) {
  const std::optional<FileKind> kind = FileKindOf(path);
  if (!kind) return kind;
  const std::string extension = ToLower(path.substr(path.rfind('.') + 1));
  const std::optional<FileKind> shown = KindShownBy(text, extension);
  if (!shown) return kind;
  return FileKind{shown->style, shown->source && kind->source};
}

bool TakesNoComment(std::string_view path) {
  const FileKind* row = Row(path);
  return row != nullptr && row->style == nullptr;
}

std::vector<NamedKind> AllFileKinds() {
  std::vector<NamedKind> rows;
  for (const KindGroup& group : KindGroups()) {
    const FileKind kind = KindOf(group);
    ForEachWord(group.extensions.view(), [&](std::string_view word) {
      rows.push_back({word, false, kind});
    });
    ForEachWord(group.names.view(), [&](std::string_view word) {
      rows.push_back({word, true, kind});
    });
  }
  return rows;
}

}  // namespace headwater::license
