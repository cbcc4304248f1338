// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/allowance.h"
#include "rules/common/messages.h"
#include "rules/sbom/component_label.h"
#include "rules/sbom/component_licenses.h"
#include "rules/sbom/document_rule.h"
#include "rules/sbom/documents_of.h"
#include "rules/sbom/family.h"
#include "rules/sbom/new_components.h"
#include "rules/sbom/placed_messages.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

/// Components that the same sentence is said about.
struct Group {
  uint64_t count = 0;
  std::string examples;
  NodeIndex first = kNoNode;
  bool is_advisory = true;

  void Add(const Bom& bom, ComponentIndex component, bool advisory) {
    constexpr uint64_t kMaxExamples = 3;
    if (count == 0) first = bom.components[component].node;
    if (count < kMaxExamples) {
      examples += (count == 0 ? "" : ", ") + LabelOf(bom, component);
    }
    ++count;
    is_advisory = is_advisory && advisory;
  }
};

/// By message and licence.
using Groups = std::map<std::pair<std::string, std::string>, Group>;

/// What is said of a licence; nothing for those that hold nobody up: a component under a recognised
/// licence that the platform has not reviewed is used everywhere.
std::optional<std::string> KeyOf(const Judgement& judgement) {
  switch (judgement.standing) {
    case ListClass::kRejected:
      return judgement.by_policy ? "rejected-here" : "rejected";
    case ListClass::kUnlisted:
      return "unlisted";
    case ListClass::kReview:
      return "review";
    case ListClass::kUnknown:
    case ListClass::kAskPlatform:
    case ListClass::kSimilar:
    case ListClass::kApproved:
      break;
  }
  return std::nullopt;
}

/// Judges what a change adds to the SBOMs of the tree; where the project's SBOM is made elsewhere,
/// what the project uses.
class AllowedCheck {
 public:
  AllowedCheck(const RuleContext& context, Allowance allowance)
      : context_(context), allowance_(std::move(allowance)), answer_(context) {}

  Result<RuleAnswer> Run() && {
    const DocumentsSeen seen = TRY(VisitDocuments(context_, [this](const FoundDocument& found) {
      status_ = Look(found);
      return status_.ok();
    }));
    TRY(std::move(status_));
    for (const Unchecked& unchecked : seen.unchecked) {
      const bool is_touched = IsTouched(unchecked.path);
      is_touched_ = is_touched_ || is_touched;
      const bool is_artifact = FindFile(context_.view.Files(), unchecked.path.bytes()) == nullptr;
      if (is_touched || is_artifact) answer_.AddUnchecked(unchecked);
    }
    RuleAnswer answer = std::move(answer_).Finish({"untouched", {}});
    if (!is_touched_) answer.subject = Subject::kProject;
    answer.lacks = seen.lacks;
    return answer;
  }

 private:
  bool IsWhole() const { return context_.change.scope == ChangeScope::kAll; }

  bool IsTouched(const Untrusted& path) const {
    const auto& files = context_.change.files;
    const auto at = std::lower_bound(
        files.begin(), files.end(), path,
        [](const ChangedFile& file, const Untrusted& wanted) { return file.path < wanted; });
    return at != files.end() && at->path == path && context_.Covers(path);
  }

  Status Look(const FoundDocument& found) {
    if (found.place == SbomPlace::kTree) {
      if (!IsTouched(found.name)) return Ok{};
      is_touched_ = true;
      TRY(ReadBefore());
    } else {
      // Of another commit it says nothing about this one.
      if (!found.of_head || !context_.Covers(found.name)) return Ok{};
      is_old_unknown_ = !IsWhole();
    }
    Judge(found);
    return Ok{};
  }

  /// A first SBOM lists what was used before it: nothing in it is known to be new. Done once.
  Status ReadBefore() {
    if (IsWhole() || std::exchange(has_read_before_, true)) return Ok{};
    GitView* before = TRY(context_.before());
    const DocumentsSeen seen = TRY(VisitTree(context_, *before, [this](const auto& found) {
      const Is is = found.document().is;
      if (is == Is::kSbom) known_.Add(*found.bom());
      const bool may_be_one = is == Is::kBroken || is == Is::kUnread;
      if (may_be_one && !unread_before_) unread_before_ = found.name;
      return true;
    }));
    if (!seen.unchecked.empty()) unread_before_ = seen.unchecked.front().path;
    is_old_unknown_ = seen.sboms == 0 || unread_before_.has_value();
    return Ok{};
  }

