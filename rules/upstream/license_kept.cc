// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/license_files.h"
#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"
#include "rules/upstream/sync_rule.h"

namespace headwater::upstream {
namespace {

class LicenseCheck {
 public:
  explicit LicenseCheck(const RuleContext& context) : context_(context), answer_(context) {}

  RuleAnswer Run() && {
    for (const ChangedFile& file : context_.change.files) JudgeRemoved(file);
    if (context_.facts.sync) {
      for (const Import& import : context_.facts.sync->imports) JudgeImport(import);
    }
    return std::move(answer_).Finish({"nothing-of-it", {}});
  }

 private:
  /// A text that moved is still there; one that was changed is for license/notice-removed.
  void JudgeRemoved(const ChangedFile& file) {
    const bool concerned = file.status == FileStatus::kDeleted && file.upstream_before &&
                           IsLicenseFile(file.path.bytes()) && context_.Covers(file.path);
    if (!concerned) return;
    answer_.CountJudged();
    const auto files = context_.view.Files();
    const bool moved = std::ranges::any_of(
        files, [&file](const FileEntry& entry) { return entry.blob == file.old_blob; });
    if (moved) return;
    Finding finding;
    finding.message = {"removed", {{"file", file.path}}};
    finding.path = file.path;
    answer_.Add(std::move(finding));
  }

  /// A copy comes with its texts: beside it, or all in LICENSES/.
  void JudgeImport(const Import& import) {
    if (!context_.Covers(import.folder)) return;
    answer_.CountJudged();
    if (HasTextsFor(import.folder.bytes())) return;
    Finding finding;
    const std::string& folder = import.folder.bytes();
    const Untrusted& name = context_.facts.upstreams.at(import.upstream).name;
    finding.message = {"copied",
                       {{"folder", Untrusted(folder.empty() ? "/" : folder)}, {"name", name}}};
    finding.evidence = Untrusted(folder);
    answer_.Add(std::move(finding));
  }

  bool HasTextsFor(std::string_view folder) const {
    return std::ranges::any_of(context_.view.Files(), [folder](const FileEntry& entry) {
      const std::string_view path = entry.path.bytes();
      if (!IsFile(entry.mode) || !IsLicenseFile(path)) return false;
      const size_t slash = path.rfind('/');
      const std::string_view parent =
          slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
      return path.starts_with("LICENSES/") || parent == folder;
    });
  }

  const RuleContext& context_;
  AnswerBuilder answer_;
};

/// Removes such a text, or adds enough to be a copy.
bool MayConcern(const RuleContext& context) {
  uint64_t added = 0;
  for (const ChangedFile& file : context.change.files) {
    const bool removed = file.status == FileStatus::kDeleted;
    if (removed && IsLicenseFile(file.path.bytes())) return true;
    if (file.status == FileStatus::kAdded) ++added;
  }
  return added >= kMinImportFiles;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = AnswerWithoutSync(context, MayConcern(context))) return std::move(*answer);
  return UnlessUnasked(LicenseCheck(context).Run(), context, MayConcern(context));
}

constexpr FactKind kFacts[] = {FactKind::kUpstreams};

constexpr MessageText kOwnMessages[] = {
    {"removed",
     {.en = "{file} is the original project's, and is removed here.",
      .de = "{file} stammt aus dem Ursprungsprojekt und wird hier entfernt."}},
    {"copied",
     {.en = "{folder} is copied from {name}; its licence text is not with it.",
      .de = "{folder} ist aus {name} kopiert; dessen Lizenztext liegt nicht dabei."}},
    {"nothing-of-it",
     {.en = "The change removes no licence text of the original project and copies nothing.",
      .de = "Die Änderung entfernt keinen Lizenztext des Ursprungsprojekts und kopiert nichts."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kSyncMessages);

constexpr Source kSources[] = {
    {"EUPL 1.2, article 5", "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj"},
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
};

}  // namespace

constinit const RuleEntry kLicenseKept = {
    {.id = "upstream/license-kept",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "Licence text of the original project is missing",
               .de = "Lizenztext des Ursprungsprojekts fehlt"},
     .why = {.en =
                 "With its text the software may be passed on; nearly every licence asks for just "
                 "that.",
             .de =
                 "Mit ihrem Text darf die Software weitergegeben werden; fast jede Lizenz verlangt "
                 "genau das."},
     .fix = {.en = "Keep the file, or put the original project's licence text beside the copy or "
                   "into LICENSES/.",
             .de = "Die Datei behalten, oder den Lizenztext des Ursprungsprojekts neben die Kopie "
                   "oder in LICENSES/ legen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::upstream
