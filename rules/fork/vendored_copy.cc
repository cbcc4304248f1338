// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/license_files.h"
#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/common/messages.h"
#include "rules/fork/family.h"

namespace headwater::fork {
namespace {

using forks::Origins;

// As git shows ids beside a version.
constexpr size_t kShownDigits = 7;

/// A release, or one and how far beyond it, as `git describe` writes it; or a commit.
Untrusted VersionOf(const LocatedCopy& copy) {
  const std::string commit = copy.nearest.Hex().substr(0, kShownDigits);
  if (copy.version.empty()) return Untrusted(commit);
  if (copy.after_version == 0) return copy.version;
  return Untrusted(copy.version.bytes() + "-" + std::to_string(copy.after_version) + "-g" + commit);
}

/// Of entries sorted by path those in a folder.
template <typename Entry>
std::span<const Entry> Inside(std::span<const Entry> entries, const Untrusted& folder) {
  const std::string prefix = folder.empty() ? "" : folder.bytes() + "/";
  const auto first = std::ranges::lower_bound(entries, Untrusted(prefix), {}, &Entry::path);
  const auto last = std::find_if(first, entries.end(), [&prefix](const Entry& entry) {
    return !entry.path.bytes().starts_with(prefix);
  });
  return {first, last};
}

/// Says of each folder that is a copy whose and which it is. Where the change adds or edits one it
/// speaks of those alone, and of the change; else of the project.
class CopyCheck {
 public:
  CopyCheck(const RuleContext& context, const Origins& origins)
      : context_(context), forks_(*context.facts.forks), origins_(origins), answer_(context) {
    for (const FileEntry& file : context.view.Files()) {
      if (IsFile(file.mode) && IsLicenseFile(file.path.bytes())) licenses_.push_back(file.path);
    }
  }

  RuleAnswer Run() && {
    for (const ForkRelation& relation : forks_.relations) Judge(relation);
    const bool by_change = touched_.judged > 0;
    Found& counts = by_change ? touched_ : others_;
    for (Finding& finding : counts.findings) answer_.Add(std::move(finding));
    for (Unchecked& unchecked : counts.unchecked) answer_.AddUnchecked(std::move(unchecked));
    if (counts.judged > 0) answer_.CountJudged();
    RuleAnswer answer = std::move(answer_).Finish({"no-copies", {}});
    if (by_change) answer.subject = Subject::kChange;
    return answer;
  }

 private:
  struct Found {
    uint64_t judged = 0;
    std::vector<Finding> findings;
    std::vector<Unchecked> unchecked;
  };
  struct Touch {
    bool any = false;
    bool adds = false;
  };

  void Judge(const ForkRelation& relation) {
    if (relation.fork_class != ForkClass::kVendoredFolder) return;
    if (forks::IsAnswered(forks_, relation.project)) return;
    if (relation.direction == ForkDirection::kWeAreDownstream) {
      for (const LocatedCopy& copy : relation.copies) JudgeCopy(relation, copy);
    }
    if (!relation.unseen || relation.direction == ForkDirection::kWeAreUpstream) return;
    for (const SharedFolder& folder : relation.folders) JudgeUnseen(relation, folder.path);
  }

  void JudgeCopy(const ForkRelation& relation, const LocatedCopy& copy) {
    if (!IsConcerned(copy.folder)) return;
    const Touch touch = TouchOf(copy.folder);
    Found& found = touch.any ? touched_ : others_;
    ++found.judged;
    if (!origins_.Name(relation.url)) TellOrigin(relation, copy, touch, found);
    if (!copy.folder.empty() && !HasLicense(copy.folder)) {
      found.findings.push_back(
          FindingAt(copy.folder, relation,
                    {"license-missing", {{"folder", copy.folder}, {"project", relation.project}}}));
    }
  }

  void TellOrigin(const ForkRelation& relation, const LocatedCopy& copy, const Touch& touch,
                  Found& found) {
    Message message{copy.edited > 0 ? "edited"
                    : touch.adds    ? "copied"
                                    : "behind",
                    {{"folder", Untrusted(copy.folder.empty() ? "/" : copy.folder.bytes())},
                     {"project", relation.project},
                     {"version", VersionOf(copy)},
                     {"behind", forks::Number(copy.behind)}}};
    if (copy.edited > 0) {
      message.args.emplace_back("edited", forks::Number(copy.edited));
      message.args.emplace_back("files", forks::ShownPaths(copy.edited_paths, copy.edited));
    } else if (!touch.adds && (touch.any || copy.behind == 0)) {
      return;  // What it is brought up to, or is already, is theirs as it is.
    }
    found.findings.push_back(FindingAt(copy.folder, relation, std::move(message)));
  }

  void JudgeUnseen(const ForkRelation& relation, const Untrusted& folder) {
    if (!IsConcerned(folder)) return;
    Found& found = TouchOf(folder).any ? touched_ : others_;
    ++found.judged;
    found.unchecked.push_back(
        {.path = folder, .why = {"version-unseen", {{"project", relation.project}}}});
  }

