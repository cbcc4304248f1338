// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/text.h"

#include <algorithm>

#include "headwater/sink.h"
#include "service/report/coming.h"
#include "service/report/level.h"
#include "service/report/own_rule.h"
#include "service/report/render.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

constexpr std::string_view kCutMark = "...";

constexpr Text kRequired = {" [required]", " [erforderlich]"};
constexpr Text kRecommended = {" [recommended]", " [empfohlen]"};
constexpr Text kWaived = {" [waived]", " [Ausnahme]"};
constexpr Text kNotChecked = {": not checked: ", ": nicht geprüft: "};
constexpr Text kMoreBefore = {": ... and ", ": ... und "};
constexpr Text kMoreAfter = {" more", " weitere"};
constexpr Text kWhy = {"  why: ", "  warum: "};
constexpr Text kFromWhen = {"  announced: ", "  angekündigt: "};
constexpr Text kMoreOfIt = {"  more: ", "  mehr dazu: "};
constexpr Text kHowToFix = {"  how to fix: ", "  Abhilfe: "};
constexpr Text kFix = {"  fix: ", "  Vorschlag: "};
constexpr Text kInsertAt = {"insert at line ", "in Zeile "};
constexpr Text kInsertAfter = {": ", " einfügen: "};
constexpr Text kReplaceFile = {"replace the whole file by: ", "ganze Datei ersetzen durch: "};
constexpr Text kReplaceLines = {"lines ", "Zeilen "};
constexpr Text kReplaceAfter = {" become: ", " ersetzen durch: "};
constexpr Text kDelete = {" can be deleted", " können entfallen"};
constexpr Text kCreate = {"create ", "anlegen: "};
constexpr Text kNote = {"note: ", "Hinweis: "};
constexpr Text kProblem = {"headwater: could not check: ", "headwater: nicht prüfbar: "};

/// The report's lines, none of them longer than kMaxLineBytes and cut between characters.
class Lines {
 public:
  void Add(const Line& line) {
    std::string_view text = line.text();
    if (text.size() > kMaxLineBytes) {
      size_t end = kMaxLineBytes - kCutMark.size();
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
      text_ += text.substr(0, end);
      text = kCutMark;
    }
    text_ += text;
    text_ += '\n';
  }

  std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
};

/// A fix's first line tells what it is; the whole is for `headwater fix` and the other formats.
void AppendFirstLine(const Untrusted& text, Line& line) {
  std::string_view rest = text.bytes();
  const size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view first = rest.substr(0, end);
  if (first.ends_with('\r')) first.remove_suffix(1);
  line << Untrusted(std::string(first));
  if (end + 1 < rest.size()) line << " ...";
}

/// What a replacement does to which lines, up to the colon.
Line ReplaceWords(const Fix& fix, Language language) {
  Line line;
  const auto [first, last] = fix.lines;
  if (last < first) {
    line << kInsertAt.In(language) << first << kInsertAfter.In(language);
  } else if (first == 0) {
    line << kReplaceFile.In(language);
  } else {
    line << kReplaceLines.In(language) << first << "-" << last;
    line << (fix.text.empty() ? kDelete : kReplaceAfter).In(language);
  }
  return line;
}

Line FixLine(const Fix& fix, Language language) {
  Line line;
  line << kFix.In(language);
  switch (fix.kind) {
    case Fix::Kind::kReplace:
      line << ReplaceWords(fix, language);
      break;
    case Fix::Kind::kCreate:
      line << kCreate.In(language) << fix.path << ": ";
      break;
    case Fix::Kind::kCommand:
      break;
  }
  AppendFirstLine(fix.text, line);
  return line;
}

void AddFindings(const RuleResult& result, Language language, Lines& lines) {
  const RuleInfo& info = *result.info;
  for (const Finding& finding : result.answer.findings) {
    const Text& level = finding.waiver                                 ? kWaived
                        : LevelOf(result, finding) == Level::kRequired ? kRequired
                                                                       : kRecommended;
    Line line = RenderPlace<Sink::kTerminal>(finding.path, finding.lines, result.subject());
    line << ": " << info.id << ": "
         << RenderMessage<Sink::kTerminal>(info, finding.message, language) << level.In(language);
    lines.Add(line);
    if (finding.fix.has_value()) lines.Add(FixLine(*finding.fix, language));
  }
  if (result.answer.more_findings > 0) {
    lines.Add(Line() << info.id << kMoreBefore.In(language) << result.answer.more_findings
                     << kMoreAfter.In(language));
  }
}

