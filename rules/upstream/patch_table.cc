// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/patch_table.h"

#include <algorithm>
#include <utility>

#include "headwater/patch_lines.h"

namespace headwater::upstream {

namespace {

/// Lines of the same hash that are told apart; who makes more of them on purpose gets differences
/// where there are none, and cannot make us slow.
constexpr int kMaxSameHash = 8;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f'; }

bool IsBlankLine(std::string_view line) { return std::all_of(line.begin(), line.end(), IsBlank); }

/// As WithoutBlanks(a) == WithoutBlanks(b).
bool SameText(std::string_view a, std::string_view b) {
  const auto* x = a.begin();
  const auto* y = b.begin();
  while (true) {
    x = std::find_if_not(x, a.end(), IsBlank);
    y = std::find_if_not(y, b.end(), IsBlank);
    if (x == a.end() || y == b.end()) return x == a.end() && y == b.end();
    if (*x++ != *y++) return false;
  }
}

}  // namespace

LineNumber PatchTable::NumberOf(char sign, std::string_view text) {
  const auto number = static_cast<LineNumber>(info_.size());
  const auto [entry, is_new] = first_of_.try_emplace(HashLine(sign, text), number);
  LineNumber known = is_new ? kNone : entry->second;
  for (int tried = 0; known != kNone && tried < kMaxSameHash; ++tried) {
    if (info_[known].sign == sign && SameText(info_[known].text, text)) return known;
    known = info_[known].next;
  }
  Info info{.text = text, .telling = headwater::IsTelling(text), .sign = sign, .next = kNone};
  if (!is_new) info.next = std::exchange(entry->second, number);
  info_.push_back(info);
  return number;
}

void PatchTable::TakeInLines(char sign, const std::vector<Untrusted>& lines, FileLines& file) {
  for (const Untrusted& line : lines) {
    if (IsBlankLine(line.bytes())) continue;
    file.lines.push_back(NumberOf(sign, line.bytes()));
    file.texts.push_back(&line);
  }
}

void PatchTable::TakeInWhole(const FilePatch& file, FileLines& taken) {
  names_.push_back(file.old_blob.Hex() + file.new_blob.Hex());
  taken.lines.push_back(NumberOf('*', names_.back()));
  info_[taken.lines.back()].telling = true;
  taken.texts.push_back(nullptr);
  taken.hunk_ends.push_back(1);
}

std::vector<FileLines> PatchTable::TakeIn(const Patch& patch, bool with_noise) {
  std::vector<FileLines> files;
  for (const FilePatch& file : patch.files) {
    if (!with_noise && IsNoiseFile(file.path)) continue;
    FileLines taken;
    taken.file = &file;
    if (file.binary || file.too_large) TakeInWhole(file, taken);
    for (const PatchHunk& hunk : file.hunks) {
      const size_t before = taken.lines.size();
      TakeInLines('-', hunk.removed, taken);
      TakeInLines('+', hunk.added, taken);
      if (taken.lines.size() > before) taken.hunk_ends.push_back(taken.lines.size());
    }
    if (!taken.lines.empty()) files.push_back(std::move(taken));
  }
  return files;
}

bool IsOnlyNoise(const Patch& patch) {
  return std::all_of(patch.files.begin(), patch.files.end(),
                     [](const FilePatch& file) { return IsNoiseFile(file.path); });
}

}  // namespace headwater::upstream
