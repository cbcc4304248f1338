// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/points.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "service/report/coming.h"
#include "service/report/note_texts.h"
#include "service/report/own_rule.h"
#include "service/report/render.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

// A comment is for reading; the decision's page has everything.
constexpr size_t kMaxPlaces = 5;
constexpr size_t kMaxValueBytes = 200;
constexpr size_t kShownIdDigits = 8;

Message ShortenedMessage(Message message) {
  for (auto& [name, value] : message.args) value = Shortened(value);
  return message;
}

Text KindOf(const Point& point) {
  if (point.unchecked) return texts::kNotChecked;
  return point.level == Level::kRequired ? texts::kRequired : texts::kRecommended;
}

}  // namespace

std::vector<const Finding*> CountingFindings(const RuleResult& rule) {
  std::vector<const Finding*> counting;
  for (const Finding& finding : rule.answer.findings) {
    if (!finding.advisory && !finding.waiver) counting.push_back(&finding);
  }
  return counting;
}

void SortByLevel(std::vector<Point>& points) {
  std::ranges::stable_sort(points, std::greater<>(), &Point::level);
}

size_t RequiredIn(const std::vector<Point>& points) {
  return static_cast<size_t>(std::ranges::count(points, Level::kRequired, &Point::level));
}

Untrusted Shortened(const Untrusted& text) {
  if (text.bytes().size() <= kMaxValueBytes) return text;
  return Untrusted(text.bytes().substr(0, kMaxValueBytes) + "...");
}

Markdown FoldedUnchecked(const RuleResult& rule, Language language) {
  Markdown out;
  out << "- " << texts::kFoldedUnchecked.In(language) << "`" << rule.info->id << "`";
  if (IsUncheckedAsAWhole(rule)) out << ", " << RenderReason<Sink::kMarkdown>(rule, language);
  out << "\n";
  return out;
}

size_t WriteFoldedWaivers(const Report& report, const RuleResult& rule, Language language,
                          size_t most, Markdown& out) {
  if (LevelOf(rule.effective_mode) == Level::kObserved) return 0;
  size_t lines = 0;
  for (const WaivedPart& part : WaivedParts(report, rule)) {
    if (lines == most) break;
    ++lines;
    out << "- " << RenderWaived<Sink::kMarkdown>(*part.waiver, language) << ": `" << rule.info->id
        << "`" << texts::kWouldBeOpen.In(language) << part.findings
        << (part.findings == 1 ? texts::kFinding : texts::kFindings).In(language) << "). "
        << RenderGrant<Sink::kMarkdown>(*part.waiver, language) << "\n";
  }
  return lines;
}

void AddFoldCount(uint64_t count, const Text& what, Language language, Markdown& summary) {
  if (count == 0) return;
  if (!summary.text().empty()) summary << ", ";
  summary << count << what.In(language);
}

Markdown Footer(const Report& report, const NoteContext& context) {
  const Language language = context.language;
  Markdown out;
  if (context.decision) {
    out << "[" << texts::kDetails.In(language) << "](" << *context.decision << ") · ";
  }
  out << texts::kRuleSet.In(language) << Shortened(report.policy) << texts::kCheck.In(language)
      << Untrusted(context.id.hex.substr(0, kShownIdDigits)) << "\n";
  return out;
}

Markdown Questions(const Report& report, const NoteContext& context) {
  Markdown out;
  if (!report.contact.empty()) {
    const Result<SafeUrl> page = SafeUrl::Parse(report.contact.bytes());
    if (page.ok()) {
      out << texts::kQuestionsA.In(context.language) << page.value()
          << texts::kQuestionsB.In(context.language);
    } else {
      out << texts::kQuestionsTo.In(context.language) << Shortened(report.contact) << ".";
    }
  } else if (context.contact) {
    out << texts::kQuestionsA.In(context.language) << *context.contact
        << texts::kQuestionsB.In(context.language);
  }
  return out;
}

Markdown PointWriter::Write(const std::vector<Point>& points, const Text* about_project) && {
  for (size_t i = 0; i < std::min(points.size(), kMaxPoints); ++i) {
    WritePoint(points[i], i + 1, about_project);
  }
  if (points.size() > kMaxPoints) {
    out_ << Word(texts::kMorePointsA) << points.size() - kMaxPoints << ".\n\n";
  }
  return std::move(out_);
}

