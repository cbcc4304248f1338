// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/schema.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "rules/sbom/schema/json_check.h"
#include "rules/sbom/schema/references.h"
#include "rules/sbom/schema/report.h"
#include "rules/sbom/schema/text_check.h"
#include "rules/sbom/schema/xml_check.h"

namespace headwater::sbom::schema {
namespace {

struct Version {
  SbomFormat format;
  std::string_view number;
};

/// In the order of SchemaId: first all but XML, then XML.
constexpr std::array kVersions = {
    Version{SbomFormat::kCycloneDx, "1.2"}, Version{SbomFormat::kCycloneDx, "1.3"},
    Version{SbomFormat::kCycloneDx, "1.4"}, Version{SbomFormat::kCycloneDx, "1.5"},
    Version{SbomFormat::kCycloneDx, "1.6"}, Version{SbomFormat::kCycloneDx, "1.7"},
    Version{SbomFormat::kSpdx2, "2.2"},     Version{SbomFormat::kSpdx2, "2.3"},
    Version{SbomFormat::kSpdx3, "3.0.1"},   Version{SbomFormat::kCycloneDx, "1.0"},
    Version{SbomFormat::kCycloneDx, "1.1"}, Version{SbomFormat::kCycloneDx, "1.2"},
    Version{SbomFormat::kCycloneDx, "1.3"}, Version{SbomFormat::kCycloneDx, "1.4"},
    Version{SbomFormat::kCycloneDx, "1.5"}, Version{SbomFormat::kCycloneDx, "1.6"},
    Version{SbomFormat::kCycloneDx, "1.7"},
};
constexpr auto kFirstXml = static_cast<size_t>(SchemaId::kCycloneDxXml10);

constexpr std::string_view kNameSpace = "http://cyclonedx.org/schema/bom/";

void CheckJson(const Tree& tree, NodeIndex root, uint16_t shape, Report& report) {
  JsonCheck(tree, report).Fits(shape, root);
  CheckDuplicateKeys(tree, root, report);
}

void CheckXml(const Tree& tree, std::string_view version, uint16_t element, Report& report) {
  const std::string name_space = std::string(kNameSpace) + std::string(version);
  if (tree.name_space() != name_space || tree.NameOf(0) != "bom") {
    // Of another kind of document every line would be a fault.
    report.Fail(0, "wrong-root",
                {{"value", Shortened(tree.NameOf(0)) + " {" + Shortened(tree.name_space()) + "}"},
                 {"expected", "bom {" + name_space + "}"}});
    return;
  }
  XmlCheck(tree, report).CheckElement(kTables.elements[element], /*has_default=*/false, 0);
}

}  // namespace

std::optional<SchemaId> FindSchema(SbomFormat format, std::string_view version,
                                   Serialisation serialisation) {
  if (serialisation == Serialisation::kRdf) return std::nullopt;
  const auto begin =
      kVersions.begin() + (serialisation == Serialisation::kXml ? std::ptrdiff_t{kFirstXml} : 0);
  const auto end =
      serialisation == Serialisation::kXml ? kVersions.end() : kVersions.begin() + kFirstXml;
  const auto found = std::find_if(begin, end, [&](const Version& one) {
    return one.format == format && one.number == version;
  });
  if (found == end) return std::nullopt;
  return static_cast<SchemaId>(found - kVersions.begin());
}

void ValidateSchema(const Tree& tree, NodeIndex root, SchemaId schema, const SpdxIdList& list,
                    Problems& problems) {
  Report report(tree, list, problems);
  const auto number = static_cast<size_t>(schema);
  if (number < kFirstXml) {
    CheckJson(tree, root, kTables.json_roots[number], report);
  } else {
    CheckXml(tree, kVersions[number].number, kTables.xml_roots[number - kFirstXml], report);
  }
  CheckReferences(tree, root, schema, report);
  report.Finish();
}

}  // namespace headwater::sbom::schema
