// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/page.h"

#include "headwater/sink.h"
#include "service/report/coming.h"
#include "service/report/level.h"
#include "service/report/names.h"
#include "service/report/note_texts.h"
#include "service/report/render.h"
#include "service/report/waived.h"

namespace headwater::report {
namespace {

using Html = Out<Sink::kXml>;

constexpr size_t kShownIdDigits = 8;
constexpr size_t kShownCommitDigits = 12;

constexpr Text kCheck = {"Check ", "Prüfung "};
constexpr Text kOf = {"of ", "von "};
constexpr Text kDefaultBranch = {"the default branch of ", "Standardzweig von "};
constexpr Text kState = {"State: ", "Stand: "};
constexpr Text kJudgedAt = {"Judged: ", "Geprüft: "};
constexpr Text kResult = {"Result: ", "Ergebnis: "};
constexpr Text kRuleSet = {"Rule set: ", "Regelwerk: "};
constexpr Text kQuestions = {"Questions: ", "Fragen beantwortet: "};
constexpr Text kRules = {"Rules", "Regeln"};
constexpr Text kWhy = {"Why: ", "Warum: "};
constexpr Text kHow = {"How to fix: ", "So geht es: "};
constexpr Text kOfferedA = {"Apply the suggestions in the merge request (",
                            "Vorschläge im Merge Request übernehmen ("};
constexpr Text kOfferedB = {" of ", " von "};
constexpr Text kOfferedC = {"), or by hand: ", "), oder von Hand: "};
constexpr Text kMore = {"Further findings, not listed: ", "Weitere, nicht aufgeführte Befunde: "};
constexpr Text kNotChecked = {"not checked: ", "nicht geprüft: "};
constexpr Text kWaived = {"waived", "Ausnahme"};
constexpr Text kProblem = {"The change could not be read: ",
                           "Die Änderung ließ sich nicht lesen: "};
constexpr Text kNoSuch = {"There is no such check, or it may not be shown here.",
                          "Diese Prüfung gibt es nicht, oder sie darf hier nicht gezeigt werden."};

Text WordsFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return {"fine", "in Ordnung"};
    case Verdict::kFail:
      return {"found something", "Befund"};
    case Verdict::kNotApplicable:
      return {"not applicable", "nicht zutreffend"};
    case Verdict::kUnknown:
      break;
  }
  return {"not checked", "nicht geprüft"};
}

Text WordsFor(DecisionOutcome outcome) {
  switch (outcome) {
    case DecisionOutcome::kPass:
      return {"fine", "in Ordnung"};
    case DecisionOutcome::kFail:
      return {"points are open that are required", "erforderliche Punkte sind offen"};
    case DecisionOutcome::kUnknownContent:
      return {"could not be checked because of its content", "nicht prüfbar, wegen des Inhalts"};
    case DecisionOutcome::kUnknownInfrastructure:
      break;
  }
  return {"could not be checked for a technical reason; it is repeated",
          "aus technischem Grund nicht geprüft; die Prüfung wird wiederholt"};
}

Text WordsFor(Level level) {
  switch (level) {
    case Level::kRequired:
      return {"required", "erforderlich"};
    case Level::kRecommended:
      return {"recommended", "empfohlen"};
    case Level::kObserved:
      break;
  }
  return {"observed", "beobachtet"};
}

constexpr Literal kStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}code{overflow-wrap:anywhere}h2{margin-top:2rem}"
    "a{color:#0b57a4}dt{font-weight:bold}";

/// Writes one page.
class PageWriter {
 public:
  explicit PageWriter(Language language) : language_(language) {}

  std::string Decided(const Decision& decision, const Report& report, const Untrusted& project) && {
    Html title;
    title << Word(kCheck) << Untrusted(decision.id.hex.substr(0, kShownIdDigits));
    Begin(title);
    WriteFacts(decision, report, project);
    if (report.problem) {
      out_ << "<p>" << Word(kProblem) << *report.problem << "</p>\n";
    } else {
      out_ << "<h2>" << Word(kRules) << "</h2>\n";
      for (const RuleResult& rule : report.rules) WriteRule(report, rule);
    }
    return std::move(*this).End();
  }

  std::string NoSuch() && {
    Html title;
    title << "Headwater";
    Begin(title);
    out_ << "<p>" << Word(kNoSuch) << "</p>\n";
    return std::move(*this).End();
  }

 private:
  Literal Word(const Text& text) const { return text.In(language_); }

  void Begin(const Html& title) {
    out_ << "<!DOCTYPE html>\n<html lang=\"" << NameOf(language_)
         << "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
         << title << "</title>\n<style>" << kStyle << "</style>\n</head>\n<body>\n<main>\n<h1>"
         << title << "</h1>\n";
  }

