// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/family.h"
#include "rules/license/license_changes.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/lost_notices.h"
#include "rules/license/stated_reason.h"

namespace headwater::license {
namespace {

using Kind = ProjectStatement::Kind;

bool IsLicenseText(const FileEntry& file) {
  const auto why = WhyNotCovered(file);
  return why == Exclusion::kLicenseFile || why == Exclusion::kLicensesFolder;
}

/// Judges one change against what was before it.
class NoticeCheck {
 public:
  NoticeCheck(const RuleContext& context, GitView& before)
      : context_(context), before_(before), answer_(context) {}

  Result<RuleAnswer> Run() && {
    if (!HasBefore(context_, before_)) return std::move(answer_).Finish({"no-base", {}});
    explained_ = StatedReason(context_.change, context_.facts).has_value();
    LicenseComparison comparison(before_, context_.view);
    FilePairs pairs = TRY(PairFiles(context_, before_));
    for (Unchecked& file : pairs.unchecked) answer_.AddUnchecked(std::move(file));
    for (const FilePair& pair : pairs.pairs) TRY(JudgePair(pair, comparison));
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  Status JudgePair(const FilePair& pair, LicenseComparison& comparison) {
    if (IsLicenseText(*pair.before)) return JudgeText(pair, comparison);
    const auto file = TRY(comparison.Compare(pair));
    return file ? Judge(*file) : Status(Ok{});
  }

  Status Judge(const ComparedFile& file) {
    const Untrusted& path = file.files.after->path;
    if (file.fate == LicenseFate::kUnchecked) {
      answer_.AddUnchecked(
          {.path = path,
           .why = file.before->unchecked ? *file.before->unchecked : *file.after->unchecked});
      return Ok{};
    }
    answer_.CountJudged();
    if (IsForChanged(file.fate)) return Ok{};
    auto lost = LostNotices(file, nullptr);
    if (!lost.empty() && !file.after->own_bytes) lost = TRY(LostInOwnText(file, std::move(lost)));
    const bool unstated = file.fate == LicenseFate::kUnstated;
    if (unstated && lost.empty()) {
      Add("license-removed", path, {{"license", Untrusted(file.terms_before.shown)}});
    } else if (unstated) {
      Add("header-removed", path,
          {{"license", Untrusted(file.terms_before.shown)}, {"notice", Untrusted(lost.front())}});
    } else {
      AddNotices(path, lost);
    }
    return Ok{};
  }

  /// license/changed speaks about the file as long as no reason is stated: one finding at a time.
  bool IsForChanged(LicenseFate fate) const {
    const bool changed = fate == LicenseFate::kChanged || fate == LicenseFate::kWidened ||
                         fate == LicenseFate::kDropped;
    return changed && !explained_;
  }

  /// Something else speaks for the file now; its header may be as it was.
  Result<std::vector<std::string>> LostInOwnText(const ComparedFile& file,
                                                 std::vector<std::string> lost) {
    const auto text = TRY(Read(context_.view, *file.files.after));
    if (!text) return lost;
    const FileLicensing own = Licensing::OfText(file.files.after->path.bytes(), *text);
    return LostNotices(file, &own);
  }

  Status JudgeText(const FilePair& pair, LicenseComparison& comparison) {
    if (pair.before->blob == pair.after->blob) return Ok{};
    const bool other = TRY(IsOtherLicense(pair, comparison));
    if (other && !explained_) return Ok{};
    const auto before = TRY(Read(before_, *pair.before));
    if (!before) return Ok{};
    std::vector<SourceText> after;
    auto now = TRY(Read(context_.view, *pair.after));
    if (!now) return Ok{};
    after.push_back(std::move(*now));
    TRY(AddCollections(pair.after->path, after));
    answer_.CountJudged();
    AddNotices(pair.after->path, LostNoticesOfText(*before, after));
    return Ok{};
  }

  /// Other changed files into which a notice may have moved.
  Status AddCollections(const Untrusted& but, std::vector<SourceText>& texts) {
    for (const ChangedFile& file : context_.change.files) {
      if (file.path == but || !CollectsNotices(file.path.bytes())) continue;
      const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
      if (entry == nullptr || !IsFile(entry->mode)) continue;
      auto text = TRY(Read(context_.view, *entry));
      if (text) texts.push_back(std::move(*text));
    }
    return Ok{};
  }

  /// Whether the text was replaced by that of another licence.
  static Result<bool> IsOtherLicense(const FilePair& pair, LicenseComparison& comparison) {
    const auto families = [](const ProjectStatements& side, const Untrusted& path) {
      for (const ProjectStatement& statement : side.statements) {
        if (statement.kind == Kind::kText && statement.path == path) return statement.Families();
      }
      return std::set<std::string>();
    };
    const ProjectStatements* old_side = TRY(comparison.ProjectBefore());
    const ProjectStatements* new_side = TRY(comparison.ProjectAfter());
    const auto before = families(*old_side, pair.before->path);
    const auto after = families(*new_side, pair.after->path);
    return !before.empty() && !after.empty() && before != after;
  }

  Result<std::optional<SourceText>> Read(GitView& view, const FileEntry& file) {
    BlobAnswer blob = TRY(view.Read(file));
    auto why = WhyNotRead(file, blob);
    if (!why) return std::optional(DecodeSource(std::move(blob.bytes)));
    answer_.AddUnchecked({.path = file.path, .why = std::move(*why)});
    return std::optional<SourceText>();
  }

  void AddNotices(const Untrusted& path, const std::vector<std::string>& notices) {
    for (const std::string& notice : notices) {
      Add("notice-removed", path, {{"notice", Untrusted(notice)}});
    }
  }

  void Add(const char* key, const Untrusted& path,
           std::vector<std::pair<std::string, Untrusted>> args) {
    Finding finding;
    finding.path = path;
    finding.lines = {1, 1};
    finding.evidence = args.back().second;
    finding.message = {key, std::move(args)};
    finding.message.args.emplace_back("path", path);
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  GitView& before_;
  AnswerBuilder answer_;
  bool explained_ = false;  ///< A reason for changing the licence is stated.
};

Result<RuleAnswer> Check(const RuleContext& context) {
  GitView* before = TRY(context.before());
  return NoticeCheck(context, *before).Run();
}

constexpr FactKind kFacts[] = {FactKind::kMergeRequestText};

constexpr Source kSources[] = {
    {"MIT License: the notice is included in all copies", "https://spdx.org/licenses/MIT.html"},
    {"Apache License 2.0, section 4 (c)",
     "https://www.apache.org/licenses/LICENSE-2.0#redistribution"},
    {"EUPL 1.2, article 5, Attribution right",
     "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj"},
    {"REUSE Specification 3.3, Copyright Notices",
     "https://reuse.software/spec-3.3/#copyright-notices"},
};

constexpr MessageText kMessages[] = {
    {"notice-removed",
     {.en = "{path} no longer holds the notice \"{notice}\".",
      .de = "{path} enthält den Vermerk „{notice}“ nicht mehr."}},
    {"license-removed",
     {.en = "{path} no longer says that it is under {license}.",
      .de = "{path} nennt die Lizenz {license} nicht mehr."}},
    {"header-removed",
     {.en = "{path} no longer holds the notice \"{notice}\" and the licence {license}.",
      .de = "{path} enthält den Vermerk „{notice}“ und die Lizenz {license} nicht mehr."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    {"no-base",
     {.en = "There is no earlier state to compare with.",
      .de = "Es gibt keinen früheren Stand, mit dem sich vergleichen ließe."}},
    {"no-files",
     {.en = "The change touches no file that stays.",
      .de = "Die Änderung betrifft keine Datei, die erhalten bleibt."}},
};

}  // namespace

constinit const RuleEntry kNoticeRemoved = {
    {.id = "license/notice-removed",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "A copyright or licence notice was removed",
               .de = "Urheber- oder Lizenzvermerk entfernt"},
     .why = {.en =
                 "Nearly every licence permits use on the condition that notices stay: kept, they "
                 "keep the permission.",
             .de = "Fast jede Lizenz erlaubt die Nutzung unter der Bedingung, dass die Vermerke "
                   "erhalten bleiben: Mit ihnen bleibt auch die Erlaubnis."},
     .fix = {.en =
                 "Restore the line, or move it to REUSE.toml or a `.license` file. If the content "
                 "it spoke about is gone, a word on that in the merge request is enough for a "
                 "waiver.",
             .de = "Zeile wiederherstellen oder in REUSE.toml oder eine `.license`-Datei "
                   "übernehmen. Ist der Inhalt, für den sie galt, nicht mehr enthalten, genügt ein "
                   "Satz dazu für eine Ausnahme."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::license
