// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/pattern/check.h"
#include "rules/pattern/search.h"

namespace headwater::pattern {
namespace {

bool IsIn(uint32_t line, const std::vector<LineRange>& ranges) {
  const auto at =
      std::lower_bound(ranges.begin(), ranges.end(), line,
                       [](const LineRange& range, uint32_t l) { return range.last < l; });
  return at != ranges.end() && at->first <= line;
}

/// Searches the files of a change line by line.
class LineCheck {
 public:
  LineCheck(const RuleContext& context, const Pattern& looks_at)
      : context_(context),
        pattern_(looks_at),
        search_(*looks_at.regex, context.view),
        answer_(context) {}

  Result<RuleAnswer> Run() {
    // New files first: the bound on findings must not let old debt hide them.
    for (const bool added : {true, false}) {
      for (const ChangedFile& file : context_.change.files) {
        if (IsAnswered(context_, answer_)) break;
        const bool is_added = file.status == FileStatus::kAdded;
        if (is_added == added && IsWanted(file)) TRY(CheckFile(file));
      }
    }
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  bool IsWanted(const ChangedFile& file) const {
    return IsFile(file.mode) && IsLookedAt(context_, file) &&
           (pattern_.files_set.empty() || pattern_.files_set.Matches(file.path.bytes()));
  }

  Status CheckFile(const ChangedFile& file) {
    const FileEntry* const entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    BlobAnswer blob = TRY(context_.view.Read(*entry));
    if (std::optional<Message> why = WhyNotRead(*entry, blob)) {
      answer_.AddUnchecked({.path = file.path, .why = std::move(*why)});
      return Ok{};
    }
    const std::vector<LineRange> added = TRY(context_.lines.AddedLines(file));
    const bool only_added = pattern_.kind == PatternKind::kAddedLines;
    if (only_added && added.empty()) return Ok{};
    const std::string text = Searchable(std::move(blob.bytes));
    const bool found = SearchLines(file, text, added);
    if (search_.over()) {
      answer_.AddUnchecked({.path = file.path, .why = {"over-budget", {{"path", file.path}}}});
      return Ok{};
    }
    answer_.CountJudged();
    if (pattern_.must_match && !found) return AddLacking(file);
    return Ok{};
  }

  /// True: there is a match. Where a match is a fault, every line that has one becomes a finding.
  bool SearchLines(const ChangedFile& file, std::string_view text,
                   const std::vector<LineRange>& added) {
    bool found = false;
    const bool only_added = pattern_.kind == PatternKind::kAddedLines;
    const bool is_old = IsOldContent(context_, file);
    for (uint32_t number = 1; !text.empty() && !search_.over(); ++number) {
      const std::string_view line = TakeLine(text);
      const bool is_new = IsIn(number, added);
      if (only_added && !is_new) continue;
      const std::optional<std::string_view> match = search_.Find(line);
      if (!match) continue;
      found = true;
      if (pattern_.must_match || IsAnswered(context_, answer_)) break;
      AddMatch(file, number, *match, /*advisory=*/is_old || !is_new);
    }
    return found;
  }

  void AddMatch(const ChangedFile& file, uint32_t line, std::string_view match, bool advisory) {
    Finding finding;
    finding.path = file.path;
    finding.lines = {line, line};
    finding.advisory = advisory;
    if (pattern_.secret) {
      // Nor may a fingerprint tell whether a guess is right.
      finding.message = {"line-secret", {{"path", file.path}}};
    } else {
      finding.message = {"line", {{"path", file.path}, {"text", Shown(match)}}};
      finding.evidence = Untrusted(std::string(match));
    }
    answer_.Add(std::move(finding));
  }

  /// A file that lacked it before is old debt.
  Status AddLacking(const ChangedFile& file) {
    Finding finding;
    finding.path = file.path;
    finding.message = {"line-lacking", {{"path", file.path}}};
    finding.advisory = IsOldContent(context_, file) || TRY(LackedBefore(file));
    answer_.Add(std::move(finding));
    return Ok{};
  }

  Result<bool> LackedBefore(const ChangedFile& file) {
    const bool may_be_old = pattern_.kind == PatternKind::kContent &&
                            file.status == FileStatus::kModified &&
                            context_.change.scope != ChangeScope::kAll;
    if (!may_be_old) return false;
    GitView* const before = TRY(context_.before());
    const FileEntry* const entry = FindFile(before->Files(), file.path.bytes());
    if (entry == nullptr || !IsFile(entry->mode)) return false;
    BlobAnswer blob = TRY(before->Read(*entry));
    if (blob.state != BlobState::kPresent) return false;
    const std::string old = Searchable(std::move(blob.bytes));
    std::string_view text = old;
    while (!text.empty()) {
      if (search_.Find(TakeLine(text)) || search_.over()) return false;
    }
    return true;
  }

  const RuleContext& context_;
  const Pattern& pattern_;
  Search search_;
  AnswerBuilder answer_;
};

}  // namespace

Result<RuleAnswer> CheckLines(const RuleContext& context, const Pattern& pattern) {
  return LineCheck(context, pattern).Run();
}

}  // namespace headwater::pattern
