// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/allowance.h"
#include "rules/common/spdx_license.h"
#include "rules/license/changed_statements.h"
#include "rules/license/changed_texts.h"
#include "rules/license/copyleft.h"
#include "rules/license/family.h"
#include "rules/license/licensing_messages.h"

namespace headwater::license {
namespace {

std::string_view KeyOf(const Judgement& judgement) {
  switch (judgement.standing) {
    case ListClass::kRejected:
      return judgement.by_policy ? "rejected-here" : "rejected";
    case ListClass::kUnlisted:
      return "unlisted";
    case ListClass::kReview:
      return "review";
    case ListClass::kSimilar:
      return "similar";
    case ListClass::kAskPlatform:
    case ListClass::kUnknown:
    case ListClass::kApproved:
      break;
  }
  switch (CopyleftOf(judgement.license)) {
    case Copyleft::kStrong:
      return "ask-strong";
    case Copyleft::kWeak:
      return "ask-weak";
    case Copyleft::kPermissive:
    case Copyleft::kUnknown:
      break;
  }
  return "ask";
}

bool IsMisspelt(const LicenseStatement& statement) {
  if (!statement.expression) return true;
  const auto problems = FindSpdxIdProblems(statement.text);
  return std::any_of(problems.begin(), problems.end(), [](const SpdxIdProblem& problem) {
    return problem.kind == SpdxIdProblem::Kind::kUnknown;
  });
}

/// The expression that a misspelt statement most likely means, else as it is written. A slip of the
/// keyboard takes no licence off the negative list.
std::optional<SpdxExpression> Meaning(const LicenseStatement& statement) {
  const auto better = SuggestSpdxExpression(statement.text);
  if (!better) return statement.expression;
  auto parsed = ParseSpdxExpression(*better);
  auto* expression = std::get_if<SpdxExpression>(&parsed);
  return expression == nullptr ? statement.expression : std::move(*expression);
}

class AllowanceCheck {
 public:
  AllowanceCheck(const RuleContext& context, Allowance allowance)
      : context_(context),
        allowance_(std::move(allowance)),
        statements_(context),
        answer_(context) {}

  Result<RuleAnswer> Run() && {
    TRY(statements_.ForEach(Owners::kEverybody, answer_,
                            [this](const ChangedFile& file, const FileStatements& statements) {
                              JudgeStatements(file, statements);
                              return Status(Ok{});
                            }));
    TRY(ForEachChangedText(context_, answer_, [this](const ChangedText& text) { Judge(text); }));
    // Behind the findings that weigh: the bound on findings must not let a hint hide one.
    for (Finding& finding : hints_) answer_.Add(std::move(finding));
    return std::move(answer_).Finish({"no-statements", {}});
  }

 private:
  void JudgeStatements(const ChangedFile& file, const FileStatements& statements) {
    if (statements.unchecked) {
      answer_.AddUnchecked({.path = file.path, .why = *statements.unchecked});
    }
    const LicenseStatement* unreadable = nullptr;
    for (const LicenseStatement& statement : statements.licenses) {
      if (!JudgeStatement(file, statement)) unreadable = &statement;
    }
    if (unreadable != nullptr) AddUnreadable(file.path, *unreadable);
  }

  /// False when it is not known what the statement means.
  bool JudgeStatement(const ChangedFile& file, const LicenseStatement& statement) {
    auto expression = statement.expression;
    if (IsMisspelt(statement)) {
      if (++misspelt_ > kMaxMisspelt) return false;
      expression = Meaning(statement);
    }
    if (!expression) return false;
    const Judgement judgement = allowance_.Of(*expression);
    if (judgement.standing == ListClass::kUnknown) return false;
    answer_.CountJudged();
    if (judgement.standing == ListClass::kApproved) return true;
    Report(file.path, {statement.place.line, statement.place.line}, judgement, KeyOf(judgement));
    return true;
  }

  /// license/expression-invalid reports it; here it is only said that nothing is known. Behind more
  /// misspelt tags than anybody writes something may be hidden.
  void AddUnreadable(const Untrusted& path, const LicenseStatement& statement) {
    answer_.AddUnchecked(
        {.path = path,
         .why = {"unreadable", {{"path", path}, {"tag", Untrusted(statement.text)}}},
         .advisory = misspelt_ <= kMaxMisspelt});
  }

