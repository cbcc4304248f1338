// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/note.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/report/command_lines.h"
#include "service/report/note_texts.h"
#include "service/report/points.h"
#include "service/report/render.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

bool HoldsUnchecked(const RuleResult& rule) {
  return rule.answer.verdict == Verdict::kUnknown &&
         LevelOf(rule.effective_mode) == Level::kRequired;
}

/// The rule as a point, if it is one. A project's own state is one only where it holds the merge
/// request.
std::optional<Point> PointOf(const RuleResult& rule) {
  const Level level = LevelOf(rule.effective_mode);
  if (HoldsUnchecked(rule)) return Point{&rule, level, true, {}};
  if (rule.answer.verdict != Verdict::kFail || level == Level::kObserved) return std::nullopt;
  if (rule.subject() == Subject::kProject && level != Level::kRequired) return std::nullopt;
  Point point{&rule, level, false, CountingFindings(rule)};
  if (point.findings.empty()) return std::nullopt;
  return point;
}

/// Required before recommended, each in the order of the rules.
std::vector<Point> PointsIn(const Report& report) {
  std::vector<Point> points;
  for (const RuleResult& rule : report.rules) {
    std::optional<Point> point = PointOf(rule);
    if (point) points.push_back(std::move(*point));
  }
  SortByLevel(points);
  return points;
}

/// Writes one comment.
class NoteWriter {
 public:
  explicit NoteWriter(const NoteContext& context) : context_(context) {}

  std::string NothingOpen(const Report& report) && {
    out_ << kNoteMarker << "\n" << Word(texts::kNothingOpen) << "\n\n";
    WriteFolded(report);
    out_ << Footer(report, context_);
    return out_.text();
  }

