// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/comment_styles.h"
#include "rules/license/covered.h"
#include "rules/license/family.h"
#include "rules/license/file_license.h"
#include "rules/license/header.h"
#include "rules/license/project_license.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTouched = "touched";
constexpr std::string_view kCovered = "covered";

// Few lines are trivia only when they are short ones: one line can hold a whole program.
constexpr uint64_t kTrivialBytesPerLine = 120;

// RuleContext::max_findings when only "is there any" is asked.
constexpr size_t kAnyFinding = 1;

/// Judges the files of one change.
class HeaderCheck {
 public:
  explicit HeaderCheck(const RuleContext& context)
      : context_(context),
        scope_(context.options.Choice("scope")),
        min_lines_(static_cast<uint64_t>(context.options.Integer("min_lines"))),
        licenses_(context.view),
        answer_(context) {}

  Result<RuleAnswer> Run() && {
    // Files that count come first: the bound on findings must not let old debt hide them.
    TRY(JudgeAll(/*counting=*/true));
    TRY(JudgeAll(/*counting=*/false));
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  Status JudgeAll(bool counting) {
    for (const ChangedFile& file : context_.change.files) {
      if (answer_.full() && context_.max_findings == kAnyFinding) break;
      if (Counts(file) == counting && IsWanted(file)) TRY(Judge(file));
    }
    return Ok{};
  }

  // Whether the file's finding weighs: the others are old debt.
  bool Counts(const ChangedFile& file) const {
    if (context_.change.scope == ChangeScope::kAll) return true;
    if (scope_ == kTouched || scope_ == kCovered) return true;
    return file.status == FileStatus::kAdded && file.new_content;
  }

  bool IsWanted(const ChangedFile& file) const {
    if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) return false;
    if (file.origin.confirmed && file.origin.origin != Origin::kOwn) return false;
    if (!context_.Covers(file.path)) return false;
    if (scope_ == kCovered) return true;
    const auto kind = FileKindOf(file.path.bytes());
    return kind && kind->source;
  }

  Status Judge(const ChangedFile& file) {
    const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    if (WhyNotCovered(*entry)) return Ok{};
    const auto kind = FileKindOf(file.path.bytes());
    const FileLicense license = TRY(licenses_.Of(*entry, kind));
    if (license.state == FileLicense::State::kEmpty || IsTrivial(license)) return Ok{};
    answer_.CountJudged();
    if (license.state == FileLicense::State::kNamed) return Ok{};
    if (license.state == FileLicense::State::kUnchecked) {
      // What could only have been a hint holds nothing when it cannot be read.
      answer_.AddUnchecked({.path = file.path, .why = *license.why, .advisory = !Counts(file)});
      return Ok{};
    }
    answer_.Add(TRY(MakeFinding(file, kind, license)));
    return Ok{};
  }

  bool IsTrivial(const FileLicense& license) const {
    if (scope_ == kCovered || !license.text_read) return false;
    const std::string& text = license.text.text;
    return text.size() < min_lines_ * kTrivialBytesPerLine && CountLines(text) < min_lines_;
  }

  Result<Finding> MakeFinding(const ChangedFile& file, const std::optional<FileKind>& kind,
                              const FileLicense& license) {
    Finding finding;
    finding.path = file.path;
    finding.lines = {1, 1};
    finding.advisory = !Counts(file);
    finding.message.args = {{"path", file.path}};
    if (license.state == FileLicense::State::kUnreadable) {
      DescribeUnreadable(license, finding);
    } else if (license.state == FileLicense::State::kOverridden) {
      finding.message.key = "overridden";
      finding.message.args.emplace_back("toml", Untrusted(license.source));
    } else {
      TRY(DescribeMissing(kind, license, finding));
    }
    return finding;
  }

  static void DescribeUnreadable(const FileLicense& license, Finding& finding) {
    finding.message.key = "tag-unreadable";
    finding.message.args.emplace_back("tag", Untrusted(license.own.value));
    finding.message.args.emplace_back("problem", Untrusted(license.own.problem));
    // A side-car's line is no line of the file.
    if (!license.source.empty()) return;
    finding.lines = {license.own.line, license.own.line};
  }

  Status DescribeMissing(const std::optional<FileKind>& kind, const FileLicense& license,
                         Finding& finding) {
    const auto& project = TRY(ProjectsLicense());
    finding.message.key = project ? "missing" : "missing-choose";
    if (!license.source.empty()) {
      finding.message.key = "missing-in-side-car";
      finding.message.args.emplace_back("side_car", Untrusted(license.source));
    }
    if (!project) return Ok{};
    const auto lines = HeaderLines(*project, Year());
    if (!license.source.empty()) {
      finding.fix = SuggestInSideCar(license.source, lines);
    } else if (kind) {
      finding.fix = SuggestHeader(finding.path, license.text, *kind->style, lines);
    } else {
      finding.fix = SuggestSideCar(finding.path, lines);
    }
    return Ok{};
  }

