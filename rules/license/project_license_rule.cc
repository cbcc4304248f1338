// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/family.h"
#include "rules/license/license_meaning.h"
#include "rules/license/licensing.h"
#include "rules/license/project_statements.h"

namespace headwater::license {
namespace {

using Kind = ProjectStatement::Kind;
using State = RootText::State;

// Fewer files with a header say nothing about the project.
constexpr uint64_t kMinHeaders = 10;

/// Judges the project, or the change that takes its licence away.
class ProjectCheck {
 public:
  explicit ProjectCheck(const RuleContext& context) : context_(context), answer_(context) {}

  Result<RuleAnswer> Run() && {
    if (context_.view.Files().empty()) return std::move(answer_).Finish({"no-files", {}});
    now_ = TRY(ReadProjectStatements(context_.view));
    answer_.CountJudged();
    const bool by_change = TRY(JudgeChange());
    if (!by_change) TRY(JudgeProject());
    RuleAnswer answer = std::move(answer_).Finish({"no-files", {}});
    if (by_change) answer.subject = Subject::kChange;
    return answer;
  }

 private:
  /// Whether it is the change's doing: the root held a recognised text before and holds none now,
  /// or what the change put there cannot be read.
  Result<bool> JudgeChange() {
    if (context_.change.scope == ChangeScope::kAll || !TouchesText()) return false;
    if (now_.HasRecognisedText()) return false;
    GitView* before_view = TRY(context_.before());
    const ProjectStatements before = TRY(ReadProjectStatements(*before_view));
    const RootText* text = FirstText(before);
    const RootText* left = now_.texts.empty() ? nullptr : &now_.texts.front();
    // A text that moved into LICENSES/ is still there.
    if (text == nullptr || (left == nullptr && now_.has_licenses_folder)) return false;
    AddUnreadTexts(before);
    AddUnreadTexts(now_);
    const bool unread =
        text->state == State::kNotRead || (left != nullptr && left->state == State::kNotRead);
    if (unread) return true;
    Add(left == nullptr ? "removed" : "replaced", left == nullptr ? text->path : left->path,
        {{"path", left == nullptr ? text->path : left->path}});
    return true;
  }

  void AddUnreadTexts(const ProjectStatements& side) {
    for (const Unchecked& file : side.unchecked) {
      if (IsRootLicenseName(file.path.bytes())) answer_.AddUnchecked(file);
    }
  }

  bool TouchesText() const {
    return std::any_of(
        context_.change.files.begin(), context_.change.files.end(),
        [](const ChangedFile& file) { return IsRootLicenseName(file.path.bytes()); });
  }

  /// A text that was recognised before the change, or that cannot be read and may have been one.
  static const RootText* FirstText(const ProjectStatements& side) {
    for (const RootText& text : side.texts) {
      if (text.state == State::kRecognised || text.state == State::kNotRead) return &text;
    }
    return nullptr;
  }

  Status JudgeProject() {
    for (const Unchecked& file : now_.unchecked) answer_.AddUnchecked(file);
    JudgeTexts();
    JudgeStatements();
    // Whole projects only: a change must not cost the reading of every file.
    if (context_.change.scope == ChangeScope::kAll) TRY(JudgeHeaders());
    return Ok{};
  }

  void JudgeTexts() {
    if (now_.HasRecognisedText() || now_.has_licenses_folder) return;
    const auto& texts = now_.texts;
    const auto unread = std::find_if(texts.begin(), texts.end(), [](const RootText& text) {
      return text.state == State::kNotRead;
    });
    if (unread != texts.end()) return;
    if (texts.empty()) {
      Add("no-license", Untrusted(), {});
      return;
    }
    const RootText& text = texts.front();
    const char* key = text.state == State::kNoFile  ? "no-file"
                      : text.state == State::kEmpty ? "empty"
                                                    : "not-recognised";
    Add(key, text.path, {{"path", text.path}});
  }

  /// The texts together are what all other statements are compared with; without them the first
  /// statement is.
  void JudgeStatements() {
    std::set<std::string> anchor;
    const ProjectStatement* place = nullptr;
    for (const ProjectStatement& statement : now_.statements) {
      const bool is_text = statement.kind == Kind::kText || statement.kind == Kind::kFolder;
      if (is_text) anchor.merge(statement.Families());
      if (place == nullptr && is_text) place = &statement;
    }
    if (place == nullptr && !now_.statements.empty()) {
      place = &now_.statements.front();
      anchor = place->Families();
    }
    for (const ProjectStatement& statement : now_.statements) {
      if (statement.kind == Kind::kText || statement.kind == Kind::kFolder) continue;
      if (!Contradict(statement.Families(), anchor)) continue;
      AddContradiction(statement, *place, anchor);
    }
    anchor_ = place;
    families_ = std::move(anchor);
  }

  void AddContradiction(const ProjectStatement& statement, const ProjectStatement& place,
                        const std::set<std::string>& anchor) {
    std::string other = place.Shown();
    if (anchor != place.Families()) {
      other.clear();
      for (const std::string& family : anchor) other += (other.empty() ? "" : ", ") + family;
    }
    Add("inconsistent", statement.path,
        {{"path", statement.path},
         {"license", Untrusted(statement.Shown())},
         {"other_path", place.path},
         {"other", Untrusted(std::move(other))}},
        statement.line);
  }

