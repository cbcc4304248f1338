// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/note.h"

#include <algorithm>
#include <vector>

#include "headwater/sink.h"
#include "service/report/level.h"
#include "service/report/note_texts.h"
#include "service/report/render.h"

namespace headwater::report {
namespace {

using Markdown = Out<Sink::kMarkdown>;

// A comment is for reading; the decision's page has everything.
constexpr size_t kMaxPlaces = 5;
constexpr size_t kMaxPoints = 20;
constexpr size_t kMaxFolded = 10;
// A value in a sentence: longer ones are paths or licence texts nobody reads to their end.
constexpr size_t kMaxValueBytes = 200;
constexpr size_t kShownIdDigits = 8;

/// One headline of the comment.
struct Point {
  const RuleResult* rule = nullptr;
  Level level = Level::kRecommended;
  bool unchecked = false;
  std::vector<const Finding*> findings;  ///< Those that count.
};

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
  Point point{&rule, level, false, {}};
  for (const Finding& finding : rule.answer.findings) {
    if (!finding.advisory) point.findings.push_back(&finding);
  }
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
  std::ranges::stable_sort(points, std::greater<>(), &Point::level);
  return points;
}

Untrusted Shortened(const Untrusted& text) {
  if (text.bytes().size() <= kMaxValueBytes) return text;
  return Untrusted(text.bytes().substr(0, kMaxValueBytes) + "...");
}

Message Shortened(Message message) {
  for (auto& [name, value] : message.args) value = Shortened(value);
  return message;
}

/// Writes one comment.
class NoteWriter {
 public:
  explicit NoteWriter(const NoteContext& context) : context_(context) {}

  std::string Write(const Report& report) && {
    report_ = &report;
    const std::vector<Point> points = PointsIn(report);
    out_ << kNoteMarker << "\n";
    if (report.problem) {
      WriteProblem(*report.problem);
    } else {
      WriteHead(points);
      for (size_t i = 0; i < std::min(points.size(), kMaxPoints); ++i) WritePoint(points[i], i + 1);
      if (points.size() > kMaxPoints) {
        out_ << Word(texts::kMorePointsA) << points.size() - kMaxPoints << ".\n\n";
      }
    }
    WriteTail(report);
    return out_.text();
  }

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }

  void WriteProblem(const Untrusted& problem) {
    out_ << "**" << Word(texts::kProblem) << "**\n\n- " << Word(texts::kProblemWhy)
         << Shortened(problem) << "\n- " << Word(texts::kProblemFix) << "\n\n";
  }