  void Judge(const ChangedText& text) {
    if (text.unchecked) {
      answer_.AddUnchecked({.path = text.path, .why = *text.unchecked});
      return;
    }
    const RecognisedText& found = text.recognised;
    const auto judgement = BestOf(found);
    if (!judgement && found.restriction == Restriction::kNone) return;
    answer_.CountJudged();
    const bool open = !judgement || judgement->standing > ListClass::kUnlisted;
    const bool restricts =
        found.restriction != Restriction::kNone && found.restriction != Restriction::kTrademark;
    if (open && restricts) {
      Judgement added;
      added.standing = ListClass::kReview;
      added.license = judgement ? judgement->license : "";
      Report(text.path, found.restricted_at, added, "restricted-text");
      return;
    }
    // Texts in LICENSES/ are there for tags, which speak for themselves.
    if (!judgement || text.in_licenses_folder || judgement->standing == ListClass::kApproved)
      return;
    // What only comes near a text of the negative list is for a person to decide.
    const bool certain = found.match == RecognisedText::Match::kExact;
    const bool rejected = judgement->standing == ListClass::kRejected;
    Report(text.path, found.lines, *judgement,
           rejected && !certain ? "rejected-near" : KeyOf(*judgement));
  }

  /// A text that is the same for several identifiers has the standing of the best.
  std::optional<Judgement> BestOf(const RecognisedText& found) const {
    std::optional<Judgement> best;
    if (found.is_exception) return best;
    for (const std::string& id : found.ids) {
      SpdxExpression license;
      license.license = id;
      Judgement judgement = allowance_.Of(license);
      if (!best || judgement.standing > best->standing) best = std::move(judgement);
    }
    return best;
  }

  void Report(const Untrusted& path, LineRange lines, const Judgement& judgement,
              std::string_view key) {
    Finding finding;
    finding.path = path;
    finding.lines = lines;
    finding.evidence = Untrusted(judgement.license);
    finding.message = {std::string(key), {{"path", path}}};
    auto& args = finding.message.args;
    if (key != "restricted-text") args.emplace_back("license", Untrusted(judgement.license));
    if (key == "similar") args.emplace_back("like", Untrusted(judgement.like));
    if (key.starts_with("ask")) {
      args.emplace_back("contact", Untrusted(context_.options.Text("contact")));
      args.emplace_back("project", context_.change.repository);
    }
    finding.advisory = key != "rejected" && key != "rejected-here";
    if (!finding.advisory) {
      answer_.Add(std::move(finding));
    } else if (hinted_.emplace(key, judgement.license).second && hints_.size() < kMaxHints) {
      hints_.push_back(std::move(finding));
    }
  }

  // A hint is about the licence, not about each of its files; nobody writes to the platform about
  // more licences than these at once.
  static constexpr size_t kMaxHints = 100;
  // For so many misspelt tags it is looked for what they mean.
  static constexpr size_t kMaxMisspelt = 1000;