  // Looked up when the first file needs it.
  Result<std::optional<ProjectLicense>> ProjectsLicense() {
    if (!project_) project_ = TRY(FindProjectLicense(context_.view));
    return *project_;
  }

  std::chrono::year Year() const { return std::chrono::year_month_day(context_.as_of).year(); }

  const RuleContext& context_;
  const std::string& scope_;
  uint64_t min_lines_;
  FileLicenses licenses_;
  std::optional<std::optional<ProjectLicense>> project_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return HeaderCheck(context).Run(); }

constexpr Literal kScopes[] = {"new", "touched", "covered"};

constexpr OptionInfo kOptions[] = {
    {.name = "scope",
     .type = OptionType::kChoice,
     .stricter = Stricter::kHigher,
     .doc = "Whose headers count: those of new source files (touched older ones only hint), of all "
            "touched source files, or of every file that REUSE 3.3 covers.",
     .default_value = "new",
     .choices = kScopes},
    {.name = "min_lines",
     .type = OptionType::kInteger,
     .stricter = Stricter::kLower,
     .doc = "Source files with fewer lines are left alone; not in scope covered.",
     .default_value = "10",
     .minimum = 0,
     .maximum = 1000},
};

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, Comment Headers",
     "https://reuse.software/spec-3.3/#comment-headers"},
    {"REUSE Specification 3.3, Covered Files", "https://reuse.software/spec-3.3/#covered-files"},
    {"REUSE Specification 3.3, REUSE.toml", "https://reuse.software/spec-3.3/#reusetoml"},
    {"SPDX Specification 2.3, Annex E, Using SPDX short identifiers in source files",
     "https://spdx.github.io/spdx-spec/v2.3/using-SPDX-short-identifiers-in-source-files/"},
};

constexpr MessageText kMessages[] = {
    {"missing", {.en = "{path} does not name its licence.", .de = "{path} nennt keine Lizenz."}},
    {"missing-choose",
     {.en = "{path} does not name its licence, and the project's own licence is not known: "
            "choosing one comes first.",
      .de = "{path} nennt keine Lizenz, und die des Projekts ist nicht bekannt: Zuerst ist eine "
            "auszuwählen."}},
    {"missing-in-side-car",
     {.en = "{side_car} speaks for {path} and names no licence.",
      .de = "{side_car} gilt für {path} und nennt keine Lizenz."}},
    {"tag-unreadable",
     {.en = "The licence `{tag}` in {path} is no SPDX expression: {problem}",
      .de = "Die Lizenzangabe `{tag}` in {path} ist kein SPDX-Ausdruck: {problem}"}},
    {"overridden",
     {.en = "{toml} replaces the header of {path} (precedence = \"override\") and names no "
            "licence.",
      .de = "{toml} ersetzt die Angaben in {path} (precedence = \"override\") und nennt keine "
            "Lizenz."}},
    {"lfs",
     {.en = "The content of {path} lies in Git LFS and was not read.",
      .de = "Der Inhalt von {path} liegt in Git LFS und wurde nicht gelesen."}},
    {"reuse-unreadable",
     {.en = "Whether {source} names a licence for {path} is not known, because it cannot be read: "
            "{problem}",
      .de = "Ob {source} eine Lizenz für {path} nennt, ist nicht bekannt, weil sich die Datei "
            "nicht lesen lässt: {problem}"}},
    {"no-files",
     {.en = "The change contains no file of its own that is expected to name a licence.",
      .de = "Die Änderung enthält keine eigene Datei, in der eine Lizenzangabe erwartet wird."}},
};

}  // namespace

constinit const RuleEntry kHeaderMissing = {
    {.id = "license/header-missing",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Licence information is missing", .de = "Lizenzangabe fehlt"},
     .why = {.en = "A file that travels alone still says which licence applies to it.",
             .de = "Wird eine Datei einzeln weitergegeben, bleibt so erkennbar, unter welcher "
                   "Lizenz sie steht."},
     .fix = {.en = "Apply the suggestion, or add a comment with `SPDX-License-Identifier:` and the "
                   "project's licence at the top of the file. Code that comes from somebody else "
                   "keeps its own licence.",
             .de = "Vorschlag übernehmen oder am Anfang der Datei einen Kommentar mit "
                   "`SPDX-License-Identifier:` und der Lizenz des Projekts ergänzen. Stammt der "
                   "Code von anderen, gilt deren Lizenz."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