  static Finding FindingAt(const Untrusted& folder, const ForkRelation& relation, Message message) {
    Finding finding;
    finding.evidence = Untrusted(message.key + "\n" + relation.project.bytes());
    finding.message = std::move(message);
    finding.path = folder;
    return finding;
  }

  bool IsOthers(const Untrusted& path) const {
    return context_.Covers(path) && !context_.facts.own.Matches(path.bytes());
  }

  /// The first, and so the strongest, relation speaks of a folder; and none where all of it is the
  /// project's own.
  bool IsConcerned(const Untrusted& folder) {
    if (!judged_folders_.insert(folder).second) return false;
    const auto inside = Inside(context_.view.Files(), folder);
    return std::any_of(inside.begin(), inside.end(),
                       [this](const FileEntry& file) { return IsOthers(file.path); });
  }

  Touch TouchOf(const Untrusted& folder) const {
    Touch touch;
    // A whole project is no change.
    if (context_.change.scope == ChangeScope::kAll) return touch;
    for (const ChangedFile& file : Inside(std::span(context_.change.files), folder)) {
      const bool counts = file.status != FileStatus::kDeleted &&
                          file.origin.origin != Origin::kGenerated && IsOthers(file.path);
      touch.any = touch.any || counts;
      touch.adds = touch.adds || (counts && file.status == FileStatus::kAdded);
    }
    return touch;
  }

  /// In the folder, or with all others in LICENSES/.
  bool HasLicense(const Untrusted& folder) const {
    const std::string prefix = folder.bytes() + "/";
    return std::ranges::any_of(licenses_, [&prefix](const Untrusted& path) {
      return path.bytes().starts_with(prefix) || path.bytes().starts_with("LICENSES/");
    });
  }

  const RuleContext& context_;
  const ForkFacts& forks_;
  const Origins& origins_;
  AnswerBuilder answer_;
  std::vector<Untrusted> licenses_;
  std::set<Untrusted> judged_folders_;
  Found touched_;
  Found others_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfMirror(context)) return std::move(*answer);
  if (auto answer = forks::AnswerWithoutForks(context)) return std::move(*answer);
  const Origins origins = TRY(Origins::Of(context));
  return CopyCheck(context, origins).Run();
}

constexpr MessageText kOwnMessages[] = {
    {"edited",
     {.en = "{folder} is {project} {version} with {edited} files changed here: {files}. The "
            "original has gone on by {behind} commits.",
      .de = "{folder} ist {project} {version}, mit {edited} hier geänderten Dateien: {files}. Das "
            "Original ist seither {behind} Commits weiter."}},
    {"copied",
     {.en = "{folder} is {project} {version}, unchanged. The original has gone on by {behind} "
            "commits.",
      .de = "{folder} ist {project} {version}, unverändert. Das Original ist seither {behind} "
            "Commits weiter."}},
    {"behind",
     {.en = "{folder} is {project} {version}; the original has gone on by {behind} commits.",
      .de = "{folder} ist {project} {version}; das Original ist seither {behind} Commits weiter."}},
    {"license-missing",
     {.en = "{folder} comes from {project}; its licence text is not with it.",
      .de = "{folder} stammt aus {project}; dessen Lizenztext liegt nicht dabei."}},
    {"version-unseen",
     {.en = "It is (in part) a copy of {project}, whose repository was not at hand: which version "
            "it is, and what differs, is not known.",
      .de = "Das ist (zum Teil) eine Kopie von {project}, dessen Repository nicht vorlag: Welche "
            "Fassung es ist und was abweicht, ist nicht bekannt."}},
    {"no-copies",
     {.en = "No folder is a copy of another project, as far as is known.",
      .de = "Kein Ordner ist, soweit bekannt, die Kopie eines anderen Projekts."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, forks::kMessages);

constexpr Source kSources[] = {
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://github.com/italia/lg-acquisizione-e-riuso-software-per-pa-docs/blob/master/"
     "attachments/"
     "allegato-d-guida-alla-modifica-di-software-open-source-preso-a-riuso-o-di-terzi.rst"},
    {"Debian Policy Manual, 4.13 Embedded code copies",
     "https://www.debian.org/doc/debian-policy/ch-source.html#embedded-code-copies"},
};

}  // namespace

constinit const RuleEntry kVendoredCopy = {
    {.id = "fork/vendored-copy",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "A folder is a copy of another project",
               .de = "Ein Ordner ist die Kopie eines anderen Projekts"},
     .why = {.en = "A copy does not get corrections by itself; who knows its version can fetch "
                   "them.",
             .de = "Eine Kopie erhält Korrekturen nicht von selbst; ist ihre Fassung bekannt, "
                   "lassen sie sich nachholen."},
     .fix = {.en = "Take it in as a dependency where possible. Else note origin and version (below "
                   "`upstreams` in .headwater.yml), keep own changes as patches, and put the "
                   "licence text beside it.",
             .de = "Wenn möglich als Abhängigkeit einbinden. Sonst Herkunft und Fassung vermerken "
                   "(unter `upstreams` in .headwater.yml), eigene Änderungen als Patch ablegen und "
                   "den Lizenztext beilegen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::fork
