// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/license/family.h"
#include "rules/license/licensing.h"
#include "rules/license/licensing_messages.h"
#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

constexpr std::string_view kOnly = "-only";
constexpr std::string_view kOrLater = "-or-later";
// Files that an override of this change may speak for and that are read for it. Beyond, the answer
// is "could not check".
constexpr size_t kMaxOverridden = 2000;
constexpr std::string_view kRules = "REUSE.toml";

/// The licences that statements name, in canonical form.
class NamedSet {
 public:
  void Add(const std::vector<LicenseStatement>& statements) {
    for (const LicenseStatement& one : statements) {
      if (!one.expression) {
        unknown_ = true;
        continue;
      }
      for (std::string& id : NamedLicenses(Canonical(*one.expression))) {
        unknown_ |= id.find("LicenseRef-") != std::string::npos;
        ids_.insert(std::move(id));
      }
    }
  }

  /// True also when one of the licences is a reference: its text may be anything.
  bool Covers(const std::string& id) const {
    if (unknown_ || ids_.contains(id)) return true;
    // `or any later version` may stand where it was not seen; the other way round it was seen.
    return id.ends_with(kOnly) &&
           ids_.contains(id.substr(0, id.size() - kOnly.size()) + std::string(kOrLater));
  }

  bool CoversAny(const std::vector<std::string>& ids) const {
    return std::any_of(ids.begin(), ids.end(), [this](const auto& id) { return Covers(id); });
  }

  /// Each of them grants every freedom, as far as is known.
  bool AreAllOpen() const {
    return !unknown_ && std::all_of(ids_.begin(), ids_.end(), [](const std::string& id) {
      const SpdxLicense* license = FindSpdxLicense(id);
      return license == nullptr || license->is_osi_approved;
    });
  }

  const std::set<std::string>& ids() const { return ids_; }

 private:
  std::set<std::string> ids_;
  bool unknown_ = false;
};

bool Contains(LineRange outer, LineRange inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

std::string Tags(const std::vector<LicenseStatement>& statements) {
  std::string text;
  for (const LicenseStatement& one : statements) {
    if (!text.empty()) text += " AND ";
    text += one.text;
  }
  return text;
}

class ConflictCheck {
 public:
  explicit ConflictCheck(const RuleContext& context)
      : context_(context), licensing_(context.view.Shared<Licensing>()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    for (const ChangedFile& file : context_.change.files) {
      if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) continue;
      if (!IsOwn(file.origin) || !context_.Covers(file.path)) continue;
      const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
      if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
      TRY(JudgeFile(*entry, IsOld(file)));
      judged_.insert(file.path.bytes());
    }
    TRY(JudgeNewOverrides());
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  static bool IsOwn(const OriginMark& mark) {
    return !mark.confirmed || mark.origin == Origin::kOwn;
  }

  bool IsOld(const ChangedFile& file) const {
    if (context_.change.scope == ChangeScope::kAll) return false;
    return file.status != FileStatus::kAdded || !file.new_content;
  }

  Status JudgeFile(const FileEntry& entry, bool old) {
    const auto known = TRY(licensing_.Of(entry));
    const FileLicensing& licensing = *known;
    if (licensing.excluded) return Ok{};
    if (licensing.unchecked) {
      answer_.AddUnchecked({.path = entry.path, .why = *licensing.unchecked, .advisory = old});
      return Ok{};
    }
    if (licensing.licenses.empty()) return Ok{};
    if (!licensing.overridden_by.empty() || !licensing.side_car.empty()) {
      return JudgeReplaced(entry, licensing, old);
    }
    answer_.CountJudged();
    if (licensing.own_bytes) TRY(JudgeNotices(entry, licensing, old));
    return Ok{};
  }

  // The file's own prose against its tags.
  Status JudgeNotices(const FileEntry& entry, const FileLicensing& licensing, bool old) {
    NamedSet named;
    named.Add(licensing.licenses);
    const SourceText source = TRY(licensing_.TextOf(entry));
    bool was_named = false;
    for (const ProseNotice& notice : FindNoticesInSource(entry.path.bytes(), source.text)) {
      // What only resembles a text proves nothing, and what is nobody's contradicts nothing.
      if (!notice.is_exact || notice.ids.front().starts_with("LicenseRef-")) continue;
      if (named.CoversAny(notice.ids) || IsElsewhere(licensing, notice.lines)) continue;
      Finding finding;
      finding.message = {notice.is_text ? "text" : "notice",
                         {{"path", entry.path},
                          {"tag", Untrusted(Tags(licensing.licenses))},
                          {"found", Untrusted(notice.expression)}}};
      finding.path = entry.path;
      finding.lines = notice.lines;
      finding.evidence = Untrusted(notice.expression);
      finding.advisory = old;
      answer_.Add(std::move(finding));
      was_named = true;
    }
    if (!was_named && named.AreAllOpen()) AddRestricted(entry, licensing, source.text, old);
    return Ok{};
  }

  // A condition without a licence's name: `for non-commercial use only`.
  void AddRestricted(const FileEntry& entry, const FileLicensing& licensing, std::string_view text,
                     bool old) {
    const auto lines = ConditionInSource(entry.path.bytes(), text);
    if (!lines || IsElsewhere(licensing, *lines)) return;
    Finding finding;
    finding.message = {"restricted",
                       {{"path", entry.path}, {"tag", Untrusted(Tags(licensing.licenses))}}};
    finding.path = entry.path;
    finding.lines = *lines;
    finding.advisory = old;
    answer_.Add(std::move(finding));
  }

  // In a snippet or an ignore block, which do not speak for the file.
  static bool IsElsewhere(const FileLicensing& licensing, LineRange lines) {
    return std::any_of(licensing.snippets.begin(), licensing.snippets.end(),
                       [&](const Snippet& one) { return Contains(one.lines, lines); }) ||
           std::any_of(licensing.ignored.begin(), licensing.ignored.end(),
                       [&](LineRange one) { return Contains(one, lines); });
  }

  // The file's tags against those that replace them.
  Status JudgeReplaced(const FileEntry& entry, const FileLicensing& licensing, bool old) {
    BlobAnswer blob = TRY(context_.view.Read(entry));
    if (auto unread = WhyNotRead(entry, blob)) {
      answer_.AddUnchecked({.path = entry.path, .why = *unread, .advisory = old});
      return Ok{};
    }
    answer_.CountJudged();
    const SourceText text = DecodeSource(std::move(blob.bytes));
    const FileLicensing own = Licensing::OfText(entry.path.bytes(), text);
    NamedSet named;
    named.Add(licensing.licenses);
    NamedSet replaced;
    replaced.Add(own.licenses);
    const bool covered =
        std::all_of(replaced.ids().begin(), replaced.ids().end(),
                    [&](const std::string& id) { return named.ids().contains(id); });
    if (covered) return Ok{};
    const std::string& source =
        licensing.overridden_by.empty() ? licensing.side_car : licensing.overridden_by;
    const uint32_t line = own.licenses.front().place.line;
    Finding finding;
    finding.message = {"replaced",
                       {{"path", entry.path},
                        {"tag", Untrusted(Tags(own.licenses))},
                        {"source", Untrusted(source)},
                        {"found", Untrusted(Tags(licensing.licenses))}}};
    finding.path = entry.path;
    finding.lines = {line, line};
    finding.evidence = Untrusted(source);
    finding.advisory = old;
    answer_.Add(std::move(finding));
    return Ok{};
  }

  // An override that this change adds speaks for files that the change does not touch.
  Status JudgeNewOverrides() {
    std::set<std::string> changed;
    for (const ChangedFile& file : context_.change.files) {
      const std::string& path = file.path.bytes();
      const bool is_rules = path == kRules || path.ends_with("/" + std::string(kRules));
      if (is_rules && file.status != FileStatus::kDeleted) changed.insert(path);
    }
    if (changed.empty()) return Ok{};
    size_t read = 0;
    for (const FileEntry& entry : context_.view.Files()) {
      if (judged_.contains(entry.path.bytes()) || !context_.Covers(entry.path)) continue;
      const auto known = TRY(licensing_.Of(entry));
      if (!changed.contains(known->overridden_by)) continue;
      if (++read > kMaxOverridden) {
        answer_.AddUnchecked({.path = Untrusted(known->overridden_by),
                              .why = {"too-many", {{"source", Untrusted(known->overridden_by)}}}});
        return Ok{};
      }
      TRY(JudgeFile(entry, /*old=*/false));
    }
    return Ok{};
  }

  const RuleContext& context_;
  Licensing& licensing_;
  std::set<std::string> judged_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return ConflictCheck(context).Run(); }

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, REUSE.toml, precedence",
     "https://reuse.software/spec-3.3/#reusetoml"},
    {"SPDX License List matching guidelines",
     "https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/"},
};

