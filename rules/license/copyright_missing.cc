// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "rules/license/copyright_line.h"
#include "rules/license/family.h"
#include "rules/license/header.h"
#include "rules/license/judged_files.h"
#include "rules/license/licensing.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/project_holder.h"

namespace headwater::license {
namespace {

/// Judges the files of one change.
class CopyrightCheck {
 public:
  CopyrightCheck(const RuleContext& context, const JudgedFiles& files)
      : context_(context),
        files_(files),
        licensing_(context.view.Shared<Licensing>()),
        holders_(context.view, licensing_, context.options.Text(kHolderOption.name.view())),
        answer_(context) {}

  Result<RuleAnswer> Run() && {
    TRY(files_.ForEach(licensing_, answer_,
                       [this](const ChangedFile& file, const FileLicensing& licensing) {
                         return Judge(file, licensing);
                       }));
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  Status Judge(const ChangedFile& file, const FileLicensing& licensing) {
    if (licensing.unchecked && (licensing.may_be_replaced || !licensing.NamesHolder())) {
      answer_.AddUnchecked(
          {.path = file.path, .why = *licensing.unchecked, .advisory = !files_.Counts(file)});
      return Ok{};
    }
    // Without a licence the header is missing as a whole: license/header-missing says so.
    if (!licensing.NamesLicense()) return Ok{};
    answer_.CountJudged();
    if (!licensing.NamesHolder()) answer_.Add(TRY(MakeFinding(file, licensing)));
    return Ok{};
  }

  Result<Finding> MakeFinding(const ChangedFile& file, const FileLicensing& licensing) {
    Finding finding;
    finding.path = file.path;
    finding.lines = {1, 1};
    finding.advisory = !files_.Counts(file);
    finding.message.args = {{"path", file.path}};
    if (!licensing.copyrights.empty()) {
      finding.message.key = "nobody";
      const CopyrightNotice& notice = licensing.copyrights.front();
      finding.message.args.emplace_back("notice", Untrusted(notice.text));
      PointAt(notice.place, finding);
      return finding;
    }
    finding.message.key = "missing";
    PointAt(licensing.licenses.front().place, finding);
    const std::string holder = TRY(holders_.For(file.path.bytes()));
    if (holder.empty()) return finding;
    const std::string year =
        std::to_string(static_cast<int>(std::chrono::year_month_day(context_.as_of).year()));
    const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr || !licensing.own_bytes) return finding;
    finding.fix =
        SuggestCopyrightLine(file.path, TRY(licensing_.TextOf(*entry)), licensing.licenses.front(),
                             "SPDX-FileCopyrightText: " + year + " " + holder);
    return finding;
  }

  // A line of a side-car or a table is no line of the file.
  static void PointAt(const InfoPlace& place, Finding& finding) {
    if (place.source == InfoSource::kHeader) finding.lines = {place.line, place.line};
  }

  const RuleContext& context_;
  const JudgedFiles& files_;
  Licensing& licensing_;
  HolderFinder holders_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  const JudgedFiles files = TRY(JudgedFiles::Make(context));
  return CopyrightCheck(context, files).Run();
}

constexpr OptionInfo kOptions[] = {kScopeOption, kFilesOption, kMinLinesOption, kHolderOption};

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, Copyright Notices",
     "https://reuse.software/spec-3.3/#copyright-notices"},
    {"Urheberrechtsgesetz, section 69b: works made in employment or service",
     "https://www.gesetze-im-internet.de/urhg/__69b.html"},
};

constexpr MessageText kMessages[] = {
    {"missing",
     {.en = "{path} names a licence, and not who grants it.",
      .de = "{path} nennt eine Lizenz, aber nicht, wer sie erteilt."}},
    {"nobody",
     {.en = "The copyright notice `{notice}` in {path} names nobody.",
      .de = "Der Urheberrechtsvermerk `{notice}` in {path} nennt niemanden."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    {"no-files",
     {.en = "The change contains no file of its own that names a licence.",
      .de = "Die Änderung enthält keine eigene Datei, die eine Lizenz nennt."}},
};

}  // namespace

constinit const RuleEntry kCopyrightMissing = {
    {.id = "license/copyright-missing",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "The holder of the rights is not named", .de = "Rechteinhaber nicht genannt"},
     .why = {.en = "With a name it is clear who grants the rights, and whom one can ask.",
             .de = "Ohne Namen bleibt offen, wer die Rechte einräumt und wen man fragen kann."},
     .fix = {.en =
                 "Add `SPDX-FileCopyrightText:` with year and holder beside the licence. For code "
                 "written in service that is mostly the authority or the company, not the "
                 "person.",
             .de = "`SPDX-FileCopyrightText:` mit Jahr und Inhaber bei der Lizenz ergänzen. Bei "
                   "dienstlich entstandenem Code ist das meist die Behörde oder das Unternehmen, "
                   "nicht die einzelne Person."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
