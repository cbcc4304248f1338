// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "headwater/date.h"
#include "rules/sbom/profile_facts.h"

namespace headwater::sbom {
namespace {

using Fact = ProfileFact;

/// Number by number: 1.10 is later than 1.9. Missing numbers are 0.
using Version = std::array<uint32_t, 3>;

Version VersionOf(std::string_view text) {
  Version version{};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (uint32_t& number : version) {
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') break;
    at = read.ptr + 1;
  }
  return version;
}

/// The first versions that an edition of TR-03183-2 takes: its section 4. SPDX 2.2.1 and 2.2.2
/// write 2.2 into their documents.
struct FormatDuty {
  Fact fact;
  Version cyclone_dx;
  Version spdx;
};
constexpr std::array<FormatDuty, 3> kFormats = {{
    {Fact::kFormatBsi11, {1, 4, 0}, {2, 3, 0}},
    {Fact::kFormatBsi20, {1, 5, 0}, {2, 2, 0}},
    {Fact::kFormatBsi21, {1, 6, 0}, {3, 0, 1}},
}};

void AddFormat(const SbomDocument& document, KnownFacts& known) {
  const Version version = VersionOf(document.version);
  for (const FormatDuty& duty : kFormats) {
    const bool is_cyclone_dx = document.format == SbomFormat::kCycloneDx;
    if (version >= (is_cyclone_dx ? duty.cyclone_dx : duty.spdx)) known.Give(duty.fact);
  }
  switch (document.serialisation) {
    case Serialisation::kJson:
    case Serialisation::kJsonLd:
    case Serialisation::kXml:
    case Serialisation::kRdf:
      known.Give(Fact::kJsonOrXml);
      break;
    case Serialisation::kYaml:
    case Serialisation::kTagValue:
      break;
  }
}

void AddMakers(const Bom& bom, KnownFacts& known) {
  for (const BomParty& party : bom.parties.Of(kNoComponent)) {
    const bool has_name = !party.name.text.empty() && party.name.text != "NOASSERTION";
    if (has_name || IsAddress(party.email.text)) known.Give(Fact::kSbomAuthor);
    if (IsReachable(party)) known.Give(Fact::kSbomCreator);
  }
}

/// A day, and a time of that day: `2026-05-01T10:00`.
bool IsTimestamp(std::string_view text) {
  constexpr size_t kDayBytes = 10;
  constexpr size_t kMinuteBytes = 16;
  return text.size() >= kMinuteBytes && ParseDate(text.substr(0, kDayBytes)) &&
         (text[kDayBytes] == 'T' || text[kDayBytes] == 't');
}

/// CycloneDX and SPDX 3 have a word for it, SPDX 2 a custom: `SBOM Type: Build`.
bool IsBuild(std::string_view lifecycle) {
  std::string lower(lifecycle.substr(0, std::string_view("sbom type: build").size()));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower == "build" || lower == "sbom type: build";
}

/// Some component is needed by or part of another, or there is only one.
bool HasRelationships(const Bom& bom) {
  const auto is_part = [](const BomComponent& component) {
    return component.type != ComponentType::kService;
  };
  const auto is_nested = [](const BomComponent& component) {
    return component.parent != kNoComponent;
  };
  return !bom.edges.empty() ||
         std::any_of(bom.components.begin(), bom.components.end(), is_nested) ||
         std::count_if(bom.components.begin(), bom.components.end(), is_part) <= 1;
}

/// SPDX 2 tells a vulnerability from other notes by a word that its schema does not define.
bool HasAdvisory(const Bom& bom) {
  const auto& references = bom.references.all();
  return bom.document->format == SbomFormat::kSpdx2 &&
         std::any_of(references.begin(), references.end(), [](const BomReference& reference) {
           return reference.type.text == "advisory" || reference.type.text == "fix";
         });
}

}  // namespace

KnownFacts DocumentFacts(const Bom& bom, std::optional<bool> is_schema_valid) {
  KnownFacts known;
  AddFormat(*bom.document, known);
  AddMakers(bom, known);
  if (!is_schema_valid) known.Doubt(Fact::kSchemaValid);
  if (is_schema_valid.value_or(false)) known.Give(Fact::kSchemaValid);
  if (IsTimestamp(bom.timestamp.text)) known.Give(Fact::kTimestamp);
  if (!bom.serial.text.empty()) known.Give(Fact::kSbomUri);
  if (std::any_of(bom.lifecycles.begin(), bom.lifecycles.end(),
                  [](const BomText& lifecycle) { return IsBuild(lifecycle.text); })) {
    known.Give(Fact::kBuildInformation);
  }
  if (HasRelationships(bom)) known.Give(Fact::kRelationships);
  if (!bom.vulnerabilities.empty()) known.Give(Fact::kVulnerabilities);
  if (HasAdvisory(bom)) known.Doubt(Fact::kVulnerabilities);
  return known;
}

}  // namespace headwater::sbom
