// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/project_issue.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/report/note_texts.h"
#include "service/report/points.h"
#include "service/report/project_issue_texts.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

/// Whether people are shown what this rule says of the project.
bool IsShown(const RuleResult& rule) {
  return rule.subject() == Subject::kProject && LevelOf(rule.effective_mode) != Level::kObserved;
}

/// The rules about the project, as the issue sorts them.
struct Shown {
  std::span<const Waiver> ending{};
  std::vector<Point> points;
  std::vector<const RuleResult*> unchecked;
  size_t passed = 0;
  size_t not_applicable = 0;
};

void Sort(const RuleResult& rule, Shown& shown) {
  switch (rule.answer.verdict) {
    case Verdict::kPass:
      ++shown.passed;
      return;
    case Verdict::kNotApplicable:
      ++shown.not_applicable;
      return;
    case Verdict::kUnknown:
      shown.unchecked.push_back(&rule);
      return;
    case Verdict::kFail:
      break;
  }
  std::vector<const Finding*> findings = CountingFindings(rule);
  if (findings.empty()) return;
  shown.points.push_back({&rule, LevelOf(rule.effective_mode), false, std::move(findings)});
}

Shown ShownOf(const Report& report) {
  Shown shown;
  for (const RuleResult& rule : report.rules) {
    if (IsShown(rule)) Sort(rule, shown);
  }
  SortByLevel(shown.points);
  return shown;
}

StatusState StateOf(const Shown& shown) {
  if (!shown.points.empty() || !shown.ending.empty()) return StatusState::kFailed;
  return shown.unchecked.empty() ? StatusState::kSuccess : StatusState::kRunning;
}

/// Writes one issue.
class IssueWriter {
 public:
  IssueWriter(const Report& report, const NoteContext& context)
      : report_(report), context_(context) {}

  std::string Write(const Shown& shown) && {
    if (StateOf(shown) == StatusState::kSuccess) {
      out_ << Word(texts::kAllDone) << "\n\n";
      return out_.text();
    }
    WriteHead(shown);
    WriteEnding(shown.ending);
    // Which merge requests a required point holds is the policy's to say (gate_on_branches), and a
    // judgement of the whole branch does not know.
    out_ << PointWriter(report_, context_).Write(shown.points, nullptr)
         << Word(texts::kIssueUpdates) << Questions(report_, context_) << "\n\n";
    WriteFolded(shown);
    return out_.text();
  }

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }

  void WriteHead(const Shown& shown) {
    const std::vector<Point>& points = shown.points;
    if (points.empty() && shown.unchecked.empty()) return;
    if (points.empty()) {
      out_ << "**" << Word(texts::kNothingKnown) << "**\n\n";
      return;
    }
    if (points.size() == 1) {
      out_ << "**" << Word(texts::kOneOfProject) << "**" << Word(texts::kOneBelongsToNone)
           << "\n\n";
      return;
    }
    out_ << "**" << points.size() << Word(texts::kManyOfProject) << "**"
         << Word(texts::kManyBelongToNone) << "\n\n";
  }

  /// The dates alone: the text of tomorrow is the text of today.
  void WriteEnding(std::span<const Waiver> ending) {
    if (ending.empty()) return;
    out_ << "**" << Word(ending.size() == 1 ? texts::kOneEnds : texts::kManyEnd) << "**"
         << Word(texts::kAfterTheEnd) << "\n\n";
    const size_t lines = std::min(ending.size(), kMaxFolded);
    for (size_t i = 0; i < lines; ++i) {
      const Waiver& waiver = ending[i];
      out_ << "- " << RenderWaived<Sink::kMarkdown>(waiver, context_.language) << ": "
           << Untrusted(waiver.scope.rule);
      if (!waiver.scope.path.empty()) {
        out_ << Word(texts::kIn) << Shortened(Untrusted(waiver.scope.path));
      }
      out_ << ". " << RenderGrant<Sink::kMarkdown>(waiver, context_.language) << "\n";
    }
    if (ending.size() > lines) {
      out_ << "-" << Word(texts::kAnd) << ending.size() - lines << Word(texts::kMore) << "\n";
    }
    out_ << "\n";
  }

  void WriteFolded(const Shown& shown) {
    const auto waived = std::ranges::count_if(
        report_.rules, [](const RuleResult& rule) { return rule.waived && IsShown(rule); });
    if (shown.passed + shown.not_applicable + shown.unchecked.size() == 0 && waived == 0) return;
    const Language language = context_.language;
    Markdown summary;
    AddFoldCount(shown.passed, texts::kPassed, language, summary);
    AddFoldCount(shown.not_applicable, texts::kNotApplicable, language, summary);
    AddFoldCount(shown.unchecked.size(), texts::kUncheckedCount, language, summary);
    AddFoldCount(static_cast<uint64_t>(waived), texts::kWaivedCount, language, summary);
    out_ << "<details>\n<summary>" << Word(texts::kAlso) << summary << "</summary>\n\n";
    size_t waivers = 0;
    for (const RuleResult& rule : report_.rules) {
      if (!IsShown(rule)) continue;
      waivers += WriteFoldedWaivers(report_, rule, context_.language, kMaxFolded - waivers, out_);
    }
    const size_t lines = std::min(shown.unchecked.size(), kMaxFolded);
    for (size_t i = 0; i < lines; ++i) {
      out_ << FoldedUnchecked(*shown.unchecked[i], context_.language);
    }
    if (lines + waivers > 0) out_ << "\n";
    out_ << "</details>\n\n";
  }

  const Report& report_;
  const NoteContext& context_;
  Markdown out_;
};

}  // namespace

std::string ProjectIssueMarker(ProjectId project) {
  return "<!-- headwater:project " + std::to_string(project.value) + " -->";
}

std::string_view ProjectIssueTitle(Language language) {
  return texts::kIssueTitle.In(language).view();
}

ProjectIssue RenderProjectIssue(ProjectId project, const Report& report, const NoteContext& context,
                                std::span<const Waiver> ending) {
  Shown shown = ShownOf(report);
  shown.ending = ending;
  return {.state = StateOf(shown),
          .text = ProjectIssueMarker(project) + "\n" + IssueWriter(report, context).Write(shown),
          .footer = Footer(report, context).text()};
}

}  // namespace headwater::report
