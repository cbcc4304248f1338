// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <unordered_map>

#include "rules/license/comment_styles.h"

namespace headwater::license {
namespace {

using KindIndex = std::unordered_map<std::string_view, FileKind>;

KindIndex MakeIndex(std::span<const KindGroup> groups) {
  KindIndex index;
  for (const KindGroup& group : groups) {
    for (const Literal& name : group.names) {
      if (!name.view().empty()) index.emplace(name.view(), FileKind{group.style, group.source});
    }
  }
  return index;
}

// ASCII only, whatever the locale.
std::string ToLower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::optional<FileKind> Look(const KindIndex& index, std::string_view name) {
  const auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<FileKind> FileKindOf(std::string_view path) {
  static const KindIndex kByExtension = MakeIndex(ExtensionGroups());
  static const KindIndex kByName = MakeIndex(FileNameGroups());
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (auto kind = Look(kByName, name)) return kind;
  if (name.starts_with("Dockerfile.")) return Look(kByName, "Dockerfile");
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  return Look(kByExtension, ToLower(name.substr(dot + 1)));
}

}  // namespace headwater::license