  void Judge(const FoundDocument& found) {
    const SbomDocument& document = found.document();
    if (document.is == Is::kSbom) return JudgeDocument(found);
    if (document.is == Is::kUnread) {
      answer_.AddUnchecked(
          {.path = found.name,
           .why = {"not-judged", {{"path", found.name}, {"kind", Untrusted(document.kind)}}}});
    } else if (document.is == Is::kBroken) {
      answer_.AddUnchecked(
          {.path = found.name,
           .why = {"unreadable",
                   {{"path", found.name}, {"problem", Untrusted(document.problem)}}}});
    }
  }

  void JudgeDocument(const FoundDocument& found) {
    const Bom& bom = *found.bom();
    ComponentAllowance allowance(allowance_);
    Groups findings;
    Groups unclear;
    answer_.CountJudged();
    for (const ComponentIndex component : known_.NewIn(bom)) {
      const auto licenses = LicensesInForce(bom, component);
      if (licenses.empty()) unclear[{"unstated", ""}].Add(bom, component, /*advisory=*/true);
      const bool is_understood = JudgeComponent(bom, component, licenses, allowance, findings);
      if (!is_understood) unclear[{"not-understood", ""}].Add(bom, component, /*advisory=*/true);
    }
    Report(found, findings, unclear);
  }

  /// False when a licence is not understood. Several entries hold together, unless they were meant
  /// as a choice, which no format says: where one of them is fine, a person looks.
  static bool JudgeComponent(const Bom& bom, ComponentIndex component,
                             const std::vector<BomLicense>& licenses, ComponentAllowance& allowance,
                             Groups& findings) {
    std::optional<Judgement> worst;
    bool is_one_fine = false;
    bool is_understood = true;
    for (const BomLicense& license : licenses) {
      const auto& judgement = allowance.Of(license);
      is_understood = is_understood && judgement.has_value();
      if (!judgement) continue;
      is_one_fine = is_one_fine || !KeyOf(*judgement);
      if (!worst || judgement->standing < worst->standing) worst = judgement;
    }
    const auto key = worst ? KeyOf(*worst) : std::nullopt;
    if (!key) return is_understood;
    const bool is_rejected = worst->standing == ListClass::kRejected;
    findings[{*key, worst->license}].Add(bom, component, !is_rejected || is_one_fine);
    return is_understood;
  }

  void Report(const FoundDocument& found, const Groups& findings, const Groups& unclear) {
    bool is_softened = false;
    for (const auto& [about, group] : findings) {
      const auto& [key, license] = about;
      Finding finding = FindingAt(found, group.first, {key, ArgsOf(found, group)});
      finding.message.args.emplace_back("license", Untrusted(license));
      finding.evidence = Untrusted(license);
      finding.advisory = group.is_advisory || is_old_unknown_;
      is_softened = is_softened || (is_old_unknown_ && !group.is_advisory);
      answer_.Add(std::move(finding));
    }
    for (const auto& [about, group] : unclear) {
      answer_.AddUnchecked(
          {.path = found.name, .why = {about.first, ArgsOf(found, group)}, .advisory = true});
    }
    if (!is_softened || !unread_before_) return;
    answer_.AddUnchecked(
        {.path = *unread_before_, .why = {"before-unread", {{"path", *unread_before_}}}});
  }

  static std::vector<std::pair<std::string, Untrusted>> ArgsOf(const FoundDocument& found,
                                                               const Group& group) {
    return {{"path", found.name},
            {"count", Untrusted(std::to_string(group.count))},
            {"examples", Untrusted(group.examples)}};
  }

  const RuleContext& context_;
  Allowance allowance_;
  AnswerBuilder answer_;
  KnownComponents known_;
  std::optional<Untrusted> unread_before_;
  Status status_ = Ok{};
  bool has_read_before_ = false;
  bool is_touched_ = false;      ///< The answer is about the change.
  bool is_old_unknown_ = false;  ///< What was there before cannot be told from what is new.
};

Result<RuleAnswer> Check(const RuleContext& context) {
  return AllowedCheck(context, TRY(Allowance::Make(context.options))).Run();
}

