// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/line_suggestions.h"

#include <algorithm>
#include <string>

#include "headwater/fence.h"
#include "headwater/fix.h"
#include "service/report/level.h"

namespace headwater::jobs {
namespace {

// Lines that are put around an insertion until there is one that is not blank.
constexpr uint32_t kMaxLinesBeside = 3;

const git::ShownLine* FindShown(std::span<const git::ShownLine> shown, uint32_t line) {
  const auto at = std::ranges::lower_bound(shown, line, {}, &git::ShownLine::line);
  return at != shown.end() && at->line == line ? &*at : nullptr;
}

/// The lines that may be replaced, the likeliest first.
std::vector<LineRange> CandidatesFor(LineRange lines) {
  if (lines.last >= lines.first) return {lines};
  std::vector<LineRange> candidates;
  for (uint32_t more = 0; more < kMaxLinesBeside; ++more) {
    candidates.push_back({lines.first, lines.first + more});
  }
  if (lines.first > 1) candidates.push_back({lines.first - 1, lines.first - 1});
  return candidates;
}

/// One text and what is to become of it.
struct Target {
  std::string_view text;
  std::string mended;
  std::vector<size_t> starts;  ///< LineStarts of the text.

  std::string_view Lines(LineRange lines) const {
    return text.substr(starts[lines.first - 1], starts[lines.last] - starts[lines.first - 1]);
  }
  std::string_view Before(LineRange lines) const { return text.substr(0, starts[lines.first - 1]); }
  std::string_view After(LineRange lines) const { return text.substr(starts[lines.last]); }
};

/// What GitLab writes in place of lines: the suggested ones, ended as the last of those was.
/// Blank ones are none. Its lib/gitlab/diff/suggestion.rb, `to_content`, as of 2026-11.
std::string Applied(std::string_view suggested, std::string_view lines) {
  if (suggested.find_first_not_of(" \t\n") == std::string_view::npos) return "";
  return std::string(suggested) + (lines.ends_with('\n') ? "\n" : "");
}

/// What has to stand in place of the lines; none where that would change others too.
std::optional<std::string> TextInPlaceOf(const Target& target, LineRange lines) {
  const std::string_view before = target.Before(lines);
  const std::string_view after = target.After(lines);
  const std::string_view mended = target.mended;
  const bool within = mended.size() >= before.size() + after.size() && mended.starts_with(before) &&
                      mended.ends_with(after);
  if (!within) return std::nullopt;
  std::string text(mended.substr(before.size(), mended.size() - before.size() - after.size()));
  const std::string wanted = text;
  if (text.ends_with('\n')) text.pop_back();
  if (Applied(text, target.Lines(lines)) != wanted) return std::nullopt;
  return text;
}

std::optional<LineSuggestion> SuggestOn(const Target& target, LineRange lines,
                                        std::span<const git::ShownLine> shown) {
  const bool there =
      lines.last < target.starts.size() && lines.last - lines.first <= kMaxSuggestedLinesAbove;
  if (!there) return std::nullopt;
  for (uint32_t line = lines.first; line <= lines.last; ++line) {
    if (FindShown(shown, line) == nullptr) return std::nullopt;
  }
  std::optional<std::string> text = TextInPlaceOf(target, lines);
  if (!text) return std::nullopt;
  LineSuggestion suggestion;
  suggestion.lines = lines;
  suggestion.old_line = FindShown(shown, lines.last)->old_line;
  suggestion.text = Untrusted(*std::move(text));
  if (!LiteralFence(suggestion.text, "")) return std::nullopt;
  return suggestion;
}

/// A file of the change, as it is looked into.
struct File {
  std::string text;
  std::vector<git::ShownLine> shown;
};

Result<std::optional<File>> ReadFile(const git::BuiltChange& built, const Untrusted& path) {
  const auto changed = std::ranges::lower_bound(built.change.files, path, {}, &ChangedFile::path);
  const bool is_changed = changed != built.change.files.end() && changed->path == path;
  const FileEntry* entry = FindFile(built.view->Files(), path.bytes());
  if (!is_changed || entry == nullptr || !IsFile(entry->mode)) return std::optional<File>();
  BlobAnswer answer = TRY(built.view->Read(*entry));
  if (answer.state != BlobState::kPresent) return std::optional<File>();
  File file;
  file.text = std::move(answer.bytes);
  file.shown = TRY(built.lines->ShownLines(*changed));
  return std::optional(std::move(file));
}

bool IsWanted(const RuleResult& result, const Finding& finding) {
  return finding.fix && finding.fix->kind == Fix::Kind::kReplace &&
         report::LevelOf(result, finding) == report::Level::kRequired;
}

/// The first kMaxSuggestions findings that are wanted.
std::vector<const Finding*> WantedIn(const Report& report) {
  std::vector<const Finding*> wanted;
  for (const RuleResult& result : report.rules) {
    for (const Finding& finding : result.answer.findings) {
      if (wanted.size() == kMaxSuggestions) return wanted;
      if (IsWanted(result, finding)) wanted.push_back(&finding);
    }
  }
  return wanted;
}

bool DoTheSame(const LineSuggestion& a, const LineSuggestion& b) {
  return a.path == b.path && a.lines == b.lines && a.text == b.text;
}

}  // namespace

std::optional<LineSuggestion> Suggest(std::string_view text, const Fix& fix,
                                      std::span<const git::ShownLine> shown) {
  const Edit edit{fix.lines, fix.text.bytes()};
  const EditPlan plan = PlanEdits(text, std::span(&edit, 1));
  if (plan.edits.empty()) return std::nullopt;
  const Target target{text, ApplyEdits(text, plan.edits), LineStarts(text)};
  for (const LineRange& lines : CandidatesFor(fix.lines)) {
    std::optional<LineSuggestion> suggestion = SuggestOn(target, lines, shown);
    if (!suggestion) continue;
    suggestion->path = fix.path;
    return suggestion;
  }
  return std::nullopt;
}

Result<std::vector<LineSuggestion>> SuggestionsFor(const Report& report,
                                                   const git::BuiltChange& built) {
  std::vector<LineSuggestion> suggestions;
  // A platform compares with one merge base; which one, nobody promises.
  if (report.bases.size() != 1) return suggestions;
  for (const Finding* finding : WantedIn(report)) {
    const std::optional<File> file = TRY(ReadFile(built, finding->fix->path));
    if (!file) continue;
    std::optional<LineSuggestion> suggestion = Suggest(file->text, *finding->fix, file->shown);
    if (!suggestion) continue;
    suggestion->fingerprint = finding->fingerprint;
    const bool known = std::ranges::any_of(
        suggestions, [&](const LineSuggestion& other) { return DoTheSame(other, *suggestion); });
    if (!known) suggestions.push_back(*std::move(suggestion));
  }
  return suggestions;
}

}  // namespace headwater::jobs