void PointWriter::WritePoint(const Point& point, size_t number, const Text* about_project) {
  const RuleInfo& info = *point.rule->info;
  out_ << "**" << number << ". " << Word(KindOf(point)) << Word(info.title) << "** (`" << info.id
       << "`)\n\n- " << Word(texts::kFound);
  if (point.unchecked) {
    WriteUnchecked(*point.rule);
  } else {
    WriteFindings(point);
  }
  if (ComingGate(*point.rule)) {
    out_ << "\n- " << Word(texts::kComing)
         << RenderComing<Sink::kMarkdown>(*point.rule, context_.language) << ".";
  }
  out_ << "\n- " << Word(texts::kWhy) << Word(info.why);
  if (const SafeUrl* const see = SeeOf(report_, info)) out_ << " <" << *see << ">";
  const bool holds = point.unchecked || point.level == Level::kRequired;
  if (about_project != nullptr && holds && point.rule->subject() == Subject::kProject) {
    out_ << " " << Word(*about_project);
  }
  out_ << "\n- " << Word(texts::kHow);
  WriteOffer(point);
  out_ << Word(info.fix);
  WriteCommand(point);
  out_ << "\n\n";
  WriteDetail(point);
}

/// That there are threads to click in, where there are.
void PointWriter::WriteOffer(const Point& point) {
  const Offer offer = OfferOf(report_, *point.rule);
  if (offer.offered == 0) return;
  if (offer.offered == offer.total) {
    out_ << Word(texts::kApply);
    return;
  }
  out_ << Word(texts::kApplySomeA) << offer.offered << Word(texts::kApplySomeB) << offer.total
       << Word(texts::kApplySomeC);
}

void PointWriter::WriteUnchecked(const RuleResult& rule) {
  if (IsUncheckedAsAWhole(rule)) {
    out_ << " " << RenderReason<Sink::kMarkdown>(rule, context_.language);
  }
  const auto& files = rule.answer.unchecked;
  for (size_t i = 0; i < std::min(files.size(), kMaxPlaces); ++i) {
    out_ << "\n  - " << Sentence(*rule.info, files[i].why);
  }
  WriteMore(files.size(), "\n  -");
}

/// Files that all say the same are a list of places; else each finding is a sentence.
void PointWriter::WriteFindings(const Point& point) {
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

void PointWriter::WriteMore(uint64_t total, Literal before) {
  if (total <= kMaxPlaces) return;
  out_ << before << Word(texts::kAnd) << total - kMaxPlaces << Word(texts::kMore);
}

std::optional<SafeUrl> PointWriter::LinkTo(const Finding& finding) const {
  if (!context_.files || finding.path.empty()) return std::nullopt;
  const SafeUrl file = context_.files->Below(finding.path);
  return finding.lines.first > 1 ? file.AtLine(finding.lines.first) : file;
}

void PointWriter::WritePlace(const Finding& finding) {
  const std::optional<SafeUrl> link = LinkTo(finding);
  if (!link) {
    out_ << Shortened(finding.path);
    return;
  }
  out_ << "[" << Shortened(finding.path) << "](" << *link << ")";
}

void PointWriter::WriteLineLink(const Finding& finding) {
  const std::optional<SafeUrl> link = LinkTo(finding);
  if (!link || finding.lines.first == 0) return;
  out_ << " ([" << Word(texts::kLine) << finding.lines.first << "](" << *link << "))";
}

void PointWriter::WriteCommand(const Point& point) {
  for (const Finding* finding : point.findings) {
    if (!finding->fix || finding->fix->kind != Fix::Kind::kCommand) continue;
    out_ << " " << Word(texts::kCommand) << finding->fix->text;
    return;
  }
}

/// Of the first finding that has one: a comment has room for no more.
void PointWriter::WriteDetail(const Point& point) {
  for (const Finding* finding : point.findings) {
    if (finding->detail.empty()) continue;
    out_ << "<details>\n<summary>" << Word(texts::kDifference) << "</summary>\n\n";
    for (const Untrusted& line : finding->detail) out_ << "- " << line << "\n";
    out_ << "\n</details>\n\n";
    return;
  }
}

Markdown PointWriter::Sentence(const RuleInfo& info, const Message& message) const {
  return RenderMessage<Sink::kMarkdown>(info, ShortenedMessage(message), context_.language);
}

}  // namespace headwater::report
