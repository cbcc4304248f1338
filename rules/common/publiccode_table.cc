// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/publiccode_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/common/publiccode_lists.h"

// https://github.com/publiccodeyml/publiccode.yml, read at the tags core-0.2 (Mar 2019),
// core-0.2.1, v0.3.0, v0.4.0, v0.5.0 and v0.7.0 (Jun 2026): docs/standard/schema.core.rst (docs/en/
// in 0.2) and schema.it.rst; docs/de/schema.de.rst for the German section. What is deprecated since
// when is in CHANGELOG.rst as well.

namespace headwater::publiccode {
namespace {

using enum Shape;
using enum Form;
using enum Need;

// Where the standard and its reference validator (italia/publiccode-parser-go, v0.go) ask for
// different things of `fundedBy`, each is taken for what it is: the standard's letter, and habit.
constexpr PubliccodeKey kKeys[] = {
    {.path = "publiccodeYmlVersion", .form = kVersion, .need = kMandatory},
    {.path = "name", .need = kMandatory},
    {.path = "applicationSuite"},
    {.path = "url", .form = kUrl, .need = kMandatory},
    {.path = "landingURL", .form = kWebAddress},
    {.path = "isBasedOn", .shape = kOneOrList, .form = kUrl},
    {.path = "softwareVersion"},
    {.path = "releaseDate", .form = kDate, .need = kMandatory, .needed_until = Spec::k04},
    {.path = "logo", .form = kLogo},
    {.path = "monochromeLogo", .form = kLogo, .deprecated = Spec::k03, .instead = "logo"},
    {.path = "inputTypes", .shape = kList, .form = kMediaType, .deprecated = Spec::k03},
    {.path = "outputTypes", .shape = kList, .form = kMediaType, .deprecated = Spec::k03},
    {.path = "platforms", .shape = kOneOrList, .need = kMandatory},
    {.path = "categories",
     .shape = kList,
     .form = kListed,
     .need = kMandatory,
     .needed_until = Spec::k05,
     .values = kCategories},
    {.path = "usedBy", .shape = kList},
    {.path = "fundedBy", .shape = kMaps, .since = Spec::k05},
    {.path = "fundedBy[].name", .need = kByLetter},
    {.path = "fundedBy[].uri", .form = kUri, .need = kByHabit},
    {.path = "roadmap", .form = kWebAddress},
    {.path = "developmentStatus", .form = kChoice, .need = kMandatory, .values = kStatuses},
    {.path = "softwareType", .form = kChoice, .need = kMandatory, .values = kSoftwareTypes},
    {.path = "supports", .shape = kMaps, .since = Spec::k07},
    {.path = "supports[].id", .form = kSupport, .need = kMandatory, .values = kAliases},
    {.path = "organisation", .shape = kMap, .since = Spec::k05},
    {.path = "organisation.uri", .form = kUri, .need = kMandatory},
    {.path = "organisation.name"},
    {.path = "intendedAudience", .shape = kMap},
    {.path = "intendedAudience.countries", .shape = kList, .form = kCountry},
    {.path = "intendedAudience.unsupportedCountries", .shape = kList, .form = kCountry},
    {.path = "intendedAudience.scope", .shape = kList, .form = kListed, .values = kScopes},

    {.path = "description", .shape = kByLanguage, .need = kMandatory},
    {.path = "description.*.localisedName"},
    {.path = "description.*.genericName",
     .need = kMandatory,
     .needed_until = Spec::k03,
     .deprecated = Spec::k03,
     .max_characters = 35},
    {.path = "description.*.shortDescription", .need = kMandatory, .max_characters = 150},
    {.path = "description.*.longDescription",
     .need = kInOneLanguage,
     .min_characters = 150,
     .min_before_03 = 500,
     .max_characters = 10'000},
    {.path = "description.*.documentation", .form = kWebAddress},
    {.path = "description.*.apiDocumentation", .form = kWebAddress},
    {.path = "description.*.features", .shape = kList, .need = kInOneLanguage},
    {.path = "description.*.screenshots", .shape = kList, .form = kScreenshot},
    {.path = "description.*.videos", .shape = kList, .form = kWebAddress},
    {.path = "description.*.awards", .shape = kList},

    {.path = "legal", .shape = kMap, .need = kMandatory},
    {.path = "legal.license", .form = kLicense, .need = kMandatory},
    {.path = "legal.mainCopyrightOwner"},
    {.path = "legal.repoOwner", .deprecated = Spec::k05, .instead = "organisation.name"},
    {.path = "legal.authorsFile", .form = kFile, .deprecated = Spec::k04},

    // Whether contractors and contacts have to be there depends on the type: the validator's code.
    {.path = "maintenance", .shape = kMap, .need = kMandatory},
    {.path = "maintenance.type", .form = kChoice, .need = kMandatory, .values = kMaintenance},
    {.path = "maintenance.contractors", .shape = kMaps},
    {.path = "maintenance.contractors[].name", .need = kMandatory},
    {.path = "maintenance.contractors[].until", .form = kDate, .need = kMandatory},
    {.path = "maintenance.contractors[].email", .form = kEmail},
    {.path = "maintenance.contractors[].website", .form = kWebAddress},
    {.path = "maintenance.contacts", .shape = kMaps},
    {.path = "maintenance.contacts[].name", .need = kMandatory},
    {.path = "maintenance.contacts[].email", .form = kEmail},
    {.path = "maintenance.contacts[].phone"},
    {.path = "maintenance.contacts[].affiliation"},

    {.path = "localisation", .shape = kMap, .need = kMandatory},
    {.path = "localisation.localisationReady", .form = kBoolean, .need = kMandatory},
    {.path = "localisation.availableLanguages",
     .shape = kList,
     .form = kLanguage,
     .need = kMandatory},

    {.path = "dependsOn", .shape = kMap},
    {.path = "dependsOn.open", .shape = kMaps},
    {.path = "dependsOn.open[].name", .need = kMandatory},
    {.path = "dependsOn.open[].versionMin"},
    {.path = "dependsOn.open[].versionMax"},
    {.path = "dependsOn.open[].version"},
    {.path = "dependsOn.open[].optional", .form = kBoolean},
    {.path = "dependsOn.proprietary", .shape = kMaps, .same_as = "dependsOn.open[]."},
    {.path = "dependsOn.hardware", .shape = kMaps, .same_as = "dependsOn.open[]."},

    {.path = "IT", .shape = kMap, .deprecated = Spec::k07, .instead = "supports"},
    {.path = "it", .shape = kMap, .deprecated = Spec::k05, .instead = "IT", .same_as = "IT."},
    {.path = "IT.countryExtensionVersion",
     .form = kChoice,
     .need = kByLetter,
     .values = kItalianVersions},
    {.path = "IT.conforme", .shape = kMap, .deprecated = Spec::k05},
    {.path = "IT.conforme.lineeGuidaDesign", .form = kBoolean},
    {.path = "IT.conforme.modelloInteroperabilita", .form = kBoolean},
    {.path = "IT.conforme.misureMinimeSicurezza", .form = kBoolean},
    {.path = "IT.conforme.gdpr", .form = kBoolean},
    {.path = "IT.piattaforme", .shape = kMap},
    {.path = "IT.piattaforme.spid", .form = kBoolean},
    {.path = "IT.piattaforme.cie", .form = kBoolean},
    {.path = "IT.piattaforme.anpr", .form = kBoolean},
    {.path = "IT.piattaforme.pagopa", .form = kBoolean},
    {.path = "IT.piattaforme.io", .form = kBoolean, .since = Spec::k03},
    {.path = "IT.riuso", .shape = kMap},
    {.path = "IT.riuso.codiceIPA", .deprecated = Spec::k05, .instead = "organisation.uri"},
};

// Beside the standard: docs/de/schema.de.rst.
constexpr PubliccodeKey kGermanKeys[] = {
    {.path = "de.countryExtensionVersion", .need = kMandatory},
    {.path = "de.leika", .shape = kMaps},
    {.path = "de.leika[].themenfeld", .form = kListed, .values = kThemenfelder},
    {.path = "de.leika[].lebenslage"},
    {.path = "de.leika[].ozg-id"},
    {.path = "de.leika[].leika-id", .need = kMandatory},
};

constexpr auto kAllKeys = [] {
  std::array<PubliccodeKey, std::size(kKeys) + std::size(kGermanKeys)> all;
  std::copy(std::begin(kGermanKeys), std::end(kGermanKeys),
            std::copy(std::begin(kKeys), std::end(kKeys), all.begin()));
  return all;
}();

// Between the parts of a path.
constexpr std::string_view kSeparators = ".[";

constexpr std::pair<std::string_view, Spec> kVersions[] = {
    {"0", kNewest},       {"0.2", Spec::k02}, {"0.2.0", Spec::k02}, {"0.2.1", Spec::k02},
    {"0.2.2", Spec::k02}, {"0.3", Spec::k03}, {"0.3.0", Spec::k03}, {"0.4", Spec::k04},
    {"0.4.0", Spec::k04}, {"0.5", Spec::k05}, {"0.5.0", Spec::k05}, {"0.6", Spec::k05},
    {"0.6.0", Spec::k05}, {"0.7", Spec::k07}, {"0.7.0", Spec::k07},
};

}  // namespace

std::optional<Spec> SpecOf(std::string_view version) {
  for (const auto& [name, spec] : kVersions) {
    if (name == version) return spec;
  }
  return std::nullopt;
}

std::string_view NameOf(Spec spec) {
  switch (spec) {
    case Spec::k02:
      return "0.2";
    case Spec::k03:
      return "0.3";
    case Spec::k04:
      return "0.4";
    case Spec::k05:
      return "0.5";
    case Spec::k07:
      return "0.7";
    case Spec::kNever:
      break;
  }
  return "";
}

std::span<const PubliccodeKey> Keys() { return kAllKeys; }

std::string SectionOf(const PubliccodeKey& row) {
  if (!row.same_as.empty()) return std::string(row.same_as);
  switch (row.shape) {
    case Shape::kMaps:
      return std::string(row.path) + "[].";
    case Shape::kByLanguage:
      return std::string(row.path) + ".*.";
    case Shape::kMap:
    case Shape::kOne:
    case Shape::kList:
    case Shape::kOneOrList:
      break;
  }
  return std::string(row.path) + ".";
}

std::optional<std::string_view> NameBelow(const PubliccodeKey& row, std::string_view prefix) {
  if (!row.path.starts_with(prefix)) return std::nullopt;
  const std::string_view name = row.path.substr(prefix.size());
  if (name.find_first_of(kSeparators) != std::string_view::npos) return std::nullopt;
  return name;
}

const PubliccodeKey* FindKey(std::string_view prefix, std::string_view key) {
  if (key.find_first_of(kSeparators) != std::string_view::npos) return nullptr;
  const size_t length = prefix.size() + key.size();
  for (const PubliccodeKey& row : kAllKeys) {
    const std::string_view path = row.path;
    if (path.size() == length && path.ends_with(key) && path.starts_with(prefix)) return &row;
  }
  return nullptr;
}

}  // namespace headwater::publiccode
