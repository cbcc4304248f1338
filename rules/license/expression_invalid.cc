// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/common/spdx_lookalikes.h"
#include "rules/license/changed_statements.h"
#include "rules/license/family.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/replace_value.h"

namespace headwater::license {
namespace {

std::string_view KeyOf(SpdxError::Kind kind) {
  using Kind = SpdxError::Kind;
  switch (kind) {
    case Kind::kEmpty:
      return "empty";
    case Kind::kTooLong:
    case Kind::kTooDeep:
      return "too-long";
    case Kind::kCharacter:
    case Kind::kLookalike:
      return "character";
    case Kind::kSeparator:
      return "separator";
    case Kind::kOperatorCase:
      return "operator-case";
    case Kind::kOperatorMissing:
      return "operator-missing";
    case Kind::kLicenseMissing:
      return "license-missing";
    case Kind::kParenthesis:
      return "parenthesis";
    case Kind::kPlus:
      return "plus";
    case Kind::kWith:
      return "with";
    case Kind::kException:
      return "exception";
    case Kind::kReference:
      return "reference";
    case Kind::kNoLicense:
      break;
  }
  return "no-license";
}

std::string_view KeyOf(const SpdxIdProblem& problem) {
  switch (problem.kind) {
    case SpdxIdProblem::Kind::kIsException:
      return "bare-exception";
    case SpdxIdProblem::Kind::kIsLicense:
      return "license-behind-with";
    case SpdxIdProblem::Kind::kUnknown:
    case SpdxIdProblem::Kind::kDeprecated:
      break;
  }
  return problem.behind_with ? "unknown-exception" : "unknown-license";
}

Message MakeMessage(std::string_view key, const ChangedFile& file, std::string_view tag) {
  return {std::string(key), {{"path", file.path}, {"tag", Untrusted(std::string(tag))}}};
}

/// A text that is no expression.
Message DescribeSyntax(const ChangedFile& file, const LicenseStatement& statement) {
  const SpdxError& error = statement.error;
  const std::string_view text = statement.text;
  const auto found =
      error.kind == SpdxError::Kind::kLookalike ? LookalikeAt(text, error.begin) : std::nullopt;
  if (!found) return MakeMessage(KeyOf(error.kind), file, text);
  const bool letter = found->kind != Lookalike::Kind::kSign;
  Message message = MakeMessage(letter ? "lookalike" : "special-sign", file, text);
  message.args.emplace_back("code", Untrusted(CodePointName(found->code_point)));
  if (letter) message.args.emplace_back("plain", Untrusted(std::string(found->plain)));
  return message;
}

/// The text with every identifier of no list replaced by the near one; nothing unless all have one.
std::optional<std::string> MendIds(std::string_view text,
                                   const std::vector<SpdxIdProblem>& problems) {
  std::string mended;
  size_t end = 0;
  for (const SpdxIdProblem& problem : problems) {
    if (problem.kind == SpdxIdProblem::Kind::kDeprecated) continue;
    if (problem.better.empty()) return std::nullopt;
    mended.append(text.substr(end, problem.begin - end)).append(problem.better);
    end = problem.end;
  }
  return mended.append(text.substr(end));
}

class ExpressionCheck {
 public:
  explicit ExpressionCheck(const RuleContext& context) : statements_(context), answer_(context) {}

  Result<RuleAnswer> Run() && {
    TRY(statements_.ForEach(Owners::kOwn, answer_,
                            [this](const ChangedFile& file, const FileStatements& statements) {
                              Judge(file, statements);
                              return Status(Ok{});
                            }));
    return std::move(answer_).Finish({"no-statements", {}});
  }

 private:
  void Judge(const ChangedFile& file, const FileStatements& statements) {
    if (statements.unchecked) {
      answer_.AddUnchecked({.path = file.path, .why = *statements.unchecked});
    }
    for (const LicenseStatement& statement : statements.licenses) {
      answer_.CountJudged();
      if (statement.expression) {
        JudgeIds(file, statements, statement);
      } else {
        auto better = answer_.full() ? std::nullopt : SuggestSpdxExpression(statement.text);
        Report(file, statements, statement, DescribeSyntax(file, statement), better);
      }
    }
  }

