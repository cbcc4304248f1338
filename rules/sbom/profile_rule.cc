// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/sbom/document_rule.h"
#include "rules/sbom/documents_of.h"
#include "rules/sbom/family.h"
#include "rules/sbom/generators.h"
#include "rules/sbom/manifests.h"
#include "rules/sbom/placed_messages.h"
#include "rules/sbom/profile.h"
#include "rules/sbom/profile_gap.h"
#include "rules/sbom/profile_messages.h"

namespace headwater::sbom {
namespace {

using State = RequirementResult::State;

constexpr std::string_view kPipelineFile = ".gitlab-ci.yml";
constexpr std::string_view kFormat = "format";
constexpr std::string_view kSerialisation = "serialisation";
constexpr std::string_view kSchema = "schema";

const RequirementResult* FindResult(const ProfileResult& profile, std::string_view id) {
  const auto found = std::find_if(
      profile.results.begin(), profile.results.end(),
      [id](const RequirementResult& result) { return result.requirement->id.view() == id; });
  return found == profile.results.end() ? nullptr : &*found;
}

/// Judges the project's SBOM.
class ProfileCheck {
 public:
  explicit ProfileCheck(const RuleContext& context) : context_(context), answer_(context) {}

  Result<RuleAnswer> Run() && {
    DocumentsSeen seen =
        TRY(VisitDocuments(context_, [this](const FoundDocument& found) { return Look(found); }));
    for (Unchecked& unchecked : seen.unchecked) answer_.AddUnchecked(std::move(unchecked));
    const bool might_be_elsewhere = seen.lacks == Lacks::kUnderWay ||
                                    (seen.lacks == Lacks::kArtifacts &&
                                     FindFile(context_.view.Files(), kPipelineFile) != nullptr);
    RuleAnswer answer = std::move(answer_).Finish({"no-sbom", {}});
    answer.lacks = seen.lacks;
    if (answer.verdict == Verdict::kNotApplicable && might_be_elsewhere) {
      answer.verdict = Verdict::kUnknown;
      answer.reason = Message{"not-visible", {}};
    }
    return answer;
  }

 private:
  /// All documents of the place count.
  bool Look(const FoundDocument& found) {
    if (!found.is_sbom()) return true;
    if (!context_.Covers(found.name)) return true;
    if (found.document().is != SbomDocument::Is::kSbom) {
      const Untrusted kind(found.document().kind);
      answer_.AddUnchecked(
          {.path = found.name, .why = {"not-judged", {{"path", found.name}, {"kind", kind}}}});
      return true;
    }
    answer_.CountJudged();
    const Bom& bom = *found.bom();
    // Whether it is valid is what sbom/valid says.
    const auto results =
        EvaluateProfiles(bom, context_.options.Choice("profile"), /*is_schema_valid=*/std::nullopt);
    Report(found, bom, results);
    return true;
  }

  /// A format that TR-03183-2 does not take cannot meet it: to ask such a document for everything
  /// else would only fail it twice, so the other standard's questions are asked.
  void Report(const FoundDocument& found, const Bom& bom,
              const std::vector<ProfileResult>& results) {
    const ProfileResult& first = results.front();
    const RequirementResult* format = FindResult(first, kFormat);
    const bool is_taken = format == nullptr || !format->is_gap();
    if (is_taken || results.size() == 1) return ReportAll(found, bom, first);
    ReportGap(found, bom, first, *format);
    ReportAll(found, bom, results.back());
  }

  void ReportAll(const FoundDocument& found, const Bom& bom, const ProfileResult& profile) {
    std::string undecided;
    for (const RequirementResult& result : profile.results) {
      if (result.is_gap()) ReportGap(found, bom, profile, result);
      const std::string_view id = result.requirement->id.view();
      if (result.state != State::kUndecided || id == kSchema) continue;
      undecided += (undecided.empty() ? "" : ", ") + std::string(id);
    }
    if (undecided.empty()) return;
    answer_.AddUnchecked({.path = found.name,
                          .why = {"no-place",
                                  {{"path", found.name},
                                   {"kind", Untrusted(found.document().kind)},
                                   {"requirements", Untrusted(undecided)},
                                   {"source", SourceOf(profile, "")}}}});
  }

