// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/page.h"

#include <vector>

#include "service/report/html.h"
#include "service/report/page_rule.h"
#include "service/report/times.h"

namespace headwater::report {
namespace {

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
constexpr Text kFixAll = {"Mend at once what needs no person",
                          "Auf einmal beheben, was ohne Menschen geht"};
constexpr Text kFixAllHow = {"Run this in the repository, and look at what it has changed:",
                             "Im Repository ausführen und ansehen, was sich geändert hat:"};
constexpr Text kProblem = {"The change could not be read: ",
                           "Die Änderung ließ sich nicht lesen: "};
constexpr Text kNoSuch = {"There is no such check, or it may not be shown here.",
                          "Diese Prüfung gibt es nicht, oder sie darf hier nicht gezeigt werden."};
constexpr Text kExpired = {"This link has expired", "Dieser Link ist abgelaufen"};
constexpr Text kExpiredWhy = {
    "Links to checks of projects that are not public lead somewhere for a limited time.",
    "Links zu Prüfungen nicht öffentlicher Projekte führen nur eine begrenzte Zeit zum Ziel."};
constexpr Text kExpiredHow = {
    "Write a comment with the command recheck in the merge request, or push to it: the "
    "status and the comment there then have a new link.",
    "Im Merge Request einen Kommentar mit dem Befehl recheck schreiben oder einen neuen Stand "
    "pushen: Status und Kommentar enthalten dann einen neuen Link."};

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

struct PartHeading {
  PagePart part;
  bool folded;
  Text heading;
};

constexpr PartHeading kParts[] = {
    {PagePart::kRequired, false, {"Required", "Erforderlich"}},
    {PagePart::kRecommended, false, {"Recommended", "Empfohlen"}},
    {PagePart::kPassed, true, {"Fine", "In Ordnung"}},
    {PagePart::kWaived, true, {"Waived", "Mit Ausnahme"}},
    {PagePart::kNotApplicable, true, {"Not applicable", "Nicht zutreffend"}},
    {PagePart::kNotChecked, true, {"Not checked", "Nicht geprüft"}},
    {PagePart::kOldDebt, true, {"There before, does not count", "Schon vorher so, zählt nicht"}},
    {PagePart::kObserved, true, {"Only observed", "Nur beobachtet"}}};

/// Writes one page.
class PageWriter {
 public:
  explicit PageWriter(const PageContext& context) : context_(context) {}

  std::string Decided(const Decision& decision, const Report& report) && {
    Html title;
    title << Word(kCheck) << Untrusted(decision.id.hex.substr(0, kShownIdDigits));
    BeginHtml(title, "", context_.language, out_);
    WriteFacts(decision, report);
    WriteFixPatch();
    if (report.problem) {
      out_ << "<p>" << Word(kProblem) << *report.problem << "</p>\n";
    } else {
      for (const PartHeading& part : kParts) WritePart(report, part);
    }
    EndHtml(out_);
    return out_.text();
  }

  std::string NoSuch() && {
    Html title;
    title << "Headwater";
    BeginHtml(title, "", context_.language, out_);
    out_ << "<p>" << Word(kNoSuch) << "</p>\n";
    EndHtml(out_);
    return out_.text();
  }

  std::string Expired() && {
    Html title;
    title << Word(kExpired);
    BeginHtml(title, "", context_.language, out_);
    out_ << "<p>" << Word(kExpiredWhy) << "</p>\n<p>" << Word(kExpiredHow) << "</p>\n";
    EndHtml(out_);
    return out_.text();
  }

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }

  void WriteFacts(const Decision& decision, const Report& report) {
    out_ << "<p>" << Word(kCheck) << Word(kOf);
    if (decision.about.iid.value == 0) {
      out_ << Word(kDefaultBranch) << context_.project;
    } else {
      out_ << context_.project << "!" << decision.about.iid.value;
    }
    out_ << "</p>\n<ul>\n<li>" << Word(kResult) << "<strong>" << Word(WordsFor(decision.outcome))
         << "</strong></li>\n<li>" << Word(kState) << "<code>"
         << Untrusted(decision.head.Hex().substr(0, kShownCommitDigits)) << "</code></li>\n<li>"
         << Word(kJudgedAt) << RenderTime<Sink::kXml>(decision.at, context_.language)
         << "</li>\n<li>" << Word(kRuleSet) << "<code>" << report.policy << "</code></li>\n";
    if (!report.contact.empty()) {
      out_ << "<li>" << Word(kQuestions) << report.contact << "</li>\n";
    }
    out_ << "</ul>\n";
  }

  void WriteFixPatch() {
    if (!context_.fix_patch) return;
    out_ << "<h2>" << Word(kFixAll) << "</h2>\n<p>" << Word(kFixAllHow)
         << "</p>\n<pre><code>curl -fsS " << *context_.fix_patch << " | git apply</code></pre>\n";
  }

  /// Nothing of a part in which no rule stands.
  void WritePart(const Report& report, const PartHeading& part) {
    std::vector<const RuleResult*> rules;
    for (const RuleResult& rule : report.rules) {
      if (PartOf(rule) == part.part) rules.push_back(&rule);
    }
    if (rules.empty()) return;
    if (part.folded) out_ << "<details>\n<summary>";
    out_ << "<h2>" << Word(part.heading) << " (" << rules.size() << ")</h2>";
    if (part.folded) out_ << "</summary>";
    out_ << "\n";
    for (const RuleResult* rule : rules) out_ << RenderRuleSection(report, *rule, context_);
    if (part.folded) out_ << "</details>\n";
  }

  const PageContext& context_;
  Html out_;
};

PageContext InLanguage(Language language) {
  PageContext context;
  context.language = language;
  return context;
}

}  // namespace

std::string RenderPage(const Decision& decision, const Report& report, const PageContext& context) {
  return PageWriter(context).Decided(decision, report);
}

std::string RenderNoSuchDecision(Language language) {
  const PageContext context = InLanguage(language);
  return PageWriter(context).NoSuch();
}

std::string RenderExpiredLink(Language language) {
  const PageContext context = InLanguage(language);
  return PageWriter(context).Expired();
}

}  // namespace headwater::report
