// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/exemptions.h"

#include <algorithm>
#include <optional>
#include <set>

#include "rules/license/comment_styles.h"
#include "rules/license/dep5.h"
#include "rules/license/reuse_toml.h"

namespace headwater::license {
namespace {

bool Overlap(const LineRange& a, const LineRange& b) {
  return a.first <= b.last && b.first <= a.last;
}

bool IsToml(std::string_view path) {
  constexpr std::string_view kName = "REUSE.toml";
  return path == kName || path.ends_with("/" + std::string(kName));
}

// What makes tools call a text binary; empty: nothing.
std::string OddityOf(const SourceText& text) {
  if (text.encoding == Encoding::kUtf16) return "UTF-16";
  return text.text.find('\0') == std::string::npos ? "" : "NUL";
}

// What one annotation matches beyond files that it names: as a reader is told of it.
std::set<std::string> WidePatterns(const Annotations& annotations) {
  std::set<std::string> wide;
  for (const Annotation& annotation : annotations.all()) {
    const bool overrides = annotation.precedence == Precedence::kOverride;
    for (const std::string& pattern : annotation.patterns) {
      const bool starred = pattern.find('*') != std::string::npos;
      if (overrides) wide.insert(pattern + " (override)");
      if (starred && !overrides) wide.insert(pattern);
    }
  }
  return wide;
}

// What cannot be read speaks for nothing; that it cannot is said elsewhere.
std::set<std::string> WidePatterns(const std::string& bytes, const std::string& path) {
  if (path == kDep5Path) return WidePatterns(ParseDep5(bytes));
  const auto annotations = ParseReuseToml(bytes, path);
  return annotations.ok() ? WidePatterns(annotations.value()) : std::set<std::string>();
}

Result<std::string> ReadFrom(GitView& view, const Untrusted& path) {
  const FileEntry* entry = FindFile(view.Files(), path.bytes());
  if (entry == nullptr || !IsFile(entry->mode)) return std::string();
  return TRY(view.Read(*entry)).bytes;
}

}  // namespace

Status Exemptions::AddFile(const ChangedFile& file, const FileLicensing& licensing) {
  if (context_.change.scope == ChangeScope::kAll || full()) return Ok{};
  if (!licensing.ignored.empty()) {
    const std::vector<LineRange> added = TRY(context_.lines.AddedLines(file));
    for (const LineRange& block : licensing.ignored) {
      const bool is_new = std::any_of(added.begin(), added.end(), [&block](const LineRange& lines) {
        return Overlap(block, lines);
      });
      if (!is_new) continue;
      Add(NoticeKind::kIgnoreBlock, file.path,
          std::to_string(block.first) + "-" + std::to_string(block.last));
    }
  }
  if (!licensing.own_bytes || !FileKindOf(file.path.bytes())) return Ok{};
  std::string now = TRY(ReadFrom(context_.view, file.path));
  const std::string oddity = OddityOf(DecodeSource(std::move(now)));
  if (oddity.empty()) return Ok{};
  std::string old = TRY(ReadOld(file));
  if (OddityOf(DecodeSource(std::move(old))).empty()) Add(NoticeKind::kOddText, file.path, oddity);
  return Ok{};
}

Status Exemptions::AddAnnotations() {
  if (context_.change.scope == ChangeScope::kAll) return Ok{};
  for (const ChangedFile& file : context_.change.files) {
    const std::string& path = file.path.bytes();
    const bool speaks = IsToml(path) || path == kDep5Path;
    if (!speaks || full() || file.status == FileStatus::kDeleted) continue;
    TRY(AddAnnotationsOf(file));
  }
  return Ok{};
}

Status Exemptions::AddAnnotationsOf(const ChangedFile& file) {
  const std::string now = TRY(ReadFrom(context_.view, file.path));
  const std::string old = TRY(ReadOld(file));
  const std::set<std::string> before = WidePatterns(old, file.path.bytes());
  for (const std::string& pattern : WidePatterns(now, file.path.bytes())) {
    if (before.count(pattern) == 0) Add(NoticeKind::kWideAnnotation, file.path, pattern);
  }
  return Ok{};
}

Result<std::string> Exemptions::ReadOld(const ChangedFile& file) {
  if (file.status == FileStatus::kAdded) return std::string();
  GitView* const before = TRY(context_.before());
  return ReadFrom(*before, file.path);
}

void Exemptions::Add(NoticeKind kind, const Untrusted& path, std::string detail) {
  if (!full()) notices_.push_back({kind, path, Untrusted(std::move(detail))});
}

}  // namespace headwater::license