  std::string End() && {
    out_ << "</main>\n</body>\n</html>\n";
    return out_.text();
  }

  void WriteFacts(const Decision& decision, const Report& report, const Untrusted& project) {
    out_ << "<p>" << Word(kCheck);
    if (decision.about.iid.value == 0) {
      out_ << Word(kOf) << Word(kDefaultBranch) << project;
    } else {
      out_ << Word(kOf) << project << "!" << decision.about.iid.value;
    }
    out_ << "</p>\n<ul>\n<li>" << Word(kResult) << "<strong>" << Word(WordsFor(decision.outcome))
         << "</strong></li>\n<li>" << Word(kState) << "<code>"
         << Untrusted(decision.head.Hex().substr(0, kShownCommitDigits)) << "</code></li>\n<li>"
         << Word(kJudgedAt) << Untrusted(FormatTime(decision.at)) << "</li>\n<li>" << Word(kRuleSet)
         << "<code>" << report.policy << "</code></li>\n";
    if (!report.contact.empty()) {
      out_ << "<li>" << Word(kQuestions) << report.contact << "</li>\n";
    }
    out_ << "</ul>\n";
  }

  void WriteRule(const Report& report, const RuleResult& rule) {
    const RuleInfo& info = *rule.info;
    out_ << "<section>\n<h3>" << Word(info.title) << "</h3>\n<p><code>" << info.id
         << "</code>: " << Word(WordsFor(LevelOf(rule.effective_mode))) << ", "
         << Word(WordsFor(rule.answer.verdict));
    if (ComingGate(rule)) out_ << ", " << RenderComing<Sink::kXml>(rule, language_);
    if (rule.answer.reason) out_ << ": " << RenderReason<Sink::kXml>(rule, language_);
    out_ << "</p>\n";
    WriteList(rule);
    WriteWaivers(report, rule);
    if (!rule.answer.findings.empty()) {
      out_ << "<p>" << Word(kWhy) << Word(info.why) << "</p>\n<p>" << Word(kHow);
      const Offer offer = OfferOf(report, rule);
      if (offer.offered > 0) {
        out_ << Word(kOfferedA) << offer.offered << Word(kOfferedB) << offer.total
             << Word(kOfferedC);
      }
      out_ << Word(info.fix) << "</p>\n";
    }
    out_ << "</section>\n";
  }

  /// Evaluated all the same: what was found stands above, and here why it does not count.
  void WriteWaivers(const Report& report, const RuleResult& rule) {
    for (const WaivedPart& part : WaivedParts(report, rule)) {
      const Waiver& waiver = *part.waiver;
      out_ << "<p>" << RenderWaived<Sink::kXml>(waiver, language_) << ": "
           << RenderGrant<Sink::kXml>(waiver, language_);
      if (!waiver.text.empty()) out_ << " <q>" << waiver.text << "</q>";
      out_ << "</p>\n";
    }
  }

  void WriteList(const RuleResult& rule) {
    const RuleInfo& info = *rule.info;
    if (rule.answer.findings.empty() && rule.answer.unchecked.empty()) return;
    out_ << "<ul>\n";
    for (const Finding& finding : rule.answer.findings) {
      out_ << "<li><code>" << RenderPlace<Sink::kXml>(finding.path, finding.lines, rule.subject())
           << "</code> (";
      if (finding.waiver) {
        out_ << Word(kWaived);
      } else {
        out_ << Word(WordsFor(LevelOf(rule, finding)));
      }
      out_ << "): " << RenderMessage<Sink::kXml>(info, finding.message, language_);
      WriteDetail(finding);
      out_ << "</li>\n";
    }
    for (const Unchecked& file : rule.answer.unchecked) {
      out_ << "<li><code>" << RenderPlace<Sink::kXml>(file.path, {}, rule.subject())
           << "</code>: " << Word(kNotChecked)
           << RenderMessage<Sink::kXml>(info, file.why, language_) << "</li>\n";
    }
    if (rule.answer.more_findings > 0) {
      out_ << "<li>" << Word(kMore) << rule.answer.more_findings << "</li>\n";
    }
    out_ << "</ul>\n";
  }

  void WriteDetail(const Finding& finding) {
    if (finding.detail.empty()) return;
    out_ << "<details><summary>" << Word(texts::kDifference) << "</summary><pre>";
    for (const Untrusted& line : finding.detail) out_ << line << "\n";
    out_ << "</pre></details>";
  }

  const Language language_;
  Html out_;
};

}  // namespace

std::string RenderPage(const Decision& decision, const Report& report, const Untrusted& project,
                       Language language) {
  return PageWriter(language).Decided(decision, report, project);
}

std::string RenderNoSuchDecision(Language language) { return PageWriter(language).NoSuch(); }

}  // namespace headwater::report
