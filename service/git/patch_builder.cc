// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/patch_builder.h"

#include <algorithm>
#include <utility>

#include "headwater/patch_lines.h"

namespace headwater::git {
namespace {

/// What a line costs beside its bytes: an Untrusted.
constexpr uint64_t kLineOverheadBytes = sizeof(Untrusted);

PatchId ToPatchId(const Sha1Digest& digest) {
  PatchId id;
  id.bytes = digest.bytes;
  return id;
}

}  // namespace

void PatchBuilder::BeginFile(FilePatch file, std::string_view old_mode, std::string_view new_mode) {
  EndFile();
  // No path holds a NUL, so that nothing in it can pass for a mode.
  text_ = WithoutBlanks(file.path.bytes()) + '\0' + std::string(old_mode) + '\0' +
          std::string(new_mode) + '\n';
  in_change_ = false;
  patch_.files.push_back(std::move(file));
}

void PatchBuilder::MarkBinary() {
  FilePatch& file = patch_.files.back();
  file.binary = true;
  text_ += file.old_blob.Hex() + file.new_blob.Hex();
}

void PatchBuilder::MarkTooLarge() {
  patch_.files.back().too_large = true;
  patch_.files.back().hunks.clear();
  whole_ = false;
}

void PatchBuilder::BeginHunk(uint32_t old_first, uint32_t new_first) {
  old_line_ = old_first;
  new_line_ = new_first;
  in_change_ = false;
}

void PatchBuilder::KeepChanged(char sign, std::string_view line) {
  std::vector<PatchHunk>& hunks = patch_.files.back().hunks;
  if (!in_change_) hunks.emplace_back();
  in_change_ = true;
  const bool removed = sign == '-';
  uint32_t& first = removed ? hunks.back().old_first : hunks.back().new_first;
  if (first == 0) first = removed ? old_line_ : new_line_;
  (removed ? hunks.back().removed : hunks.back().added).emplace_back(std::string(line));
}

bool PatchBuilder::AddLine(char sign, std::string_view line) {
  bytes_ += line.size() + kLineOverheadBytes;
  if (bytes_ > kMaxPatchBytes) return false;
  const std::string counted = WithoutBlanks(line);
  // As git's patch id: a blank line of context says nothing.
  if (sign != ' ' || !counted.empty()) ((text_ += sign) += counted) += '\n';
  if (sign == ' ') {
    in_change_ = false;
  } else {
    KeepChanged(sign, line);
  }
  if (sign != '+') ++old_line_;
  if (sign != '-') ++new_line_;
  return true;
}

void PatchBuilder::EndFile() {
  if (!patch_.files.empty()) digests_.push_back(Sha1(text_));
  text_.clear();
}

Patch PatchBuilder::Finish() && {
  EndFile();
  std::ranges::sort(patch_.missing);
  patch_.missing.erase(std::unique(patch_.missing.begin(), patch_.missing.end()),
                       patch_.missing.end());
  if (whole_ && patch_.missing.empty()) {
    std::ranges::sort(digests_);
    std::string all;
    for (const Sha1Digest& digest : digests_) all.append(digest.bytes.begin(), digest.bytes.end());
    patch_.id = ToPatchId(Sha1(all));
  }
  return std::move(patch_);
}

}  // namespace headwater::git