constexpr MessageText kMessages[] = {
    {"text",
     {.en = "{path} is tagged `{tag}`, and its comments hold the text of `{found}`.",
      .de = "{path} nennt `{tag}`; in den Kommentaren steht jedoch der Text von `{found}`."}},
    {"notice",
     {.en = "{path} is tagged `{tag}`, and its comments grant `{found}`.",
      .de = "{path} nennt `{tag}`; die Kommentare räumen jedoch `{found}` ein."}},
    {"restricted",
     {.en = "{path} is tagged `{tag}`, and its comments name a condition that open licences do not "
            "have, such as no commercial use.",
      .de =
          "{path} nennt `{tag}`; die Kommentare nennen jedoch eine Bedingung, die offene Lizenzen "
          "nicht kennen, etwa keine gewerbliche Nutzung."}},
    {"replaced",
     {.en = "{path} says `{tag}` itself, and {source} replaces that by `{found}`.",
      .de = "{path} nennt selbst `{tag}`, {source} ersetzt das durch `{found}`."}},
    {"too-many",
     {.en = "{source} replaces the statements of more than 2,000 files; not all were compared.",
      .de = "{source} ersetzt die Angaben von mehr als 2.000 Dateien; nicht alle wurden "
            "verglichen."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    {"no-files",
     {.en = "The change touches no file that names a licence.",
      .de = "Die Änderung betrifft keine Datei, die eine Lizenz nennt."}},
};

}  // namespace

constinit const RuleEntry kTagTextConflict = {
    {.id = "license/tag-text-conflict",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Licence tag and licence text disagree",
               .de = "Lizenzangabe und Lizenztext widersprechen sich"},
     .why = {.en = "Programs believe the tag, people the text; when both say the same, nobody "
                   "overlooks a duty.",
             .de = "Programme glauben der Angabe, Menschen dem Text; sagen beide dasselbe, wird "
                   "keine Pflicht übersehen."},
     .fix = {.en =
                 "Check what applies. When parts of the file came with another licence, name both "
                 "in the tag, joined with `AND`; else remove what no longer applies.",
             .de = "Prüfen, was gilt. Stammen Teile der Datei von anderen, beide Lizenzen in der "
                   "Angabe mit `AND` verbinden; sonst entfernen, was nicht mehr gilt."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
