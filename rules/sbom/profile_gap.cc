// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile_gap.h"

#include <algorithm>
#include <string>
#include <vector>

#include "rules/sbom/component_label.h"
#include "rules/sbom/profile_messages.h"

namespace headwater::sbom {
namespace {

constexpr std::string_view kDistributionLicense = "distribution-licence";

std::string Names(const Bom& bom, const std::vector<ComponentIndex>& components) {
  constexpr size_t kMaxNames = 3;
  std::string names;
  for (size_t i = 0; i < std::min(components.size(), kMaxNames); ++i) {
    if (i > 0) names += ", ";
    names += LabelOf(bom, components[i]);
  }
  return names;
}

std::string KeyOf(const SbomDocument& document, std::string_view id) {
  const bool one_expression =
      document.format == SbomFormat::kCycloneDx && document.version == "1.6";
  return id == kDistributionLicense && one_expression ? "distribution-licence-1.6"
                                                      : std::string(id);
}

}  // namespace

Untrusted SourceOf(const ProfileResult& profile, std::string_view section) {
  std::string source(TitleOf(profile.profile));
  if (!section.empty()) source += ", " + std::string(section);
  return Untrusted(source);
}

Message GapMessage(const Untrusted& path, const Bom& bom, const ProfileResult& profile,
                   const RequirementResult& result) {
  const Requirement& requirement = *result.requirement;
  Message message{KeyOf(*bom.document, requirement.id.view()),
                  {{"path", path}, {"source", SourceOf(profile, requirement.section.view())}}};
  if (requirement.classes == 0) {
    message.args.emplace_back("kind", Untrusted(bom.document->kind));
  } else {
    message.args.emplace_back("missing", Untrusted(std::to_string(result.missing)));
    message.args.emplace_back("asked", Untrusted(std::to_string(result.asked)));
    message.args.emplace_back("examples", Untrusted(Names(bom, result.places)));
  }
  return message;
}

Text GapText(std::string_view key) {
  const auto found =
      std::find_if(kGapMessages.begin(), kGapMessages.end(),
                   [key](const MessageText& text) { return text.key.view() == key; });
  return found == kGapMessages.end() ? Text() : found->text;
}

}  // namespace headwater::sbom
