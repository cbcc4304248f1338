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
#include "rules/license/changed_statements.h"
#include "rules/license/family.h"
#include "rules/license/later_version.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/replace_value.h"

namespace headwater::license {
namespace {

/// What is to be written instead of one deprecated identifier.
struct Replacement {
  enum class Kind {
    kClear,  ///< The list names it, and nothing is left open.
    kProse,  ///< The file itself says which one is meant.
    kOpen,   ///< -only or -or-later: nobody but the author knows.
    kNone,   ///< The list names none.
  };
  Kind kind = Kind::kNone;
  std::string better;
  std::string later;  ///< kOpen: the other one.
};

Replacement FindReplacement(const SpdxIdProblem& problem, std::string_view file_text) {
  using Kind = Replacement::Kind;
  const SpdxLicense* license = FindSpdxLicense(problem.id);
  // Behind a `+`, and behind WITH, the list names one replacement.
  if (license == nullptr || license->or_later_replaced_by.empty()) {
    return {problem.better.empty() ? Kind::kNone : Kind::kClear, problem.better, {}};
  }
  std::string later(license->or_later_replaced_by);
  if (SaysOrLater(file_text, license->id)) return {Kind::kProse, std::move(later), {}};
  return {Kind::kOpen, std::string(license->replaced_by), std::move(later)};
}

std::string_view KeyOf(Replacement::Kind kind) {
  switch (kind) {
    case Replacement::Kind::kClear:
      return "replaced";
    case Replacement::Kind::kProse:
      return "replaced-by-prose";
    case Replacement::Kind::kOpen:
      return "open";
    case Replacement::Kind::kNone:
      break;
  }
  return "no-replacement";
}

class DeprecationCheck {
 public:
  explicit DeprecationCheck(const RuleContext& context) : statements_(context), answer_(context) {}

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
      if (!statement.expression) continue;  // license/expression-invalid speaks of it.
      answer_.CountJudged();
      JudgeStatement(file, statements, statement);
    }
  }

  /// One line, one finding: about its first deprecated identifier, with a fix for all of them.
  void JudgeStatement(const ChangedFile& file, const FileStatements& statements,
                      const LicenseStatement& statement) {
    const std::string_view text = statement.text;
    std::optional<std::pair<SpdxIdProblem, Replacement>> first;
    std::string mended;
    size_t end = 0;
    bool all_clear = true;
    for (SpdxIdProblem& problem : FindSpdxIdProblems(text)) {
      if (problem.kind != SpdxIdProblem::Kind::kDeprecated) continue;
      Replacement found = FindReplacement(problem, statements.text.text);
      all_clear = all_clear && (found.kind == Replacement::Kind::kClear ||
                                found.kind == Replacement::Kind::kProse);
      mended.append(text.substr(end, problem.begin - end)).append(found.better);
      end = problem.end;
      if (!first) first.emplace(std::move(problem), std::move(found));
    }
    if (!first) return;
    mended.append(text.substr(end));
    Finding finding;
    finding.path = file.path;
    finding.lines = {statement.place.line, statement.place.line};
    finding.message = Describe(file, first->first, first->second);
    finding.evidence = Untrusted(first->first.id);
    if (all_clear && !answer_.full()) {
      finding.fix = ReplaceValue(statements.text, statement, mended);
    }
    answer_.Add(std::move(finding));
  }

  static Message Describe(const ChangedFile& file, const SpdxIdProblem& problem,
                          const Replacement& found) {
    Message message{std::string(KeyOf(found.kind)),
                    {{"path", file.path}, {"id", Untrusted(problem.id)}}};
    if (found.kind == Replacement::Kind::kNone) return message;
    message.args.emplace_back("better", Untrusted(found.better));
    if (found.kind == Replacement::Kind::kOpen) {
      message.args.emplace_back("later", Untrusted(found.later));
    }
    return message;
  }

  ChangedStatements statements_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return DeprecationCheck(context).Run(); }

constexpr Source kSources[] = {
    {"SPDX License List, Deprecated License Identifiers", "https://spdx.org/licenses/#deprecated"},
    {"Free Software Foundation, For Clarity's Sake, Please Don't Say \"Licensed under GNU GPL 2\"",
     "https://www.gnu.org/licenses/identify-licenses-clearly.html"},
};

constexpr MessageText kMessages[] = {
    {"replaced",
     {.en = "`{id}` in {path} is a former identifier; SPDX now writes `{better}`.",
      .de = "`{id}` in {path} ist ein früheres Kürzel; SPDX schreibt heute `{better}`."}},
    {"replaced-by-prose",
     {.en = "`{id}` in {path} is a former identifier; by its own words the file means `{better}`.",
      .de = "`{id}` in {path} ist ein früheres Kürzel; nach ihren eigenen Worten meint die Datei "
            "`{better}`."}},
    {"open",
     {.en = "`{id}` in {path} leaves open whether later versions may be chosen: `{better}` if not, "
            "`{later}` if so.",
      .de = "`{id}` in {path} lässt offen, ob auch spätere Fassungen gelten: `{better}`, wenn "
            "nicht, `{later}`, wenn doch."}},
    {"no-replacement",
     {.en = "`{id}` in {path} is a former identifier, and SPDX names no successor.",
      .de = "`{id}` in {path} ist ein früheres Kürzel, und SPDX nennt keinen Nachfolger."}},
    {"no-statements",
     {.en = "The change adds no line that names a licence.",
      .de = "Die Änderung ergänzt keine Zeile, die eine Lizenz nennt."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
};

}  // namespace

constinit const RuleEntry kIdentifierDeprecated = {
    {.id = "license/identifier-deprecated",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Former licence identifier", .de = "Veraltetes Lizenzkürzel"},
     .why = {.en = "Whether only this version applies or later ones too decides what the code can "
                   "be combined with; the current identifiers say it.",
             .de = "Ob nur diese oder auch spätere Fassungen gelten, entscheidet, womit sich der "
                   "Code verbinden lässt; die heutigen Kürzel sagen es."},
     .fix = {.en = "Replace it with the current identifier. Which one is meant mostly stands in "
                   "the head of the file or in the README.",
             .de = "Durch das heutige Kürzel ersetzen. Was gemeint ist, steht meist im Kopf der "
                   "Datei oder in der README."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
