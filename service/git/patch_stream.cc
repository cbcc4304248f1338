// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/patch_stream.h"

#include <charconv>
#include <utility>

#include "service/git/line_changes.h"

namespace headwater::git {
namespace {

/// Lines of a diff are those of files of at most kMaxPatchFileBytes, and headers with two paths.
constexpr size_t kMaxStreamLineBytes = kMaxPatchFileBytes + (size_t{1} << 20U);

constexpr std::string_view kDiff = "diff --git ";
constexpr std::string_view kPlace = "@@ -";
constexpr std::string_view kIndex = "index ";
constexpr std::string_view kBinary = "Binary files ";
constexpr std::string_view kNoLineEnd = "\\ ";
constexpr std::string_view kOldSide = "a/";

Error Unexpected(std::string_view what) {
  return {Errc::kContent, "git's history is not in the form we read: " + std::string(what)};
}

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<char> Unescape(char c) {
  // The escapes of git's quote.c, as in C.
  constexpr std::string_view kEscapes = "abtnvfr\"\\";
  constexpr std::string_view kMeanings = "\a\b\t\n\v\f\r\"\\";
  const size_t at = kEscapes.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return kMeanings[at];
}

bool IsOctal(char c) { return c >= '0' && c <= '7'; }

/// Three octal digits at the beginning of `text`.
std::optional<char> TakeOctal(std::string_view& text) {
  constexpr size_t kDigits = 3;
  if (text.size() < kDigits || !IsOctal(text[0]) || !IsOctal(text[1]) || !IsOctal(text[2])) {
    return std::nullopt;
  }
  const int value = ((text[0] - '0') * 8 + (text[1] - '0')) * 8 + (text[2] - '0');
  text.remove_prefix(kDigits);
  return static_cast<char>(value);
}

/// `"a/na\nme"` as it is meant, without its quotes; takes it away.
std::optional<std::string> TakeQuoted(std::string_view& text) {
  if (!TakePrefix(text, "\"")) return std::nullopt;
  std::string meant;
  while (!text.empty()) {
    const char c = text.front();
    if (c != '\\') {
      text.remove_prefix(1);
      if (c == '"') return meant;
      meant += c;
      continue;
    }
    text.remove_prefix(1);
    std::optional<char> escaped = TakeOctal(text);
    if (!escaped && !text.empty()) {
      escaped = Unescape(text.front());
      text.remove_prefix(1);
    }
    if (!escaped) return std::nullopt;
    meant += *escaped;
  }
  return std::nullopt;
}

/// The path of `a/PATH b/PATH`: both are the same, because renames are not looked for.
std::optional<std::string> PathOf(std::string_view names) {
  if (names.starts_with('"')) {
    std::optional<std::string> quoted = TakeQuoted(names);
    if (!quoted || !quoted->starts_with(kOldSide)) return std::nullopt;
    return quoted->substr(kOldSide.size());
  }
  const size_t half = names.size() / 2;
  if (names.size() % 2 == 0 || names.size() <= 2 * kOldSide.size() || names[half] != ' ' ||
      !names.starts_with(kOldSide)) {
    return std::nullopt;
  }
  const std::string_view path = names.substr(kOldSide.size(), half - kOldSide.size());
  if (names.substr(half + 1 + kOldSide.size()) != path) return std::nullopt;
  return std::string(path);
}

/// `12` or `12,3` at the beginning of `text`; takes it away.
struct Range {
  uint32_t first = 0;
  uint32_t lines = 1;
};

std::optional<uint32_t> TakeNumber(std::string_view& text) {
  uint32_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return number;
}

std::optional<Range> TakeRange(std::string_view& text) {
  const std::optional<uint32_t> first = TakeNumber(text);
  if (!first) return std::nullopt;
  if (!TakePrefix(text, ",")) return Range{.first = *first};
  const std::optional<uint32_t> lines = TakeNumber(text);
  if (!lines) return std::nullopt;
  return Range{.first = *first, .lines = *lines};
}

}  // namespace

Status PatchStream::Feed(std::string_view piece) {
  while (true) {
    const size_t end = piece.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line = piece.substr(0, end);
    if (carry_.empty()) {
      TRY(TakeLine(line));
    } else {
      carry_ += line;
      TRY(TakeLine(carry_));
      carry_.clear();
    }
    piece.remove_prefix(end + 1);
  }
  carry_ += piece;
  if (carry_.size() > kMaxStreamLineBytes) return Unexpected("a line without end");
  return Ok{};
}

Status PatchStream::End() {
  const bool cut = !carry_.empty() || old_lines_left_ > 0 || new_lines_left_ > 0;
  if (!cut && patch_) TRY(EndCommit());
  if (!cut && answered_ == asked_.size()) return Ok{};
  return Error{Errc::kContent, "git's history ends early: " + std::to_string(answered_) + " of " +
                                   std::to_string(asked_.size()) + " commits"};
}

Status PatchStream::TakeLine(std::string_view line) {
  if (old_lines_left_ > 0 || new_lines_left_ > 0) return TakeHunkLine(line);
  if (NextIs(line)) return BeginCommit();
  if (!patch_) return Unexpected("a commit that was not asked for");
  return TakeHeaderLine(line);
}

/// Whether a line is the id of the commit that must come next.
bool PatchStream::NextIs(std::string_view line) const {
  const size_t next = answered_ + (patch_ ? 1 : 0);
  return next < asked_.size() && CommitId::FromHex(line) == asked_[next];
}

Status PatchStream::BeginCommit() {
  if (patch_) TRY(EndCommit());
  patch_.emplace(asked_[answered_]);
  beyond_bounds_ = false;
  return Ok{};
}

Status PatchStream::EndCommit() {
  SettleFile();
  Patch patch;
  patch.commit = asked_[answered_];
  if (!beyond_bounds_) patch = std::move(*patch_).Finish();
  patch_.reset();
  ++answered_;
  return take_(std::move(patch));
}

Status PatchStream::TakeHeaderLine(std::string_view line) {
  if (TakePrefix(line, kDiff)) return BeginFile(line);
  if (TakePrefix(line, kPlace)) return BeginHunk(line);
  if (line.starts_with(kNoLineEnd)) return Ok{};
  if (!header_) return Unexpected("a line outside of a file");
  if (line.starts_with("--- ") || line.starts_with("+++ ") || TakeMode(line)) return Ok{};
  if (TakePrefix(line, kIndex)) return TakeIndex(line);
  if (!line.starts_with(kBinary)) return Unexpected("an unknown line of a file's head");
  SettleFile();
  if (!beyond_bounds_) patch_->MarkBinary();
  return Ok{};
}

bool PatchStream::TakeMode(std::string_view line) {
  const bool gone = TakePrefix(line, "deleted file mode ");
  if (gone || TakePrefix(line, "old mode ")) {
    header_->old_mode = line;
    return true;
  }
  const bool made = TakePrefix(line, "new file mode ");
  if (!made && !TakePrefix(line, "new mode ")) return false;
  header_->new_mode = line;
  return true;
}

/// `OLD..NEW` and, where both have the same one, a mode.
Status PatchStream::TakeIndex(std::string_view blobs) {
  constexpr size_t kHex = 2 * kObjectIdBytes;
  constexpr std::string_view kDots = "..";
  if (blobs.size() < 2 * kHex + kDots.size()) return Unexpected("a line of contents");
  const std::optional<BlobId> before = BlobId::FromHex(blobs.substr(0, kHex));
  const std::optional<BlobId> after = BlobId::FromHex(blobs.substr(kHex + kDots.size(), kHex));
  if (!before || !after) return Unexpected("a line of contents");
  header_->file.old_blob = *before;
  header_->file.new_blob = *after;
  blobs.remove_prefix(2 * kHex + kDots.size());
  if (TakePrefix(blobs, " ")) {
    header_->old_mode = blobs;
    header_->new_mode = blobs;
  }
  return Ok{};
}

Status PatchStream::BeginFile(std::string_view names) {
  SettleFile();
  std::optional<std::string> path = PathOf(names);
  if (!path) return Unexpected("the names of a file");
  header_.emplace();
  header_->file.path = Untrusted(std::move(*path));
  file_too_large_ = false;
  return Ok{};
}

void PatchStream::SettleFile() {
  if (!header_) return;
  beyond_bounds_ |= patch_->files() >= kMaxPatchFiles;
  if (!beyond_bounds_) {
    patch_->BeginFile(std::move(header_->file), header_->old_mode, header_->new_mode);
  }
  header_.reset();
}

Status PatchStream::BeginHunk(std::string_view ranges) {
  const std::optional<Range> before = TakeRange(ranges);
  if (!before || !TakePrefix(ranges, " +")) return Unexpected("the lines of a place");
  const std::optional<Range> after = TakeRange(ranges);
  if (!after || !TakePrefix(ranges, " @@")) return Unexpected("the lines of a place");
  SettleFile();
  if (!beyond_bounds_) patch_->BeginHunk(before->first, after->first);
  old_lines_left_ = before->lines;
  new_lines_left_ = after->lines;
  return Ok{};
}

Status PatchStream::TakeHunkLine(std::string_view line) {
  if (line.starts_with(kNoLineEnd)) return Ok{};
  const char sign = line.empty() ? '\0' : line.front();
  if (sign != ' ' && sign != '-' && sign != '+') return Unexpected("a line of a place");
  if ((sign != '+' && old_lines_left_ == 0) || (sign != '-' && new_lines_left_ == 0)) {
    return Unexpected("too many lines of a place");
  }
  if (sign != '+') --old_lines_left_;
  if (sign != '-') --new_lines_left_;
  if (beyond_bounds_ || file_too_large_) return Ok{};
  line.remove_prefix(1);
  file_too_large_ = line.size() > kMaxLineBytes;
  if (file_too_large_) {
    patch_->MarkTooLarge();
    return Ok{};
  }
  beyond_bounds_ = !patch_->AddLine(sign, line);
  return Ok{};
}

}  // namespace headwater::git
