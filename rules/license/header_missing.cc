// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/changed_statements.h"
#include "rules/license/comment_styles.h"
#include "rules/license/exemptions.h"
#include "rules/license/family.h"
#include "rules/license/header.h"
#include "rules/license/judged_files.h"
#include "rules/license/licensing.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/project_holder.h"
#include "rules/license/project_license.h"
#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

/// Judges the files of one change.
class HeaderCheck {
 public:
  HeaderCheck(const RuleContext& context, const JudgedFiles& files)
      : context_(context),
        files_(files),
        licensing_(context.view.Shared<Licensing>()),
        holders_(context.view, licensing_, context.options.Text(kHolderOption.name.view())),
        exemptions_(context),
        answer_(context) {}

  Result<RuleAnswer> Run() && {
    TRY(files_.ForEach(licensing_, answer_,
                       [this](const ChangedFile& file, const FileLicensing& licensing) {
                         return Judge(file, licensing);
                       }));
    TRY(exemptions_.AddAnnotations());
    RuleAnswer answer = std::move(answer_).Finish({"no-files", {}});
    answer.notices = std::move(exemptions_).Take();
    return answer;
  }

 private:
  Status Judge(const ChangedFile& file, const FileLicensing& licensing) {
    answer_.CountJudged();
    TRY(exemptions_.AddFile(file, licensing));
    if (licensing.NamesLicense() && !licensing.may_be_replaced) return Ok{};
    if (licensing.unchecked) {
      // What could only have been a hint holds nothing when it cannot be read.
      answer_.AddUnchecked(
          {.path = file.path, .why = *licensing.unchecked, .advisory = !files_.Counts(file)});
      return Ok{};
    }
    if (TRY(IsToldElsewhere(licensing))) return Ok{};
    answer_.Add(TRY(MakeFinding(file, licensing)));
    return Ok{};
  }

  /// One fact, one finding: of what this very change states and nobody can read,
  /// license/expression-invalid speaks.
  Result<bool> IsToldElsewhere(const FileLicensing& licensing) {
    if (licensing.licenses.empty()) return false;
    for (const LicenseStatement& license : licensing.licenses) {
      if (!license.expression && !TRY(IsOnAddedLine(context_, license.place))) return false;
    }
    return true;
  }

  Result<Finding> MakeFinding(const ChangedFile& file, const FileLicensing& licensing) {
    Finding finding;
    finding.path = file.path;
    finding.lines = {1, 1};
    finding.advisory = !files_.Counts(file);
    finding.message.args = {{"path", file.path}};
    if (!licensing.licenses.empty()) {
      DescribeUnreadable(licensing.licenses.front(), finding);
    } else if (!licensing.overridden_by.empty()) {
      finding.message.key = "overridden";
      finding.message.args.emplace_back("toml", Untrusted(licensing.overridden_by));
    } else {
      TRY(DescribeMissing(licensing, finding));
    }
    return finding;
  }

  static void DescribeUnreadable(const LicenseStatement& license, Finding& finding) {
    finding.message.key = "tag-unreadable";
    finding.message.args.emplace_back("tag", Untrusted(license.text));
    finding.message.args.emplace_back("problem", Untrusted(license.error.message));
    // A side-car's line is no line of the file.
    if (license.place.source != InfoSource::kHeader) return;
    finding.lines = {license.place.line, license.place.line};
  }

  Status DescribeMissing(const FileLicensing& licensing, Finding& finding) {
    if (TRY(DescribeProse(licensing, finding))) return Ok{};
    const auto& project = TRY(ProjectsLicense());
    const std::string& side_car = licensing.side_car;
    if (!side_car.empty()) {
      finding.message.key = "missing-in-side-car";
      finding.message.args.emplace_back("side_car", Untrusted(side_car));
    } else if (!licensing.strings.empty()) {
      DescribeString(licensing.strings.front(), finding);
    } else {
      DescribeLicense(project, finding);
    }
    // Beyond the bound findings are only counted.
    if (project.size() != 1 || answer_.full()) return Ok{};
    const std::string holder = TRY(holders_.For(finding.path.bytes()));
    const auto lines = HeaderLines(project.front(), holder, Year());
    if (!side_car.empty()) {
      finding.fix = SuggestInSideCar(side_car, lines);
    } else {
      finding.fix = TRY(SuggestInFile(finding.path, licensing, lines));
    }
    return Ok{};
  }

  static void DescribeLicense(const std::vector<std::string>& project, Finding& finding) {
    finding.message.key = project.empty() ? "missing-choose" : "missing";
    if (project.size() < 2) return;
    finding.message.key = "missing-which";
    std::string readings;
    for (const std::string& reading : project)
      readings += (readings.empty() ? "" : " / ") + reading;
    finding.message.args.emplace_back("licenses", Untrusted(std::move(readings)));
  }

  // What the file itself grants in words is not the project's licence: the tag says the same as the
  // words, and whose file it is stands in them. True when the finding is described.
  Result<bool> DescribeProse(const FileLicensing& licensing, Finding& finding) {
    const FileEntry* entry = FindFile(context_.view.Files(), finding.path.bytes());
    if (entry == nullptr || !licensing.own_bytes || answer_.full()) return false;
    const SourceText source = TRY(licensing_.TextOf(*entry));
    const auto notices = FindNoticesInSource(finding.path.bytes(), source.text);
    const auto restricted = RestrictedInSource(finding.path.bytes(), source.text);
    // The licence that the words grant may be the one that is not open.
    if (restricted && (notices.empty() || Meet(*restricted, notices.front().lines))) {
      DescribeRestricted(*restricted, finding);
      return true;
    }
    if (notices.empty()) return false;
    finding.message.key = "only-in-words";
    finding.message.args.emplace_back("license", Untrusted(notices.front().expression));
    finding.lines = notices.front().lines;
    const auto tag = ProposedTag(finding.path.bytes(), source.text);
    if (!tag) return true;
    finding.fix =
        TRY(SuggestInFile(finding.path, licensing, HeaderLines(*tag, /*holder=*/"", Year())));
    return true;
  }

