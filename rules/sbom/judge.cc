// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/sbom.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>
#include <utility>

#include "rules/sbom/kind_messages.h"
#include "rules/sbom/profile.h"
#include "rules/sbom/profile_gap.h"
#include "rules/sbom/schema/messages.h"
#include "rules/sbom/soundness_messages.h"
#include "rules/sbom/validate.h"

namespace headwater {
namespace {

using sbom::Fault;
using sbom::SbomDocument;
using sbom::SbomFormat;
using State = SbomAnswer::State;

Text TextOf(std::string_view key) {
  for (const std::span<const MessageText> catalogue :
       {std::span<const MessageText>(sbom::kKindMessages),
        std::span<const MessageText>(sbom::schema::kMessages),
        std::span<const MessageText>(sbom::kSoundnessMessages),
        std::span<const MessageText>(sbom::kPurlErrorMessages),
        std::span<const MessageText>(sbom::kPurlWarningMessages)}) {
    const auto found =
        std::find_if(catalogue.begin(), catalogue.end(),
                     [key](const MessageText& message) { return message.key.view() == key; });
    if (found != catalogue.end()) return found->text;
  }
  return {};
}

Literal NameOf(SbomFormat format) {
  if (format == SbomFormat::kNone) return "";
  return format == SbomFormat::kCycloneDx ? Literal("CycloneDX") : Literal("SPDX");
}

/// Takes a number and a colon off the beginning.
bool TakeNumber(std::string_view& text, uint32_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr == text.data() + text.size() || *read.ptr != ':') {
    return false;
  }
  text.remove_prefix(static_cast<size_t>(read.ptr - text.data()) + 1);
  return true;
}

/// What the readers say: `line:column: sentence`.
SbomProblem SyntaxProblem(const SbomDocument& document) {
  SbomProblem problem{.check = "syntax", .text = {}, .message = {}, .pointer = {}};
  problem.message = sbom::WhyNotJudged(document);
  problem.text = TextOf(problem.message.key);
  std::string_view rest = document.problem;
  const bool has_place = TakeNumber(rest, problem.line) && TakeNumber(rest, problem.column);
  if (!has_place || !rest.starts_with(' ')) {
    problem.line = problem.column = 0;
    return problem;
  }
  rest.remove_prefix(1);
  problem.message.args = {{"problem", Untrusted(std::string(rest))}};
  return problem;
}

void AddReason(const SbomDocument& document, SbomAnswer& answer) {
  answer.state = sbom::IsUnchecked(document) ? State::kUnchecked : State::kInvalid;
  if (!document.problem.empty()) {
    answer.errors.push_back(SyntaxProblem(document));
    return;
  }
  Message message = sbom::WhyNotJudged(document);
  const Text text = TextOf(message.key);
  answer.errors.push_back(
      {.check = "kind", .text = text, .message = std::move(message), .pointer = {}});
}

void AddFaults(const SbomDocument& document, sbom::Validity validity, SbomAnswer& answer) {
  answer.state = validity.has_errors() ? State::kInvalid : State::kValid;
  answer.more_errors = validity.more_errors;
  answer.more_warnings = validity.more_warnings;
  sbom::Pointers pointers(*document.tree);
  for (Fault& fault : validity.faults) {
    const bool is_error = fault.problem.weight == sbom::Problem::Weight::kError;
    const auto place = document.tree->PlaceOf(fault.problem.node);
    const Literal check =
        fault.check == Fault::Check::kSchema ? Literal("schema") : Literal("content");
    const Text text = TextOf(fault.problem.message.key);
    (is_error ? answer.errors : answer.warnings)
        .push_back({.check = check,
                    .text = text,
                    .message = std::move(fault.problem.message),
                    .line = place.line,
                    .column = place.column,
                    .pointer = Untrusted(pointers.Of(fault.problem.node))});
  }
}

/// `number` of the components, or the document itself.
SbomRequirement RequirementOf(const sbom::RequirementResult& result, uint64_t number) {
  SbomRequirement answer;
  answer.requirement = result.requirement->id;
  answer.section = result.requirement->section;
  if (result.requirement->classes == 0) return answer;
  answer.components = number;
  answer.asked = result.asked;
  return answer;
}

SbomProfileAnswer AnswerOf(const sbom::Bom& bom, const sbom::ProfileResult& profile) {
  using Result = sbom::RequirementResult::State;
  SbomProfileAnswer answer;
  answer.profile = Untrusted(std::string(sbom::NameOf(profile.profile)));
  answer.title = Untrusted(std::string(sbom::TitleOf(profile.profile)));
  for (const sbom::RequirementResult& result : profile.results) {
    if (result.state == Result::kMet) ++answer.met;
    if (result.is_gap()) {
      answer.missing.push_back(RequirementOf(result, result.missing));
      SbomRequirement& missing = answer.missing.back();
      missing.message = sbom::GapMessage(Untrusted("SBOM"), bom, profile, result);
      missing.text = sbom::GapText(missing.message.key);
    }
    if (result.state == Result::kUndecided) {
      answer.undecided.push_back(RequirementOf(result, result.undecided));
    }
  }
  return answer;
}

SbomAnswer Judge(const SbomDocument& document, const SbomQuestion& question) {
  SbomAnswer answer;
  answer.member = Untrusted(document.member);
  answer.format = NameOf(document.format);
  answer.version = Untrusted(document.version);
  answer.wrapper = Untrusted(document.wrapper);
  if (document.format != SbomFormat::kNone) {
    answer.serialisation = Untrusted(std::string(sbom::NameOf(document.serialisation)));
  }
  if (document.is != SbomDocument::Is::kSbom) {
    AddReason(document, answer);
    return answer;
  }
  const sbom::Bom bom = sbom::ReadBom(document);
  answer.components = bom.components.size();
  sbom::Validity validity = sbom::Validate(document, bom, question.as_of);
  for (const auto& profile :
       sbom::EvaluateProfiles(bom, question.profile, validity.fits_schema())) {
    answer.profiles.push_back(AnswerOf(bom, profile));
  }
  AddFaults(document, std::move(validity), answer);
  return answer;
}

}  // namespace

bool IsSbomProfile(std::string_view name) { return sbom::IsProfileChoice(name); }

std::vector<SbomAnswer> JudgeSbom(std::string bytes, const SbomQuestion& question) {
  std::vector<SbomAnswer> answers;
  for (const SbomDocument& document : sbom::ReadSbomDocuments(std::move(bytes))) {
    answers.push_back(Judge(document, question));
  }
  return answers;
}

SbomAnswer TooLargeSbom() {
  SbomDocument document;
  document.is = SbomDocument::Is::kTooLarge;
  document.problem = "The file is larger than what is read.";
  SbomAnswer answer;
  AddReason(document, answer);
  return answer;
}

}  // namespace headwater
