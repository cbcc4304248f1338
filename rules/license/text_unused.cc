// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/family.h"
#include "rules/license/license_folder.h"
#include "rules/license/licensing_messages.h"

namespace headwater::license {
namespace {

/// The LGPL 3 is written as a supplement to the GPL 3 and is nothing without its text
/// (https://reuse.software/faq/#license-files): then the GPL's text is there for the LGPL.
bool CompletesLgpl(std::string_view id, const UsedLicenses& used) {
  constexpr std::string_view kGpl = "gpl-3.0";
  constexpr std::string_view kLgpl = "lgpl-3.0";
  return id.starts_with(kGpl) &&
         std::any_of(used.ids.begin(), used.ids.end(),
                     [&](const std::string& other) { return other.starts_with(kLgpl); });
}

class UnusedCheck {
 public:
  explicit UnusedCheck(const RuleContext& context)
      : context_(context), folder_(context.view.Files()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    if (folder_.empty()) return std::move(answer_).Finish({"no-folder", {}});
    for (const FileEntry* other : folder_.others()) {
      if (!context_.Covers(other->path)) continue;
      answer_.CountJudged();
      Report("no-text", *other, "");
    }
    if (!folder_.texts().empty()) TRY(JudgeTexts());
    return std::move(answer_).Finish({"no-folder", {}});
  }

 private:
  Status JudgeTexts() {
    const UsedLicenses used = TRY(FindUsedLicenses(context_.view));
    std::vector<std::pair<std::string, const FileEntry*>> unused;
    for (const auto& [id, file] : folder_.texts()) {
      if (!context_.Covers(file->path)) continue;
      answer_.CountJudged();
      if (!used.Needs(id) && !CompletesLgpl(id, used)) unused.emplace_back(id, file);
    }
    // A file that could not be read may be the one that needs the text.
    if (!unused.empty() && !used.unchecked.empty()) {
      for (const Unchecked& unchecked : used.unchecked) answer_.AddUnchecked(unchecked);
      return Ok{};
    }
    for (const auto& [id, file] : unused) {
      Report("unused", *file, IdOfText(file->path.bytes()).value_or(id));
    }
    return Ok{};
  }

  void Report(const char* key, const FileEntry& file, const std::string& id) {
    Finding finding;
    finding.message = {key, {{"path", file.path}}};
    if (!id.empty()) finding.message.args.emplace_back("id", Untrusted(id));
    finding.path = file.path;
    finding.evidence = Untrusted(id);
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  LicenseFolder folder_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return UnusedCheck(context).Run(); }

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
    {"REUSE, Frequently Asked Questions", "https://reuse.software/faq/"},
};

constexpr MessageText kMessages[] = {
    {"unused",
     {.en = "No file stands under `{id}`, whose text is {path}.",
      .de = "Keine Datei steht unter `{id}`, deren Text {path} ist."}},
    {"no-text",
     {.en = "{path} is not named by a licence; LICENSES/ holds nothing but their texts.",
      .de = "{path} ist nach keiner Lizenz benannt; LICENSES/ enthält nur deren Texte."}},
    {"no-folder",
     {.en = "The project has no LICENSES/ folder.",
      .de = "Das Projekt hat keinen Ordner LICENSES/."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
};

}  // namespace

constinit const RuleEntry kTextUnused = {
    {.id = "license/text-unused",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Licence text without a use", .de = "Lizenztext ohne Verwendung"},
     .why = {.en = "Whoever reuses the project sees in LICENSES/ at a glance which licences apply.",
             .de = "Wer das Projekt nachnutzt, sieht in LICENSES/ auf einen Blick, welche Lizenzen "
                   "gelten."},
     .fix = {.en = "Remove the file from LICENSES/, or name its licence in the files that stand "
                   "under it.",
             .de = "Die Datei aus LICENSES/ entfernen oder ihre Lizenz in den Dateien nennen, die "
                   "darunter stehen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