  // Nobody may call a file free of which its own comments say otherwise.
  static void DescribeRestricted(LineRange lines, Finding& finding) {
    finding.message.key = "restricted-in-words";
    finding.message.args.emplace_back("line", Untrusted(std::to_string(lines.first)));
    finding.lines = lines;
  }

  static bool Meet(LineRange one, LineRange other) {
    return one.first <= other.last && other.first <= one.last;
  }

  // A side-car where the file takes no comment, or something else already speaks for it.
  Result<std::optional<Fix>> SuggestInFile(const Untrusted& path, const FileLicensing& licensing,
                                           const std::vector<std::string>& lines) {
    const FileEntry* entry = FindFile(context_.view.Files(), path.bytes());
    if (entry == nullptr || !licensing.own_bytes) {
      return std::optional<Fix>(SuggestSideCar(path, lines));
    }
    const SourceText source = TRY(licensing_.TextOf(*entry));
    const auto kind = FileKindOf(path.bytes(), source.text);
    return kind ? SuggestHeader(path, source, *kind->style, lines)
                : std::optional<Fix>(SuggestSideCar(path, lines));
  }

  // The text that the tag belongs to is another file's: a generator, a test.
  static void DescribeString(const TagInString& tag, Finding& finding) {
    finding.message.key = "only-in-string";
    finding.message.args.emplace_back("line", Untrusted(std::to_string(tag.line)));
  }

  // Looked up when the first file needs it.
  Result<std::vector<std::string>> ProjectsLicense() {
    if (!project_) project_ = TRY(FindProjectLicense(context_.view));
    return *project_;
  }

  std::chrono::year Year() const { return std::chrono::year_month_day(context_.as_of).year(); }

  const RuleContext& context_;
  const JudgedFiles& files_;
  Licensing& licensing_;
  HolderFinder holders_;
  Exemptions exemptions_;
  std::optional<std::vector<std::string>> project_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  const JudgedFiles files = TRY(JudgedFiles::Make(context));
  return HeaderCheck(context, files).Run();
}

constexpr OptionInfo kOptions[] = {kScopeOption, kFilesOption, kMinLinesOption, kHolderOption};

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
    {"missing-which",
     {.en = "{path} does not name its licence. The project's licence text can mean {licenses}: "
            "which of them applies has to be said once, in `legal.license` of publiccode.yml.",
      .de = "{path} nennt keine Lizenz. Der Lizenztext des Projekts kann {licenses} bedeuten: "
            "Welche davon gilt, ist einmal anzugeben, in `legal.license` der publiccode.yml."}},
    {"only-in-words",
     {.en = "{path} grants `{license}` in words, which programs do not read; a tag is missing.",
      .de = "{path} räumt `{license}` in Worten ein, die Programme nicht lesen; die Angabe als "
            "Kennung fehlt."}},
    {"restricted-in-words",
     {.en =
          "{path} has no licence tag, and line {line} speaks of a licence or condition that is not "
          "open, such as no commercial use; a person has to say what applies.",
      .de =
          "{path} nennt keine Lizenz als Kennung, und in Zeile {line} ist von einer Lizenz oder "
          "Bedingung die Rede, die nicht offen ist, etwa keine gewerbliche Nutzung; was gilt, ist "
          "von Hand zu klären."}},
    {"missing-in-side-car",
     {.en = "{side_car} speaks for {path} and names no licence.",
      .de = "{side_car} gilt für {path} und nennt keine Lizenz."}},
    {"only-in-string",
     {.en = "{path} does not name its licence: what line {line} says stands in a string, in code "
            "or in an example, not in a comment. Where it belongs to another text, comments with "
            "`REUSE-IgnoreStart` and `REUSE-IgnoreEnd` around it tell every tool so.",
      .de = "{path} nennt keine Lizenz: Die Angabe in Zeile {line} steht in einer Zeichenkette, im "
            "Programmtext oder in einem Beispiel, nicht in einem Kommentar. Gehört sie zu einem "
            "anderen Text, zeigen Kommentare mit `REUSE-IgnoreStart` und `REUSE-IgnoreEnd` darum "
            "herum das jedem Werkzeug."}},
    {"tag-unreadable",
     {.en = "The licence `{tag}` in {path} is no SPDX expression: {problem}",
      .de = "Die Lizenzangabe `{tag}` in {path} ist kein SPDX-Ausdruck: {problem}"}},
    {"overridden",
     {.en = "{toml} replaces the header of {path} (precedence = \"override\") and names no "
            "licence.",
      .de = "{toml} ersetzt die Angaben in {path} (precedence = \"override\") und nennt keine "
            "Lizenz."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
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
     .fix = {.en = "Add a comment with `SPDX-License-Identifier:` and the project's licence at the "
                   "top of the file. Code that comes from somebody else keeps its own licence.",
             .de = "Einen Kommentar mit `SPDX-License-Identifier:` und der Lizenz des Projekts an "
                   "den Anfang der Datei setzen. Stammt der Code von anderen, gilt deren Lizenz."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
