// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/sbom/document_rule.h"
#include "rules/sbom/family.h"
#include "rules/sbom/placed_messages.h"
#include "rules/sbom/soundness.h"
#include "rules/sbom/soundness_messages.h"

namespace headwater::sbom {
namespace {

/// Errors of package URLs are errors of the document: `sbom/valid` says them.
Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeDocuments(
      context, [](const FoundDocument& found, const Bom* bom, DocumentFindings& answer) -> Status {
        if (bom == nullptr) return Ok{};
        answer.is_judged = true;
        Soundness sound;
        CheckPurls(*bom, sound);
        auto& problems = sound.warnings.list;
        std::stable_sort(problems.begin(), problems.end(),
                         [](const Problem& a, const Problem& b) { return a.node < b.node; });
        FaultList faults(found, answer);
        for (Problem& problem : problems) faults.Add(std::move(problem), /*is_advisory=*/false);
        faults.Finish(sound.warnings.more);
        return Ok{};
      });
}

constexpr OptionInfo kOptions[] = {kIgnoreOption, kPipelineOption};

constexpr auto kMessages =
    JoinedMessages(kPlaceMessages, kDocumentRuleMessages, Placed<kPurlWarningMessages>());

constexpr Source kSources[] = {
    {"Package URL specification, types",
     "https://github.com/package-url/purl-spec/tree/main/types"},
    {"BSI TR-03183-2 v2.1.0, section 5.2.4 (other unique identifiers)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
};

}  // namespace

constinit const RuleEntry kIdentity = {
    {.id = "sbom/identity",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Parts list (SBOM) names components ambiguously",
               .de = "Stückliste (SBOM) benennt Komponenten ungenau"},
     .why = {.en = "A sound package URL (purl) lets a report of a vulnerability find every project "
                   "that uses the package.",
             .de = "Mit einer richtigen Paketadresse (purl) findet die Meldung einer "
                   "Sicherheitslücke jedes Projekt, das das Paket verwendet."},
     .fix = {.en = "Generate the file anew with a current version of the generator; the command "
                   "given writes CycloneDX 1.6 as JSON.",
             .de = "Datei mit einer aktuellen Fassung des Werkzeugs neu erzeugen; der genannte "
                   "Befehl schreibt CycloneDX 1.6 als JSON."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
