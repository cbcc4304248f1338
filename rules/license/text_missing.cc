// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/license/changed_statements.h"
#include "rules/license/external_licenses.h"
#include "rules/license/family.h"
#include "rules/license/license_folder.h"
#include "rules/license/licensing_messages.h"

namespace headwater::license {
namespace {

/// Only what the list has can be fetched: the text of a LicenseRef is the project's own.
std::optional<Fix> DownloadOf(const std::string& id) {
  if (FindSpdxLicense(id) == nullptr && FindSpdxException(id) == nullptr) return std::nullopt;
  return Fix{.kind = Fix::Kind::kCommand,
             .path = {},
             .lines = {},
             .text = Untrusted("reuse download " + id)};
}

class TextCheck {
 public:
  explicit TextCheck(const RuleContext& context)
      : context_(context), folder_(context.view.Files()), statements_(context), answer_(context) {}

  Result<RuleAnswer> Run() && {
    if (!MeansReuse()) return std::move(answer_).Finish({"no-reuse", {}});
    TRY(statements_.ForEach(Owners::kEverybody, answer_,
                            [this](const ChangedFile& file, const FileStatements& statements) {
                              Judge(file, statements);
                              return Status(Ok{});
                            }));
    TRY(JudgeRemoved());
    return std::move(answer_).Finish({"no-statements", {}});
  }

 private:
  /// A project that keeps its texts elsewhere owes nothing here. Whoever removes the folder with
  /// this very change does.
  bool MeansReuse() const {
    if (!folder_.empty() || HasRootToml(context_.view)) return true;
    for (const ChangedFile& file : context_.change.files) {
      if (file.status == FileStatus::kDeleted && IdOfText(file.path.bytes())) return true;
    }
    return false;
  }

  void Judge(const ChangedFile& file, const FileStatements& statements) {
    if (statements.unchecked) {
      answer_.AddUnchecked({.path = file.path, .why = *statements.unchecked});
    }
    for (const LicenseStatement& statement : statements.licenses) {
      if (!statement.expression) continue;  // license/expression-invalid speaks of it.
      answer_.CountJudged();
      for (const std::string& id : TextsNeeded(*statement.expression)) {
        if (folder_.Has(id) || !reported_.insert(id).second) continue;
        const bool listed = DownloadOf(id).has_value();
        Report(listed ? "missing" : "missing-own", file.path,
               {statement.place.line, statement.place.line}, id);
      }
    }
  }

  /// A text that the change removes, and that somebody still needs.
  Status JudgeRemoved() {
    std::optional<UsedLicenses> used;
    bool all_found = true;
    for (const ChangedFile& file : context_.change.files) {
      if (file.status != FileStatus::kDeleted || !context_.Covers(file.path)) continue;
      const auto id = IdOfText(file.path.bytes());
      if (!id || folder_.Has(*id)) continue;
      if (!used) used = TRY(FindUsedLicenses(context_.view));
      answer_.CountJudged();
      all_found = all_found && used->Needs(*id);
      if (used->Needs(*id) && reported_.insert(*id).second) Report("removed", file.path, {}, *id);
    }
    // A file that could not be read may be the one that needs a removed text.
    if (all_found) return Ok{};
    for (const Unchecked& unchecked : used->unchecked) answer_.AddUnchecked(unchecked);
    return Ok{};
  }

  void Report(const char* key, const Untrusted& path, LineRange lines, const std::string& id) {
    Finding finding;
    finding.message = {key, {{"path", path}, {"id", Untrusted(id)}}};
    finding.path = path;
    finding.lines = lines;
    finding.evidence = Untrusted(id);
    finding.fix = DownloadOf(id);
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  LicenseFolder folder_;
  ChangedStatements statements_;
  std::set<std::string> reported_;  ///< Identifiers: one text is missing once.
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return TextCheck(context).Run(); }

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
};

constexpr MessageText kMessages[] = {
    {"missing",
     {.en = "{path} names `{id}`, and LICENSES/ does not have its text.",
      .de = "{path} nennt `{id}`, und in LICENSES/ fehlt der Text dazu."}},
    {"missing-own",
     {.en = "{path} names `{id}`, a licence of one's own, and LICENSES/ does not have its text; "
            "only the project can add it.",
      .de = "{path} nennt `{id}`, eine eigene Lizenz, und in LICENSES/ fehlt der Text dazu; nur "
            "das Projekt kann ihn ergänzen."}},
    {"removed",
     {.en = "The change removes {path}, and files still stand under `{id}`.",
      .de = "Die Änderung entfernt {path}, und Dateien stehen weiter unter `{id}`."}},
    {"no-reuse",
     {.en = "The project has neither a LICENSES/ folder nor a REUSE.toml.",
      .de = "Das Projekt hat weder einen Ordner LICENSES/ noch eine REUSE.toml."}},
    {"no-statements",
     {.en = "The change adds no line that names a licence, and removes no licence text.",
      .de = "Die Änderung ergänzt keine Zeile, die eine Lizenz nennt, und entfernt keinen "
            "Lizenztext."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
};

}  // namespace

constinit const RuleEntry kTextMissing = {
    {.id = "license/text-missing",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Licence text is missing", .de = "Lizenztext fehlt"},
     .why = {.en = "Almost every licence asks that its text is passed on with the code.",
             .de = "Fast jede Lizenz verlangt, dass ihr Text mitgeliefert wird."},
     .fix = {.en = "Put the text into LICENSES/, named by its identifier and `.txt`, for example "
                   "with `reuse download`.",
             .de = "Den Text in LICENSES/ ablegen, benannt nach dem Kürzel mit `.txt`, zum "
                   "Beispiel mit `reuse download`."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
