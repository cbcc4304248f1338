// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/line_changes.h"

#include <algorithm>

#include "service/git/libgit2.h"
#include "service/git/text_lines.h"

namespace headwater::git {
namespace {

bool IsWithinBounds(std::string_view text, const LineShape& shape) {
  return text.size() <= kMaxDiffBytes && shape.lines <= kMaxDiffLines &&
         shape.longest <= kMaxLineBytes;
}

std::vector<LineRange> WholeFile(const LineShape& shape) {
  if (shape.lines == 0) return {};
  return {{1, shape.lines}};
}

/// Called by libgit2 for each place that differs; without context, its new lines are all added.
int AppendHunk(const git_diff_delta* /*delta*/, const git_diff_hunk* hunk, void* payload) {
  if (hunk->new_lines <= 0) return 0;
  const auto first = static_cast<uint32_t>(hunk->new_start);
  const auto lines = static_cast<uint32_t>(hunk->new_lines);
  static_cast<std::vector<LineRange>*>(payload)->push_back({first, first + lines - 1});
  return 0;
}

// What git and the platforms show around a change when they are told nothing else.
constexpr uint32_t kContextLines = 3;

/// Called by libgit2 for each line of the diff.
int AppendShown(const git_diff_delta* /*delta*/, const git_diff_hunk* /*hunk*/,
                const git_diff_line* line, void* payload) {
  const bool is_new = line->origin == GIT_DIFF_LINE_ADDITION;
  if (!is_new && line->origin != GIT_DIFF_LINE_CONTEXT) return 0;
  static_cast<std::vector<ShownLine>*>(payload)->push_back(
      {static_cast<uint32_t>(line->new_lineno),
       is_new ? 0 : static_cast<uint32_t>(line->old_lineno)});
  return 0;
}

std::vector<ShownLine> EveryLine(const LineShape& shape) {
  std::vector<ShownLine> lines;
  for (uint32_t line = 1; line <= shape.lines; ++line) lines.push_back({line, 0});
  return lines;
}

git_diff_options TextOptions(uint32_t context) {
  git_diff_options options{};
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
  options.context_lines = context;
  options.interhunk_lines = 0;
  return options;
}

/// Sorts, and joins ranges that overlap or touch.
std::vector<LineRange> Join(std::vector<LineRange> ranges) {
  std::ranges::sort(ranges);
  std::vector<LineRange> joined;
  for (const LineRange& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

}  // namespace

Result<std::vector<ShownLine>> DiffShown(std::string_view old_text, std::string_view new_text) {
  TRY(InitLibgit2());
  const git_diff_options options = TextOptions(kContextLines);
  std::vector<ShownLine> lines;
  const int code =
      git_diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(), new_text.size(),
                       nullptr, &options, nullptr, nullptr, nullptr, AppendShown, &lines);
  if (code != 0) return LastError(code, "compare two files");
  return lines;
}

Result<std::vector<LineRange>> DiffLines(std::string_view old_text, std::string_view new_text) {
  TRY(InitLibgit2());
  const git_diff_options options = TextOptions(/*context=*/0);
  std::vector<LineRange> ranges;
  const int code =
      git_diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(), new_text.size(),
                       nullptr, &options, nullptr, nullptr, AppendHunk, nullptr, &ranges);
  if (code != 0) return LastError(code, "compare two files");
  return Join(std::move(ranges));
}

Result<std::vector<LineRange>> BlobLineChanges::AddedLines(const ChangedFile& file) {
  if (file.status == FileStatus::kDeleted) return std::vector<LineRange>();
  const FileEntry* entry = FindFile(view_.Files(), file.path.bytes());
  if (entry == nullptr) return Error{Errc::kInvalid, "head has no such file"};
  BlobAnswer answer = TRY(view_.Read(*entry));
  if (answer.state != BlobState::kPresent) return std::vector<LineRange>{{0, 0}};
  const std::string text = NormaliseLines(std::move(answer.bytes));
  const LineShape shape = MeasureLines(text);
  const auto old_sides = old_sides_.find(file.path.bytes());
  if (old_sides == old_sides_.end() || !IsWithinBounds(text, shape)) return WholeFile(shape);
  std::vector<LineRange> added;
  for (const BlobId& old_side : old_sides->second) {
    BlobAnswer old_answer = TRY(reader_.ReadBlob(old_side, kMaxDiffBytes));
    if (old_answer.state == BlobState::kMissing) missing_.Add(old_side);
    if (old_answer.state != BlobState::kPresent) return WholeFile(shape);
    const std::string old_text = NormaliseLines(std::move(old_answer.bytes));
    if (!IsWithinBounds(old_text, MeasureLines(old_text))) return WholeFile(shape);
    const std::vector<LineRange> against_this = TRY(DiffLines(old_text, text));
    added.insert(added.end(), against_this.begin(), against_this.end());
  }
  return Join(std::move(added));
}

Result<std::vector<ShownLine>> BlobLineChanges::ShownLines(const ChangedFile& file) {
  const std::vector<ShownLine> none;
  if (file.status == FileStatus::kDeleted || file.renamed_from) return none;
  const FileEntry* entry = FindFile(view_.Files(), file.path.bytes());
  if (entry == nullptr) return Error{Errc::kInvalid, "head has no such file"};
  BlobAnswer answer = TRY(view_.Read(*entry));
  if (answer.state != BlobState::kPresent) return none;
  const std::string& text = answer.bytes;
  const LineShape shape = MeasureLines(text);
  if (!IsWithinBounds(text, shape) || NormaliseLines(text) != text) return none;
  if (file.status == FileStatus::kAdded) return EveryLine(shape);
  const auto old_sides = old_sides_.find(file.path.bytes());
  if (old_sides == old_sides_.end() || old_sides->second.size() != 1) return none;
  const BlobId& old_side = old_sides->second.front();
  BlobAnswer old_answer = TRY(reader_.ReadBlob(old_side, kMaxDiffBytes));
  if (old_answer.state == BlobState::kMissing) missing_.Add(old_side);
  const bool comparable = old_answer.state == BlobState::kPresent &&
                          IsWithinBounds(old_answer.bytes, MeasureLines(old_answer.bytes));
  return comparable ? DiffShown(old_answer.bytes, text) : none;
}

}  // namespace headwater::git