  const RuleContext& context_;
  Allowance allowance_;
  ChangedStatements statements_;
  std::set<std::pair<std::string, std::string>> hinted_;  ///< Message and licence.
  std::vector<Finding> hints_;
  size_t misspelt_ = 0;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  return AllowanceCheck(context, TRY(Allowance::Make(context.options))).Run();
}

constexpr int64_t kMaxContactBytes = 200;

constexpr OptionInfo kOptions[] = {
    kListOption,
    kAlsoAllowedOption,
    kNotAllowedOption,
    {.name = "contact",
     .type = OptionType::kText,
     .stricter = Stricter::kEqual,
     .doc = "Who reviews a licence that is not on the list yet: an address or a page.",
     .default_value = "info@opencode.de",
     .maximum = kMaxContactBytes},
};

constexpr Source kSources[] = {
    {"Open CoDE, Standardised Open Source Licenses",
     "https://opencode.de/en/knowledge/general-conditions/standardised-open-source-licenses"},
    {"Open CoDE, Lizenzcompliance: list and negative list",
     "https://wikijs.opencode.de/de/Hilfestellungen_und_Richtlinien/Lizenzcompliance"},
    {"metaeffekt universe, the status of Open CoDE's list 1.7",
     "https://github.com/org-metaeffekt/metaeffekt-universe"},
    {"Open Source Initiative, approved licenses", "https://opensource.org/licenses"},
};

constexpr MessageText kMessages[] = {
    {"rejected",
     {.en = "The licence `{license}` in {path} is on Open CoDE's negative list (1.7; the page of "
            "the platform decides).",
      .de = "Die Lizenz `{license}` in {path} steht auf der Negativliste von Open CoDE (1.7; "
            "maßgeblich ist die Seite der Plattform)."}},
    {"rejected-here",
     {.en = "The licence `{license}` in {path} is excluded by this platform's policy.",
      .de = "Die Lizenz `{license}` in {path} ist durch das Regelwerk dieser Plattform "
            "ausgeschlossen."}},
    {"rejected-near",
     {.en = "The text in {path} comes near `{license}`, which is on Open CoDE's negative list; a "
            "person has to look at it.",
      .de =
          "Der Text in {path} kommt `{license}` nahe, und diese Lizenz steht auf der Negativliste "
          "von Open CoDE; das ist von Hand zu prüfen."}},
    {"restricted-text",
     {.en = "{path} adds a condition to its licence that open licences do not have, such as no "
            "commercial use; a person has to look at it.",
      .de = "{path} fügt der Lizenz eine Bedingung hinzu, die offene Lizenzen nicht kennen, etwa "
            "keine gewerbliche Nutzung; das ist von Hand zu prüfen."}},
    {"unlisted",
     {.en = "The licence `{license}` in {path} is neither on Open CoDE's list (1.7) nor recognised "
            "as open source by the OSI.",
      .de = "Die Lizenz `{license}` in {path} steht weder auf der Liste von Open CoDE (1.7) noch "
            "ist sie von der OSI als Open Source anerkannt."}},
    {"review",
     {.en = "`{license}` in {path} is a licence text of the project's own, which only a person can "
            "judge.",
      .de = "`{license}` in {path} ist ein eigener Lizenztext des Projekts, den nur ein Mensch "
            "beurteilen kann."}},
    {"similar",
     {.en = "`{license}` in {path} is not on Open CoDE's list by this name; it is a variant of the "
            "approved `{like}`.",
      .de = "`{license}` in {path} steht nicht unter diesem Namen auf der Liste von Open CoDE; es "
            "ist eine Variante der zugelassenen `{like}`."}},
    {"ask",
     {.en = "`{license}` in {path} is recognised as open source, and Open CoDE has not reviewed it "
            "yet. This holds nothing up. The request to {contact}: \"Please review the licence "
            "{license} for the list; {project} uses it in {path}.\"",
      .de = "`{license}` in {path} ist als Open Source anerkannt und von Open CoDE noch nicht "
            "geprüft. Das hält nichts auf. Die Anfrage an {contact}: „Bitte die Lizenz {license} "
            "für die Liste prüfen; {project} verwendet sie in {path}.“"}},
    {"ask-weak",
     {.en = "`{license}` in {path} is recognised as open source, and Open CoDE has not reviewed it "
            "yet. Changes to these files are passed on under the same licence (weak copyleft). "
            "This holds nothing up. The request to {contact}: \"Please review the licence "
            "{license} for the list; {project} uses it in {path}.\"",
      .de = "`{license}` in {path} ist als Open Source anerkannt und von Open CoDE noch nicht "
            "geprüft. Änderungen an diesen Dateien werden unter derselben Lizenz weitergegeben "
            "(schwaches Copyleft). Das hält nichts auf. Die Anfrage an {contact}: „Bitte die "
            "Lizenz {license} für die Liste prüfen; {project} verwendet sie in {path}.“"}},
    {"ask-strong",
     {.en = "`{license}` in {path} is recognised as open source, and Open CoDE has not reviewed it "
            "yet. Whatever contains this code is passed on under the same licence (strong "
            "copyleft). This holds nothing up. The request to {contact}: \"Please review the "
            "licence {license} for the list; {project} uses it in {path}.\"",
      .de = "`{license}` in {path} ist als Open Source anerkannt und von Open CoDE noch nicht "
            "geprüft. Was diesen Code enthält, wird unter derselben Lizenz weitergegeben (starkes "
            "Copyleft). Das hält nichts auf. Die Anfrage an {contact}: „Bitte die Lizenz {license} "
            "für die Liste prüfen; {project} verwendet sie in {path}.“"}},
    {"unreadable",
     {.en = "Whether `{tag}` in {path} is allowed is not known: it names no licence of the SPDX "
            "list.",
      .de = "Ob `{tag}` in {path} zugelassen ist, ist nicht bekannt: Die Angabe nennt keine Lizenz "
            "der SPDX-Liste."}},
    {"no-statements",
     {.en = "The change adds no line that names a licence, and no licence text.",
      .de = "Die Änderung ergänzt keine Zeile, die eine Lizenz nennt, und keinen Lizenztext."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
};

}  // namespace

constinit const RuleEntry kNotAllowed = {
    {.id = "license/not-allowed",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "Licence is not on the platform's list",
               .de = "Lizenz steht nicht auf der Liste der Plattform"},
     .why = {.en = "The platform takes only licences under which everybody may use, change and "
                   "pass on the code.",
             .de = "Die Plattform nimmt nur Lizenzen auf, mit denen alle den Code nutzen, ändern "
                   "und weitergeben dürfen."},
     .fix = {.en = "Replace or remove the part, or obtain it under another licence. For special "
                   "cases, such as mere embedding, a waiver can be requested.",
             .de = "Den Teil ersetzen, entfernen oder unter anderer Lizenz beziehen. Für "
                   "Sonderfälle, etwa reine Einbettung, lässt sich eine Ausnahme anfragen."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