constexpr OptionInfo kOptions[] = {kListOption, kAlsoAllowedOption, kNotAllowedOption,
                                   kIgnoreOption, kPipelineOption};

constexpr Source kSources[] = {
    {"Open CoDE, Lizenzcompliance: list and negative list",
     "https://wikijs.opencode.de/de/Hilfestellungen_und_Richtlinien/Lizenzcompliance"},
    {"SPDX specification 2.3, Annex D: licence expressions",
     "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/"},
    {"BSI TR-03183-2 v2.1.0, sections 5.2 and 6.1 (original, distribution, effective licence)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
};

constexpr std::array kOwnMessages = {
    MessageText{"rejected",
                {.en = "{path}: new components under `{license}`, which is on Open CoDE's negative "
                       "list: {count} ({examples}).",
                 .de = "{path}: neue Komponenten unter `{license}`, die auf der Negativliste von "
                       "Open CoDE steht: {count} ({examples})."}},
    MessageText{"rejected-here",
                {.en = "{path}: new components under `{license}`, which this platform's policy "
                       "excludes: {count} ({examples}).",
                 .de = "{path}: neue Komponenten unter `{license}`, die das Regelwerk dieser "
                       "Plattform ausschließt: {count} ({examples})."}},
    MessageText{
        "unlisted",
        {.en = "{path}: new components under `{license}`, which is neither on Open CoDE's "
               "list nor recognised as open source: {count} ({examples}).",
         .de = "{path}: neue Komponenten unter `{license}`, die weder auf der Liste von "
               "Open CoDE steht noch als Open Source anerkannt ist: {count} ({examples})."}},
    MessageText{"review",
                {.en = "{path}: new components under terms of their own (`{license}`), which only "
                       "a person can judge: {count} ({examples}).",
                 .de = "{path}: neue Komponenten unter eigenen Bedingungen (`{license}`), die nur "
                       "ein Mensch beurteilen kann: {count} ({examples})."}},
    MessageText{"unstated",
                {.en = "{path}: new components without a licence: {count} ({examples}).",
                 .de = "{path}: neue Komponenten ohne Lizenzangabe: {count} ({examples})."}},
    MessageText{"not-understood",
                {.en = "{path}: new components whose licence names none of the SPDX list: {count} "
                       "({examples}).",
                 .de = "{path}: neue Komponenten, deren Lizenzangabe keine der SPDX-Liste nennt: "
                       "{count} ({examples})."}},
    MessageText{"before-unread",
                {.en = "{path} could not be read as it was before the change, so it is not known "
                       "which components are new.",
                 .de = "{path} war im Stand vor der Änderung nicht lesbar; welche Komponenten neu "
                       "sind, ist deshalb nicht bekannt."}},
    MessageText{"not-judged",
                {.en = "What {path} says is not judged: {kind}.",
                 .de = "Der Inhalt von {path} wird nicht beurteilt: {kind}."}},
    MessageText{"untouched",
                {.en = "The change touches no SBOM of the repository, so it is not known here "
                       "which components it adds.",
                 .de = "Die Änderung berührt keine Stückliste (SBOM) des Repositorys; welche "
                       "Komponenten sie hinzufügt, ist hier deshalb nicht bekannt."}},
};

constexpr auto kMessages = JoinedMessages(kOwnMessages, kPlaceMessages);

}  // namespace

constinit const RuleEntry kLicensesAllowed = {
    {.id = "sbom/licenses-allowed",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "New component under a licence not allowed",
               .de = "Neue Komponente unter nicht zugelassener Lizenz"},
     .why = {.en = "What a project builds on decides under which terms others may use it as a "
                   "whole.",
             .de = "Worauf ein Projekt aufbaut, bestimmt, unter welchen Bedingungen andere es als "
                   "Ganzes nutzen dürfen."},
     .fix =
         {.en =
              "Choose a component under another licence, obtain this one under another, or correct "
              "the SBOM where it names the wrong one. For special cases a waiver can be requested.",
          .de = "Eine Komponente unter anderer Lizenz wählen, diese unter einer anderen beziehen "
                "oder die Stückliste berichtigen, wenn sie die falsche nennt. Für Sonderfälle "
                "lässt sich eine Ausnahme anfragen."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