  /// Whether more than half of the files that name a licence name one that the project does not.
  Status JudgeHeaders() {
    if (anchor_ == nullptr) return Ok{};
    Licensing& licensing = context_.view.Shared<Licensing>();
    std::map<std::string, uint64_t> counts;
    uint64_t total = 0;
    for (const ChangedFile& file : context_.change.files) {
      const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
      if (entry == nullptr || !IsFile(entry->mode) || !context_.Covers(file.path)) continue;
      const auto found = TRY(licensing.Of(*entry));
      const Terms terms = TermsOf(found->licenses);
      if (!terms.expression) continue;
      ++total;
      if (Contradict(FamiliesOf(*terms.expression), families_)) ++counts[terms.shown];
    }
    for (const auto& [license, count] : counts) {
      if (count < kMinHeaders || count * 2 <= total) continue;
      Add("headers-differ", anchor_->path,
          {{"path", anchor_->path},
           {"license", Untrusted(anchor_->Shown())},
           {"count", Untrusted(std::to_string(count))},
           {"total", Untrusted(std::to_string(total))},
           {"other", Untrusted(license)}});
    }
    return Ok{};
  }

  void Add(const char* key, const Untrusted& path,
           std::vector<std::pair<std::string, Untrusted>> args, uint32_t line = 0) {
    Finding finding;
    finding.path = path;
    finding.lines = {line, line};
    finding.message = {key, std::move(args)};
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  AnswerBuilder answer_;
  ProjectStatements now_;
  const ProjectStatement* anchor_ = nullptr;
  std::set<std::string> families_;  ///< Of the anchor.
};

Result<RuleAnswer> Check(const RuleContext& context) { return ProjectCheck(context).Run(); }

constexpr Source kSources[] = {
    {"Choose a License, No License", "https://choosealicense.com/no-permission/"},
    {"publiccode.yml, legal/license",
     "https://yml.publiccode.tools/schema.core.html#key-legal-license"},
    {"PEP 639, license expressions in project metadata", "https://peps.python.org/pep-0639/"},
    {"npm, package.json, license",
     "https://docs.npmjs.com/cli/configuring-npm/package-json#license"},
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
};

constexpr MessageText kMessages[] = {
    {"removed",
     {.en = "The change removes {path}, and no licence text is left in the root.",
      .de = "Die Änderung entfernt {path}, und im Wurzelverzeichnis bleibt kein Lizenztext."}},
    {"replaced",
     {.en = "The change replaces the licence text in {path} by something that is no known licence "
            "text.",
      .de = "Die Änderung ersetzt den Lizenztext in {path} durch etwas, das kein bekannter "
            "Lizenztext ist."}},
    {"no-license",
     {.en = "There is neither a LICENSE file in the root nor a text in LICENSES/.",
      .de = "Es gibt weder eine Datei LICENSE im Wurzelverzeichnis noch einen Text in LICENSES/."}},
    {"no-file",
     {.en = "{path} is a link and no file: the text is not there when the link is not followed.",
      .de = "{path} ist ein Verweis und keine Datei: Wird ihm nicht gefolgt, fehlt der Text."}},
    {"empty", {.en = "{path} is empty.", .de = "{path} ist leer."}},
    {"not-recognised",
     {.en = "{path} holds no known licence text.",
      .de = "{path} enthält keinen bekannten Lizenztext."}},
    {"inconsistent",
     {.en = "{path} names {license}, {other_path} {other}.",
      .de = "{path} nennt {license}, {other_path} dagegen {other}."}},
    {"headers-differ",
     {.en = "{count} of {total} files that name a licence name {other}; {path} says {license}.",
      .de = "{count} von {total} Dateien mit Lizenzangabe nennen {other}; in {path} steht "
            "{license}."}},
    kMetadataUnreadable,
    {"no-files", {.en = "The project has no files.", .de = "Das Projekt enthält keine Dateien."}},
};

}  // namespace

constinit const RuleEntry kProjectLicense = {
    {.id = "license/project-license",
     .subject = Subject::kProject,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "The project's licence is missing or unclear",
               .de = "Lizenz des Projekts fehlt oder ist unklar"},
     .why = {.en = "Without a licence nobody may use the code, no other administration either; one "
                   "that is stated the same everywhere needs no questions.",
             .de = "Ohne Lizenz darf niemand den Code nutzen, auch keine andere Verwaltung; ist "
                   "sie überall gleich angegeben, erspart das Rückfragen."},
     .fix = {.en = "Create a file `LICENSE` in the root (GitLab offers templates), or restore it, "
                   "and state the same licence in publiccode.yml and the package's metadata.",
             .de = "Im Wurzelverzeichnis eine Datei `LICENSE` anlegen (GitLab bietet Vorlagen) "
                   "oder wiederherstellen und dieselbe Lizenz in publiccode.yml und den "
                   "Paketangaben nennen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