  void WriteHead(const std::vector<Point>& points) {
    const auto required = static_cast<size_t>(std::ranges::count_if(
        points, [](const Point& point) { return point.level == Level::kRequired; }));
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

  void WritePoint(const Point& point, size_t number) {
    const RuleInfo& info = *point.rule->info;
    const Text& kind = point.unchecked                   ? texts::kNotChecked
                       : point.level == Level::kRequired ? texts::kRequired
                                                         : texts::kRecommended;
    out_ << "**" << number << ". " << Word(kind) << Word(info.title) << "** (`" << info.id
         << "`)\n\n- " << Word(texts::kFound);
    if (point.unchecked) {
      WriteUnchecked(*point.rule);
    } else {
      WriteFindings(point);
    }
    out_ << "\n- " << Word(texts::kWhy) << Word(info.why);
    if (point.rule->subject() == Subject::kProject) out_ << " " << Word(texts::kProjectsOwn);
    out_ << "\n- " << Word(texts::kHow);
    WriteOffer(point);
    out_ << Word(info.fix);
    WriteCommand(point);
    out_ << "\n\n";
  }

  /// That there are threads to click in, where there are.
  void WriteOffer(const Point& point) {
    const Offer offer = OfferOf(*report_, *point.rule);
    if (offer.offered == 0) return;
    if (offer.offered == offer.total) {
      out_ << Word(texts::kApply);
      return;
    }
    out_ << Word(texts::kApplySomeA) << offer.offered << Word(texts::kApplySomeB) << offer.total
         << Word(texts::kApplySomeC);
  }

  void WriteUnchecked(const RuleResult& rule) {
    if (IsUncheckedAsAWhole(rule)) out_ << " " << ReasonOf(rule);
    const auto& files = rule.answer.unchecked;
    for (size_t i = 0; i < std::min(files.size(), kMaxPlaces); ++i) {
      out_ << "\n  - " << Sentence(*rule.info, files[i].why);
    }
    WriteMore(files.size(), "\n  -");
  }

  /// Files that all say the same are a list of places; else each finding is a sentence.
  void WriteFindings(const Point& point) {
    const bool places_only = std::ranges::all_of(point.findings, [&](const Finding* finding) {
      const Message& message = finding->message;
      return message.key == point.findings.front()->message.key && message.args.size() == 1 &&
             message.args.front().second == finding->path;
    });
    const size_t shown = std::min(point.findings.size(), kMaxPlaces);
    for (size_t i = 0; i < shown; ++i) {
      const Finding& finding = *point.findings[i];
      if (places_only) {
        out_ << (i == 0 ? Literal(" ") : Literal(", "));
        WritePlace(finding);
        continue;
      }
      out_ << (shown > 1 ? Literal("\n  - ") : Literal(" "))
           << Sentence(*point.rule->info, finding.message);
      WriteLineLink(finding);
    }
    const uint64_t total = point.findings.size() + point.rule->answer.more_findings;
    WriteMore(total, places_only || shown == 1 ? Literal("") : Literal("\n  -"));
  }

  void WriteMore(uint64_t total, Literal before) {
    if (total <= kMaxPlaces) return;
    out_ << before << Word(texts::kAnd) << total - kMaxPlaces << Word(texts::kMore);
  }

  std::optional<SafeUrl> LinkTo(const Finding& finding) const {
    if (!context_.files || finding.path.empty()) return std::nullopt;
    const SafeUrl file = context_.files->Below(finding.path);
    return finding.lines.first > 1 ? file.AtLine(finding.lines.first) : file;
  }

  void WritePlace(const Finding& finding) {
    const std::optional<SafeUrl> link = LinkTo(finding);
    if (!link) {
      out_ << Shortened(finding.path);
      return;
    }
    out_ << "[" << Shortened(finding.path) << "](" << *link << ")";
  }

  void WriteLineLink(const Finding& finding) {
    const std::optional<SafeUrl> link = LinkTo(finding);
    if (!link || finding.lines.first == 0) return;
    out_ << " ([" << Word(texts::kLine) << finding.lines.first << "](" << *link << "))";
  }

  void WriteCommand(const Point& point) {
    for (const Finding* finding : point.findings) {
      if (!finding->fix || finding->fix->kind != Fix::Kind::kCommand) continue;
      out_ << " " << Word(texts::kCommand) << finding->fix->text;
      return;
    }
  }

  void WriteTail(const Report& report) {
    out_ << Word(texts::kUpdates);
    if (context_.contact) {
      out_ << Word(texts::kQuestionsA) << *context_.contact << Word(texts::kQuestionsB);
    }
    out_ << "\n\n";
    if (!report.problem) WriteFolded(report);
    if (context_.decision) {
      out_ << "[" << Word(texts::kDetails) << "](" << *context_.decision << ") · ";
    }
    out_ << Word(texts::kRuleSet) << Shortened(report.policy) << Word(texts::kCheck)
         << Untrusted(context_.id.hex.substr(0, kShownIdDigits)) << "\n";
  }

  void WriteFolded(const Report& report) {
    const auto count = [&](Verdict verdict) {
      return std::ranges::count_if(report.rules, [&](const RuleResult& rule) {
        return rule.answer.verdict == verdict && !HoldsUnchecked(rule);
      });
    };
    out_ << "<details>\n<summary>" << Word(texts::kAlso) << count(Verdict::kPass)
         << Word(texts::kPassed) << count(Verdict::kNotApplicable) << Word(texts::kNotApplicable)
         << count(Verdict::kUnknown) << Word(texts::kUncheckedCount) << "</summary>\n\n";
    size_t lines = 0;
    for (const RuleResult& rule : report.rules) lines += WriteFoldedRule(rule, lines);
    for (const Notice& notice : report.notices) lines += WriteFoldedNotice(notice);
    if (lines > 0) out_ << "\n";
    out_ << "</details>\n\n";
  }

  size_t WriteFoldedRule(const RuleResult& rule, size_t lines_so_far) {
    if (lines_so_far >= kMaxFolded || LevelOf(rule.effective_mode) == Level::kObserved) return 0;
    const bool unchecked = rule.answer.verdict == Verdict::kUnknown && !HoldsUnchecked(rule);
    if (unchecked) {
      out_ << "- " << Word(texts::kFoldedUnchecked) << "`" << rule.info->id << "`";
      if (IsUncheckedAsAWhole(rule)) out_ << ", " << ReasonOf(rule);
      out_ << "\n";
      return 1;
    }
    const auto old = std::ranges::count_if(rule.answer.findings, &Finding::advisory);
    if (old == 0) return 0;
    out_ << "- " << Word(texts::kOldDebt) << Word(rule.info->title) << " (" << old << ")\n";
    return 1;
  }

  /// What was left out for somebody else's sake, nobody should have to look for.
  size_t WriteFoldedNotice(const Notice& notice) {
    const bool is_told = notice.kind == NoticeKind::kUpstreamCommits ||
                         notice.kind == NoticeKind::kUpstreamFiles ||
                         notice.kind == NoticeKind::kUpstreamTooNew;
    if (!is_told) return 0;
    const Notice shown{notice.kind, {}, Shortened(notice.detail)};
    out_ << "- " << RenderNotice<Sink::kMarkdown>(shown, context_.language) << "\n";
    return 1;
  }

  Markdown Sentence(const RuleInfo& info, const Message& message) const {
    return RenderMessage<Sink::kMarkdown>(info, Shortened(message), context_.language);
  }

  Markdown ReasonOf(const RuleResult& rule) const {
    return RenderReason<Sink::kMarkdown>(rule, context_.language);
  }

  const NoteContext& context_;
  const Report* report_ = nullptr;
  Markdown out_;
};

}  // namespace

Points PointsOf(const Report& report) {
  Points points;
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

std::string RenderAllDone(const NoteContext& context) {
  Markdown out;
  out << kNoteMarker << "\n" << texts::kAllDone.In(context.language);
  if (context.decision) {
    out << " [" << texts::kDetails.In(context.language) << "](" << *context.decision << ")";
  }
  out << "\n";
  return out.text();
}

}  // namespace headwater::report