  void JudgeIds(const ChangedFile& file, const FileStatements& statements,
                const LicenseStatement& statement) {
    // The search for what was meant is for findings that are kept.
    const auto problems =
        answer_.full() ? FindSpdxIdProblems(statement.text) : CheckSpdxIds(statement.text);
    for (const SpdxIdProblem& problem : problems) {
      if (problem.kind == SpdxIdProblem::Kind::kDeprecated) continue;
      Message message = MakeMessage(KeyOf(problem), file, problem.id);
      Report(file, statements, statement, std::move(message), MendIds(statement.text, problems));
      return;  // One line, one finding.
    }
  }

  void Report(const ChangedFile& file, const FileStatements& statements,
              const LicenseStatement& statement, Message message,
              const std::optional<std::string>& better) {
    Finding finding;
    finding.message = std::move(message);
    finding.path = file.path;
    finding.lines = {statement.place.line, statement.place.line};
    finding.evidence = Untrusted(statement.text);
    if (better && !answer_.full()) finding.fix = ReplaceValue(statements.text, statement, *better);
    answer_.Add(std::move(finding));
  }

  ChangedStatements statements_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return ExpressionCheck(context).Run(); }

constexpr Source kSources[] = {
    {"SPDX Specification 2.3, Annex D, SPDX license expressions",
     "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/"},
    {"SPDX License List", "https://spdx.org/licenses/"},
    {"REUSE Specification 3.3, Format of licensing information",
     "https://reuse.software/spec-3.3/#format-of-licensing-information"},
};

constexpr MessageText kMessages[] = {
    {"unknown-license",
     {.en = "`{tag}` in {path} is no licence of the SPDX list and no LicenseRef.",
      .de = "`{tag}` in {path} steht nicht auf der SPDX-Lizenzliste und ist keine LicenseRef."}},
    {"unknown-exception",
     {.en = "`{tag}` in {path} is no exception of the SPDX list.",
      .de = "`{tag}` in {path} ist keine Ausnahme der SPDX-Liste."}},
    {"bare-exception",
     {.en = "`{tag}` in {path} is an exception: it stands behind a licence and WITH, never alone.",
      .de = "`{tag}` in {path} ist eine Ausnahme: Sie steht hinter einer Lizenz und WITH, nie "
            "allein."}},
    {"license-behind-with",
     {.en = "`{tag}` in {path} is a licence: behind WITH stands an exception.",
      .de = "`{tag}` in {path} ist eine Lizenz: Hinter WITH steht eine Ausnahme."}},
    {"empty",
     {.en = "The licence tag in {path} is empty: `{tag}`.",
      .de = "Die Lizenzangabe in {path} ist leer: `{tag}`."}},
    {"too-long",
     {.en = "The licence in {path} is longer or more deeply nested than any expression in use: "
            "`{tag}`",
      .de = "Die Lizenzangabe in {path} ist länger oder tiefer verschachtelt als jeder übliche "
            "Ausdruck: `{tag}`"}},
    {"character",
     {.en = "The licence `{tag}` in {path} holds a character that no licence expression has.",
      .de = "Die Lizenzangabe `{tag}` in {path} enthält ein Zeichen, das es in Lizenzausdrücken "
            "nicht gibt."}},
    {"lookalike",
     {.en = "The licence `{tag}` in {path} holds {code}, a letter of another script that only "
            "looks like {plain}.",
      .de = "Die Lizenzangabe `{tag}` in {path} enthält {code}, einen Buchstaben einer anderen "
            "Schrift, der nur aussieht wie {plain}."}},
    {"special-sign",
     {.en = "The licence `{tag}` in {path} holds {code}, a dash, blank or invisible sign that is "
            "none of the plain ones.",
      .de = "Die Lizenzangabe `{tag}` in {path} enthält {code}, einen Strich, ein Leerzeichen oder "
            "ein unsichtbares Zeichen, das keines der einfachen ist."}},
    {"separator",
     {.en = "The licences in `{tag}` in {path} are not joined by words: AND when all apply, OR "
            "when one may be chosen.",
      .de = "Die Lizenzen in `{tag}` in {path} sind nicht durch Wörter verbunden: AND, wenn alle "
            "gelten, OR, wenn eine gewählt werden kann."}},
    {"operator-case",
     {.en = "The operators in `{tag}` in {path} are written in capitals: AND, OR, WITH.",
      .de = "Die Operatoren in `{tag}` in {path} werden groß geschrieben: AND, OR, WITH."}},
    {"operator-missing",
     {.en = "In the licence `{tag}` in {path} two words stand side by side; identifiers hold no "
            "blanks, and AND or OR joins licences.",
      .de = "In der Lizenzangabe `{tag}` in {path} stehen zwei Wörter nebeneinander; Kürzel "
            "enthalten keine Leerzeichen, und AND oder OR verbindet Lizenzen."}},
    {"license-missing",
     {.en = "In the licence `{tag}` in {path} an operator or parenthesis has no licence beside it.",
      .de = "In der Lizenzangabe `{tag}` in {path} steht neben einem Operator oder einer Klammer "
            "keine Lizenz."}},
    {"parenthesis",
     {.en = "In the licence `{tag}` in {path} parentheses do not match.",
      .de = "In der Lizenzangabe `{tag}` in {path} passen die Klammern nicht zusammen."}},
    {"plus",
     {.en = "In the licence `{tag}` in {path} a + stands where none may: it follows an identifier "
            "of the list directly.",
      .de = "In der Lizenzangabe `{tag}` in {path} steht ein + an falscher Stelle: Es folgt "
            "unmittelbar auf ein Kürzel der Liste."}},
    {"with",
     {.en = "In the licence `{tag}` in {path} WITH does not follow a single licence.",
      .de = "In der Lizenzangabe `{tag}` in {path} folgt WITH nicht auf eine einzelne Lizenz."}},
    {"exception",
     {.en = "In the licence `{tag}` in {path} no exception stands behind WITH.",
      .de = "In der Lizenzangabe `{tag}` in {path} steht hinter WITH keine Ausnahme."}},
    {"reference",
     {.en = "The reference in `{tag}` in {path} is not complete: LicenseRef-name or "
            "DocumentRef-name:LicenseRef-name.",
      .de = "Der Verweis in `{tag}` in {path} ist nicht vollständig: LicenseRef-Name oder "
            "DocumentRef-Name:LicenseRef-Name."}},
    {"no-license",
     {.en = "`{tag}` in {path} says that no licence is known; a file names one.",
      .de = "`{tag}` in {path} sagt, dass keine Lizenz bekannt ist; eine Datei nennt eine."}},
    {"no-statements",
     {.en = "The change adds no line that names a licence.",
      .de = "Die Änderung ergänzt keine Zeile, die eine Lizenz nennt."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
};

}  // namespace

constinit const RuleEntry kExpressionInvalid = {
    {.id = "license/expression-invalid",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Licence cannot be read", .de = "Lizenzangabe nicht lesbar"},
     .why = {.en = "People and tools that reuse a file know only the spelling of SPDX; any other "
                   "counts as no licence at all.",
             .de = "Nachnutzende und Prüfprogramme erkennen nur die SPDX-Schreibweise; so gilt die "
                   "Angabe als nicht vorhanden."},
     .fix = {.en = "Write the licence as an SPDX expression. The list at spdx.org/licenses has the "
                   "identifiers; a licence of one's own is written `LicenseRef-name`.",
             .de = "Die Lizenz als SPDX-Ausdruck schreiben. Die Kennungen nennt die Liste unter "
                   "spdx.org/licenses; eine eigene Lizenz heißt `LicenseRef-Name`."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