  std::string Write(const Report& report) && {
    const std::vector<Point> points = PointsIn(report);
    out_ << kNoteMarker << "\n";
    if (report.problem) {
      WriteProblem(*report.problem);
    } else {
      WriteHead(points);
      out_ << PointWriter(report, context_).Write(points, &texts::kProjectsOwn);
    }
    WriteTail(report, points);
    return out_.text();
  }

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }

  void WriteProblem(const Untrusted& problem) {
    out_ << "**" << Word(texts::kProblem) << "**\n\n- " << Word(texts::kProblemWhy)
         << Shortened(problem) << "\n- " << Word(texts::kProblemFix) << "\n\n";
  }

  void WriteHead(const std::vector<Point>& points) {
    const size_t required = RequiredIn(points);
    out_ << "**";
    if (context_.first_contribution) out_ << Word(texts::kThanks);
    const bool all = required == points.size();
    if (points.size() == 1) {
      out_ << Word(all ? texts::kOneHolds : texts::kOneOpen);
    } else {
      out_ << points.size() << Word(all ? texts::kManyHold : texts::kManyOpen);
    }
    if (!all && required == 1) out_ << Word(texts::kOneBefore);
    if (!all && required > 1) {
      out_ << Word(texts::kManyBeforeA) << required << Word(texts::kManyBeforeB);
    }
    out_ << ".**\n\n";
  }

  /// Contributors have git and curl, but no `headwater`.
  void WriteFixPatch() {
    if (!context_.fix_patch) return;
    out_ << Word(texts::kFixAll) << "`curl -fsS " << *context_.fix_patch << " | git apply`\n\n";
  }

  void WriteTail(const Report& report, const std::vector<Point>& points) {
    WriteFixPatch();
    if (!context_.bot.empty() && !points.empty()) {
      // What could not be checked, nobody can let pass.
      const auto found = std::ranges::find(points, false, &Point::unchecked);
      const Point& point = found != points.end() ? *found : points.front();
      out_ << RenderCommandLines(context_.bot, point.rule->info->id, context_.language);
    }
    out_ << Word(texts::kUpdates) << Questions(report, context_) << "\n\n";
    if (!report.problem) WriteFolded(report);
    out_ << Footer(report, context_);
  }

  /// What is nowhere does not stand there as a number, and a fold without anything not at all.
  void WriteFolded(const Report& report) {
    const auto count = [&](Verdict verdict) {
      return static_cast<uint64_t>(std::ranges::count_if(report.rules, [&](const RuleResult& rule) {
        return rule.answer.verdict == verdict && !HoldsUnchecked(rule);
      }));
    };
    Markdown summary;
    AddFoldCount(count(Verdict::kPass), texts::kPassed, context_.language, summary);
    AddFoldCount(count(Verdict::kNotApplicable), texts::kNotApplicable, context_.language, summary);
    AddFoldCount(count(Verdict::kUnknown), texts::kUncheckedCount, context_.language, summary);
    AddFoldCount(CountWaived(report), texts::kWaivedCount, context_.language, summary);
    Markdown before = std::exchange(out_, Markdown());
    size_t lines = WriteWaived(report);
    for (const RuleResult& rule : report.rules) lines += WriteFoldedRule(rule, lines);
    for (const Notice& notice : report.notices) lines += WriteFoldedNotice(notice);
    const Markdown folded = std::exchange(out_, std::move(before));
    const bool has_counts = !summary.text().empty();
    if (lines == 0 && !has_counts) return;
    out_ << "<details>\n<summary>" << Word(has_counts ? texts::kAlso : texts::kAlsoSeen) << summary
         << "</summary>\n\n"
         << folded;
    if (lines > 0) out_ << "\n";
    out_ << "</details>\n\n";
  }

  /// Nobody should think that it was mended.
  size_t WriteWaived(const Report& report) {
    size_t lines = 0;
    for (const RuleResult& rule : report.rules) {
      lines += WriteFoldedWaivers(report, rule, context_.language, kMaxFolded - lines, out_);
    }
    return lines;
  }

  size_t WriteFoldedRule(const RuleResult& rule, size_t lines_so_far) {
    if (lines_so_far >= kMaxFolded || LevelOf(rule.effective_mode) == Level::kObserved) return 0;
    const bool unchecked = rule.answer.verdict == Verdict::kUnknown && !HoldsUnchecked(rule);
    if (unchecked) {
      out_ << FoldedUnchecked(rule, context_.language);
      return 1;
    }
    const auto old = std::ranges::count_if(rule.answer.findings, &Finding::advisory);
    if (old == 0) return 0;
    out_ << "- " << Word(texts::kOldDebt) << Word(rule.info->title) << " (" << old << ")\n";
    return 1;
  }

  /// What was left out for somebody else's sake, nobody should have to look for.
  size_t WriteFoldedNotice(const Notice& notice) {
    const bool is_told =
        notice.kind == NoticeKind::kUpstreamCommits || notice.kind == NoticeKind::kUpstreamFiles ||
        notice.kind == NoticeKind::kUpstreamTooNew || notice.kind == NoticeKind::kUnconfirmedWaiver;
    if (!is_told) return 0;
    const Notice shown{notice.kind, {}, Shortened(notice.detail)};
    out_ << "- " << RenderNotice<Sink::kMarkdown>(shown, context_.language) << "\n";
    return 1;
  }

  const NoteContext& context_;
  Markdown out_;
};

}  // namespace

Points PointsOf(const Report& report) {
  Points points;
  points.waived = CountWaived(report);
  for (const Point& point : PointsIn(report)) {
    if (point.unchecked) {
      ++points.not_checked;
    } else if (point.level == Level::kRequired) {
      ++points.required;
    } else {
      ++points.recommended;
    }
  }
  return points;
}

bool WantsNote(const Report& report, const NoteContext& context) {
  return !context.draft && (report.problem || !PointsIn(report).empty());
}

std::string RenderNote(const Report& report, const NoteContext& context) {
  return NoteWriter(context).Write(report);
}

std::string RenderThread(bool holds, const NoteContext& context) {
  Markdown out;
  out << kThreadMarker << "\n"
      << (holds ? texts::kHolds : texts::kAllDone).In(context.language) << "\n";
  return out.text();
}

std::string RenderLeftOut(SlotKind kind, Language language) {
  Markdown out;
  if (kind == SlotKind::kThread) out << kThreadMarker << "\n";
  if (kind == SlotKind::kNote) out << kNoteMarker << "\n";
  out << texts::kLeftOutNote.In(language) << "\n";
  return out.text();
}

std::string RenderAllDone(const Report& report, const NoteContext& context) {
  if (CountWaived(report) > 0) return NoteWriter(context).NothingOpen(report);
  Markdown out;
  out << kNoteMarker << "\n" << texts::kAllDone.In(context.language);
  if (context.decision) {
    out << " [" << texts::kDetails.In(context.language) << "](" << *context.decision << ")";
  }
  out << "\n";
  return out.text();
}

}  // namespace headwater::report