void AddUnchecked(const RuleResult& result, Language language, Lines& lines) {
  const RuleInfo& info = *result.info;
  for (const Unchecked& unchecked : result.answer.unchecked) {
    Line line = RenderPlace<Sink::kTerminal>(unchecked.path, {}, result.subject());
    line << ": " << info.id << kNotChecked.In(language)
         << RenderMessage<Sink::kTerminal>(info, unchecked.why, language);
    lines.Add(line);
  }
  if (IsUncheckedAsAWhole(result)) {
    lines.Add(Line() << info.id << kNotChecked.In(language)
                     << RenderReason<Sink::kTerminal>(result, language));
  }
}

/// By whose right what is marked so is let pass.
void AddWaivers(const Report& report, const RuleResult& result, Language language, Lines& lines) {
  for (const WaivedPart& part : WaivedParts(report, result)) {
    lines.Add(Line() << "  " << RenderWaived<Sink::kTerminal>(*part.waiver, language) << ": "
                     << RenderGrant<Sink::kTerminal>(*part.waiver, language));
  }
}

void AddRule(const Report& report, const RuleResult& result, Language language, Lines& lines) {
  if (LevelOf(result.effective_mode) == Level::kObserved) return;
  AddFindings(result, language, lines);
  AddUnchecked(result, language, lines);
  if (result.answer.findings.empty()) return;
  AddWaivers(report, result, language, lines);
  if (ComingGate(result)) {
    lines.Add(Line() << kFromWhen.In(language) << RenderComing<Sink::kTerminal>(result, language));
  }
  lines.Add(Line() << kWhy.In(language) << result.info->why.In(language));
  lines.Add(Line() << kHowToFix.In(language) << result.info->fix.In(language));
  if (const SafeUrl* const see = SeeOf(report, *result.info)) {
    lines.Add(Line() << kMoreOfIt.In(language) << *see);
  }
}

void AddRules(const Report& report, Language language, Lines& lines) {
  for (const RuleResult& result : report.rules) AddRule(report, result, language, lines);
}

Text OutcomeText(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return {"pass", "bestanden"};
    case Outcome::kFail:
      return {"fail", "nicht bestanden"};
    case Outcome::kUnknown:
      break;
  }
  return {"unknown", "nicht prüfbar"};
}

Line Counted(uint64_t number, const Text& one, const Text& many, Language language) {
  return Line() << number << (number == 1 ? one : many).In(language);
}

Line Summary(const Report& report, Language language) {
  static constexpr Text kRequiredCount = {" required, ", " erforderlich, "};
  static constexpr Text kRecommendedCount = {" recommended, ", " empfohlen, "};
  static constexpr Text kNotCheckedCount = {" not checked", " nicht geprüft"};
  static constexpr Text kWaivedCount = {" waived", " als Ausnahme"};
  static constexpr Text kObservedCount = {" observed", " beobachtet"};
  static constexpr Text kFiles = {" files, ", " Dateien, "};
  static constexpr Text kPolicy = {", policy ", ", Regelwerk "};

  const Tally tally = TallyOf(report);
  Line line;
  line << "headwater: " << OutcomeText(report.outcome).In(language) << ": " << tally.required
       << kRequiredCount.In(language) << tally.recommended << kRecommendedCount.In(language)
       << tally.not_checked << kNotCheckedCount.In(language);
  if (tally.waived > 0) line << ", " << tally.waived << kWaivedCount.In(language);
  if (tally.observed > 0) line << ", " << tally.observed << kObservedCount.In(language);
  return line << " (" << Counted(report.stats.files, {" file, ", " Datei, "}, kFiles, language)
              << Counted(report.stats.commits, {" commit", " Commit"}, {" commits", " Commits"},
                         language)
              << kPolicy.In(language) << report.policy << ")";
}

}  // namespace

std::string RenderText(const Report& report, Language language) {
  Lines lines;
  if (report.problem.has_value()) {
    // Every rule is unknown for this one reason: said once.
    lines.Add(Line() << kProblem.In(language) << *report.problem);
    return std::move(lines).Take();
  }
  AddRules(report, language, lines);
  for (const Notice& notice : report.notices) {
    lines.Add(Line() << kNote.In(language)
                     << RenderPlace<Sink::kTerminal>(notice.path, {}, Subject::kChange) << ": "
                     << RenderNotice<Sink::kTerminal>(notice, language));
  }
  lines.Add(Summary(report, language));
  return std::move(lines).Take();
}

std::string RenderFindings(const Report& report, Language language) {
  Lines lines;
  AddRules(report, language, lines);
  return std::move(lines).Take();
}

}  // namespace headwater::report
