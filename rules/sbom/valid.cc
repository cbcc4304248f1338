// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/sbom/document_rule.h"
#include "rules/sbom/family.h"
#include "rules/sbom/kind_messages.h"
#include "rules/sbom/placed_messages.h"
#include "rules/sbom/schema/messages.h"
#include "rules/sbom/soundness_messages.h"
#include "rules/sbom/validate.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

/// The line of `line:column: sentence`; 0: there is none.
uint32_t LineOf(std::string_view problem) {
  uint32_t line = 0;
  const auto read = std::from_chars(problem.data(), problem.data() + problem.size(), line);
  const bool is_place =
      read.ec == std::errc() && read.ptr != problem.data() + problem.size() && *read.ptr == ':';
  return is_place ? line : 0;
}

/// What claims to be an SBOM and is not read.
void JudgeUnread(const FoundDocument& found, DocumentFindings& answer) {
  const SbomDocument& document = found.document();
  const bool is_unpublished =
      document.is == Is::kOtherKind && (document.hint == "draft" || document.hint == "version");
  if (document.is == Is::kBroken || is_unpublished) {
    answer.is_judged = true;
    Finding finding = FindingAt(found, kNoNode, WhyNotJudged(document));
    const uint32_t line = LineOf(document.problem);
    finding.lines = {line, line};
    answer.findings.push_back(std::move(finding));
  } else if (document.is == Is::kUnread) {
    answer.unchecked.push_back(
        {.path = found.name, .why = WhyNotJudged(document), .advisory = false});
  }
}

Result<RuleAnswer> Check(const RuleContext& context) {
  const bool with_warnings = context.options.Bool("warnings");
  return JudgeDocuments(
      context, [&](const FoundDocument& found, const Bom* bom, DocumentFindings& answer) -> Status {
        if (bom == nullptr) {
          JudgeUnread(found, answer);
          return Ok{};
        }
        answer.is_judged = true;
        Validity validity = Validate(found.document(), *bom, context.as_of);
        FaultList faults(found, answer);
        for (Fault& fault : validity.faults) {
          const bool is_warning = fault.problem.weight == Problem::Weight::kWarning;
          if (!is_warning || with_warnings) faults.Add(std::move(fault.problem), is_warning);
        }
        faults.Finish(validity.more_errors);
        return Ok{};
      });
}

constexpr OptionInfo kOptions[] = {
    kIgnoreOption,
    kPipelineOption,
    {.name = "warnings",
     .type = OptionType::kBool,
     .stricter = Stricter::kHigher,
     .doc = "Whether what is allowed and most likely not meant is shown too.",
     .default_value = "false"},
};

constexpr auto kMessages = JoinedMessages(
    kPlaceMessages, kDocumentRuleMessages, kKindMessages, Placed<schema::kMessages>(),
    Placed<kSoundnessMessages>(), Placed<kPurlErrorMessages>(), Placed<kPurlWarningMessages>());

constexpr Source kSources[] = {
    {"CycloneDX specification 1.6", "https://cyclonedx.org/docs/1.6/json/"},
    {"SPDX specification 2.3", "https://spdx.github.io/spdx-spec/v2.3/"},
    {"SPDX specification 3.0.1", "https://spdx.github.io/spdx-spec/v3.0.1/"},
    {"Package URL specification", "https://github.com/package-url/purl-spec"},
    {"BSI TR-03183-2 v2.1.0, section 4 (SBOM formats)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
};

}  // namespace

constinit const RuleEntry kValid = {
    {.id = "sbom/valid",
     .subject = Subject::kProject,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Parts list (SBOM) contains errors", .de = "Stückliste (SBOM) enthält Fehler"},
     .why = {.en = "Without them other programs can read the file in full; in this state they "
                   "reject it or miss parts of it.",
             .de =
                 "Ohne sie können andere Programme die Datei ganz lesen; in diesem Zustand lehnen "
                 "sie sie ab oder lesen sie unvollständig."},
     .fix = {.en =
                 "Generate the file anew, most often with the command given; CycloneDX 1.6 as "
                 "JSON is understood everywhere. `headwater sbom validate FILE` lists all errors.",
             .de = "Datei neu erzeugen, meist genügt der genannte Befehl; CycloneDX 1.6 als JSON "
                   "wird überall verstanden. `headwater sbom validate DATEI` nennt alle Fehler."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
