// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/family.h"
#include "rules/license/license_changes.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/stated_reason.h"

namespace headwater::license {
namespace {

using Kind = ProjectStatement::Kind;

/// All files whose licence changes in the same way: one finding.
struct ChangeOfLicense {
  Untrusted path;  ///< Of the first one.
  LineRange lines;
  uint64_t files = 0;
};

/// Message, from, to.
using WayOfChange = std::tuple<std::string, std::string, std::string>;

/// The line in the file where its licence stands now.
LineRange LineOf(const ComparedFile& file) {
  for (const LicenseStatement& license : file.after->licenses) {
    if (license.place.source != InfoSource::kHeader || license.place.line == 0) continue;
    return {license.place.line, license.place.line};
  }
  return {1, 1};
}

std::string KeyOf(LicenseFate fate) {
  if (fate == LicenseFate::kWidened) return "widened";
  return fate == LicenseFate::kDropped ? "dropped" : "changed";
}

/// Judges one change against what was before it.
class ChangedCheck {
 public:
  ChangedCheck(const RuleContext& context, GitView& before)
      : context_(context), before_(before), answer_(context) {}

  Result<RuleAnswer> Run() && {
    if (!HasBefore(context_, before_)) return std::move(answer_).Finish({"no-base", {}});
    LicenseComparison comparison(before_, context_.view);
    if (TouchesProject()) TRY(CompareProject(comparison));
    FilePairs pairs = TRY(PairFiles(context_, before_));
    for (Unchecked& file : pairs.unchecked) answer_.AddUnchecked(std::move(file));
    for (const FilePair& pair : pairs.pairs) {
      const auto file = TRY(comparison.Compare(pair));
      if (file) Judge(*file);
    }
    return Conclude();
  }

 private:
  void Judge(const ComparedFile& file) {
    answer_.CountJudged();
    const Untrusted& path = file.files.after->path;
    switch (file.fate) {
      case LicenseFate::kSame:
      case LicenseFate::kNew:
      case LicenseFate::kUnstated:
        return;
      case LicenseFate::kUnchecked:
        answer_.AddUnchecked(
            {.path = path,
             .why = file.before->unchecked ? *file.before->unchecked : *file.after->unchecked});
        return;
      case LicenseFate::kWidened:
      case LicenseFate::kChanged:
      case LicenseFate::kDropped:
        break;
    }
    ChangeOfLicense& way =
        ways_[{KeyOf(file.fate), file.terms_before.shown, file.terms_after.shown}];
    if (way.files++ > 0) return;
    way.path = path;
    way.lines = LineOf(file);
  }

  /// The project's own licence, wherever it is stated: the same change in three places is one.
  Status CompareProject(LicenseComparison& comparison) {
    const ProjectStatements* before = TRY(comparison.ProjectBefore());
    const ProjectStatements* after = TRY(comparison.ProjectAfter());
    for (const ProjectStatements* side : {before, after}) {
      for (const Unchecked& file : side->unchecked) {
        if (WasTouched(file.path)) answer_.AddUnchecked(file);
      }
    }
    for (const Kind kind : {Kind::kPubliccode, Kind::kPackage, Kind::kText}) {
      CompareProject(Of(kind, *before), Of(kind, *after));
    }
    return Ok{};
  }

  bool TouchesProject() const {
    const auto& files = context_.change.files;
    return std::any_of(files.begin(), files.end(),
                       [](const ChangedFile& file) { return SpeaksForProject(file.path.bytes()); });
  }

  /// All statements of one kind, joined: files may be split, renamed and joined.
  struct Side {
    std::set<std::string> shown;
    std::set<std::string> families;
    const ProjectStatement* first = nullptr;

    std::string Joined() const {
      std::string joined;
      for (const std::string& text : shown) joined += (joined.empty() ? "" : ", ") + text;
      return joined;
    }
  };

  static Side Of(Kind kind, const ProjectStatements& statements) {
    Side side;
    for (const ProjectStatement& statement : statements.statements) {
      if (statement.kind != kind) continue;
      side.shown.insert(statement.Shown());
      side.families.merge(statement.Families());
      if (side.first == nullptr) side.first = &statement;
    }
    return side;
  }

  void CompareProject(const Side& before, const Side& after) {
    if (before.first == nullptr || after.first == nullptr) return;
    answer_.CountJudged();
    if (before.shown == after.shown) return;
    const bool more = std::includes(after.shown.begin(), after.shown.end(), before.shown.begin(),
                                    before.shown.end());
    // One more text is how a licence for some files comes in; what applies is said elsewhere.
    if (more && after.first->kind == Kind::kText) return;
    // A text does not tell -only from -or-later: the same change said less exactly.
    const bool said = !projects_.emplace(before.families, after.families).second;
    if (said && after.first->kind == Kind::kText) return;
    ChangeOfLicense& way = ways_[{"project", before.Joined(), after.Joined()}];
    if (way.files++ > 0) return;
    way.path = after.first->path;
    way.lines = {std::max(after.first->line, 1U), std::max(after.first->line, 1U)};
  }

  bool WasTouched(const Untrusted& path) const {
    return std::any_of(context_.change.files.begin(), context_.change.files.end(),
                       [&](const ChangedFile& file) { return file.path == path; });
  }