  void ReportGap(const FoundDocument& found, const Bom& bom, const ProfileResult& profile,
                 const RequirementResult& result) {
    const Requirement& requirement = *result.requirement;
    const std::string_view id = requirement.id.view();
    const ComponentIndex first = result.places.front();
    const NodeIndex place =
        first == kNoComponent ? found.document().root : bom.components[first].node;
    Finding finding = FindingAt(found, place, GapMessage(found.name, bom, profile, result));
    // Generators write a form that is taken.
    if (id == kFormat || id == kSerialisation) {
      finding.fix = GeneratorFix(ManifestsByDepth(context_.view.Files()));
    }
    finding.evidence = Untrusted(std::string(NameOf(profile.profile)) + " " + std::string(id));
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return ProfileCheck(context).Run(); }

constexpr Literal kProfiles[] = {"ntia", "auto", "bsi"};

constexpr OptionInfo kOptions[] = {
    {.name = "profile",
     .type = OptionType::kChoice,
     .stricter = Stricter::kHigher,
     .doc = "Which standard is asked: bsi is TR-03183-2 in the version that the document's date "
            "calls for, ntia the minimum elements of 2021, auto the former, and for formats that "
            "it does not take the latter.",
     .default_value = "auto",
     .choices = kProfiles},
    kIgnoreOption,
    kPipelineOption,
};

constexpr Source kSources[] = {
    {"BSI TR-03183-2 v2.1.0, sections 3.2, 4, 5.2, 6.1, 7 and 8.2",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
    {"BSI TR-03183-2 v2.0.0, sections 4, 5.2, 5.3 and 7",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2-2_0_0.pdf"},
    {"BSI TR-03183-2 v1.1, sections 4, 5.2 and 5.3",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2.pdf"},
    {"NTIA, The Minimum Elements For a Software Bill of Materials, Data Fields",
     "https://www.ntia.doc.gov/files/ntia/publications/sbom_minimum_elements_report.pdf"},
};

constexpr std::array kOwnMessages = {
    MessageText{
        "no-place",
        {.en = "{kind} has no place for some of what is asked, so {path} cannot say it: "
               "{requirements}. {source}",
         .de = "{kind} hat für einen Teil der Angaben keinen Platz, deshalb kann {path} sie nicht "
               "enthalten: {requirements}. {source}"}},
    MessageText{
        "no-sbom",
        {.en = "There is no SBOM to look into; sbom/present says so.",
         .de =
             "Es gibt keine Stückliste (SBOM), in die sich sehen ließe; das meldet sbom/present."}},
    MessageText{"not-judged",
                {.en = "What {path} says is not judged: {kind}.",
                 .de = "Der Inhalt von {path} wird nicht beurteilt: {kind}."}},
    MessageText{
        "not-visible",
        {.en =
             "The project has no SBOM of its own, and what its pipeline makes cannot be seen from "
             "here yet.",
         .de =
             "Das Projekt enthält keine Stückliste (SBOM), und was seine Pipeline erzeugt, ist von "
             "hier aus noch nicht zu sehen."}},
};

constexpr auto kMessages = JoinedMessages(kOwnMessages, kGapMessages, kPlaceMessages);

}  // namespace

constinit const RuleEntry kProfile = {
    {.id = "sbom/profile",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Parts list (SBOM) lacks information",
               .de = "In der Stückliste (SBOM) fehlen Angaben"},
     .why = {.en = "With these facts others find out whether a vulnerability concerns them, and "
                   "whom they can ask.",
             .de = "Mit diesen Angaben lässt sich feststellen, ob eine Sicherheitslücke jemanden "
                   "betrifft und wer dazu Auskunft gibt."},
     .fix = {.en = "Set the options of the SBOM's generator that write these facts, or add them in "
                   "a step behind it. What no generator knows can wait: a gap holds nothing up.",
             .de = "Die Einstellungen des Generators ergänzen, die diese Angaben schreiben, oder "
                   "sie in einem Schritt danach hinzufügen. Was kein Generator kennt, hat Zeit: "
                   "Eine Lücke hält nichts auf."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