  Result<RuleAnswer> Conclude() {
    const auto reason = StatedReason(context_.change, context_.facts);
    std::vector<Notice> notices;
    for (const auto& [way, what] : ways_) {
      const auto& [key, from, to] = way;
      std::string arrow = from;
      arrow.append(" -> ").append(to.empty() ? "-" : to);
      const std::string files = std::to_string(what.files);
      if (reason) {
        std::string detail = arrow;
        detail.append(" (").append(files).append("): ").append(*reason);
        notices.push_back({NoticeKind::kLicenseChange, what.path, Untrusted(std::move(detail))});
        continue;
      }
      Finding finding;
      finding.path = what.path;
      finding.lines = what.lines;
      finding.evidence = Untrusted(arrow);
      const std::string plural = what.files > 1 && key != "project" ? "-many" : "";
      finding.message = {key + plural, {{"path", what.path}, {"from", Untrusted(from)}}};
      if (!to.empty()) finding.message.args.emplace_back("to", Untrusted(to));
      if (!plural.empty()) finding.message.args.emplace_back("count", Untrusted(files));
      answer_.Add(std::move(finding));
    }
    RuleAnswer answer = std::move(answer_).Finish({"no-files", {}});
    answer.notices = std::move(notices);
    return answer;
  }

  const RuleContext& context_;
  GitView& before_;
  AnswerBuilder answer_;
  std::map<WayOfChange, ChangeOfLicense> ways_;
  std::set<std::pair<std::set<std::string>, std::set<std::string>>> projects_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  GitView* before = TRY(context.before());
  return ChangedCheck(context, *before).Run();
}

constexpr FactKind kFacts[] = {FactKind::kMergeRequestText};

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, Order of precedence",
     "https://reuse.software/spec-3.3/#order-of-precedence"},
    {"SPDX Specification 2.3, Annex D, SPDX license expressions",
     "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/"},
    {"git-interpret-trailers", "https://git-scm.com/docs/git-interpret-trailers"},
};

constexpr MessageText kMessages[] = {
    {"changed",
     {.en = "{path} was under {from} and now names {to}; no reason is stated.",
      .de = "{path} stand unter {from} und nennt jetzt {to}; ein Grund ist nicht angegeben."}},
    {"changed-many",
     {.en = "{count} files were under {from} and now name {to}, {path} first; no reason is stated.",
      .de = "{count} Dateien standen unter {from} und nennen jetzt {to}, als erste {path}; ein "
            "Grund ist nicht angegeben."}},
    {"widened",
     {.en = "{path} was offered under {from} and now is under {to}: a wider offer, for which no "
            "reason is stated.",
      .de = "{path} wurde unter {from} angeboten und jetzt unter {to}: ein weiteres Angebot, für "
            "das kein Grund angegeben ist."}},
    {"widened-many",
     {.en = "{count} files were offered under {from} and now are under {to}, {path} first: a wider "
            "offer, for which no reason is stated.",
      .de = "{count} Dateien wurden unter {from} angeboten und jetzt unter {to}, als erste {path}: "
            "ein weiteres Angebot, für das kein Grund angegeben ist."}},
    {"dropped",
     {.en = "{path} was under {from} and no longer names a licence; no reason is stated.",
      .de = "{path} stand unter {from} und nennt keine Lizenz mehr; ein Grund ist nicht "
            "angegeben."}},
    {"dropped-many",
     {.en = "{count} files were under {from} and no longer name a licence, {path} first; no reason "
            "is stated.",
      .de = "{count} Dateien standen unter {from} und nennen keine Lizenz mehr, als erste {path}; "
            "ein Grund ist nicht angegeben."}},
    {"project",
     {.en = "The project's licence changes from {from} to {to} ({path}); no reason is stated.",
      .de = "Die Lizenz des Projekts ändert sich von {from} zu {to} ({path}); ein Grund ist nicht "
            "angegeben."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    kMetadataUnreadable,
    {"no-base",
     {.en = "There is no earlier state to compare with.",
      .de = "Es gibt keinen früheren Stand, mit dem sich vergleichen ließe."}},
    {"no-files",
     {.en = "The change touches no file that named a licence.",
      .de = "Die Änderung betrifft keine Datei, die eine Lizenz nannte."}},
};

}  // namespace

constinit const RuleEntry kLicenseChanged = {
    {.id = "license/changed",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "A licence changes without a stated reason",
               .de = "Lizenz ohne genannten Grund geändert"},
     .why = {.en =
                 "Whoever uses the code relies on its licence, and only those who hold the rights "
                 "can change it: a stated reason shows later that they agreed.",
             .de = "Wer den Code nutzt, verlässt sich auf die Lizenz, und ändern können sie nur "
                   "die Rechteinhaber: Ein genannter Grund belegt später deren Zustimmung."},
     .fix = {.en = "Add a line such as `License-Change: all holders agreed, see issue 12` to the "
                   "merge request's description or a commit message; or restore the licence.",
             .de = "Eine Zeile wie `Lizenzänderung: alle Rechteinhaber haben zugestimmt` in die "
                   "Beschreibung des Merge Requests oder eine Commit-Nachricht aufnehmen; oder "
                   "die bisherige Lizenz wiederherstellen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::license
