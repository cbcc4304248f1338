// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "rules/common/publiccode_table.h"

/// \file
/// Private to rules/common: the values that the publiccode.yml standard lists, by the version that
/// has them first. Source of each: https://github.com/publiccodeyml/publiccode.yml at v0.7.0,
/// docs/standard/schema.core.rst where nothing else is said.

namespace headwater::publiccode {

// Key developmentStatus.
inline constexpr ListedValue kStatuses[] = {
    {"concept"}, {"development"}, {"beta"}, {"stable"}, {"obsolete"},
};

// Key softwareType; `softwareAddon` is in the text of 0.2 to 0.4.
inline constexpr ListedValue kSoftwareTypes[] = {
    {"standalone/mobile"},
    {"standalone/iot"},
    {"standalone/desktop"},
    {"standalone/web"},
    {"standalone/backend"},
    {"standalone/other"},
    {.value = "softwareAddon", .until = Spec::k05, .instead = "addon"},
    {.value = "addon", .since = Spec::k05},
    {"library"},
    {"configurationFiles"},
};

// Key maintenance/type.
inline constexpr ListedValue kMaintenance[] = {
    {"internal"},
    {"contract"},
    {"community"},
    {"none"},
};

// docs/standard/schema.it.rst, Key countryExtensionVersion: "1.0"; "0.2" is what the extension of
// March 2019 called itself (CHANGELOG.rst).
inline constexpr ListedValue kItalianVersions[] = {{"0.2"}, {"1.0"}};

// docs/standard/aliases-list.rst.
inline constexpr ListedValue kAliases[] = {
    {"gdpr"}, {"eidas"}, {"nis2"}, {"cra"}, {"spid"}, {"cie"}, {"anpr"}, {"pagopa"}, {"io"},
};

// docs/standard/scope-list.rst; the same in all versions.
inline constexpr ListedValue kScopes[] = {
    {"agriculture"},
    {"culture"},
    {"defence"},
    {"education"},
    {"emergency-services"},
    {"employment"},
    {"energy"},
    {"environment"},
    {"finance-and-economic-development"},
    {"foreign-affairs"},
    {"government"},
    {"healthcare"},
    {"infrastructures"},
    {"justice"},
    {"local-authorities"},
    {"manufacturing"},
    {"research"},
    {"science-and-technology"},
    {"security"},
    {"society"},
    {"sport"},
    {"tourism"},
    {"transportation"},
    {"welfare"},
};

// docs/standard/categories-list.rst.
inline constexpr ListedValue kCategories[] = {
    {"accounting"},
    {"agile-project-management"},
    {"applicant-tracking"},
    {"application-development"},
    {"appointment-scheduling"},
    {"backup"},
    {"billing-and-invoicing"},
    {"blog"},
    {"budgeting"},
    {"business-intelligence"},
    {"business-process-management"},
    {"cad"},
    {"call-center-management"},
    {"cloud-management"},
    {"collaboration"},
    {"communications"},
    {"compliance-management"},
    {"contact-management"},
    {"content-management"},
    {"crm"},
    {"customer-service-and-support"},
    {"data-analytics"},
    {"data-collection"},
    {"data-visualization"},
    {.value = "design", .since = Spec::k04},
    {.value = "design-system", .since = Spec::k04},
    {"digital-asset-management"},
    {"digital-citizenship"},
    {"document-management"},
    {"donor-management"},
    {"e-commerce"},
    {"e-signature"},
    {.value = "educational-content", .since = Spec::k03},
    {"email-management"},
    {"email-marketing"},
    {"employee-management"},
    {"enterprise-project-management"},
    {"enterprise-social-networking"},
    {"erp"},
    {"event-management"},
    {"facility-management"},
    {"feedback-and-reviews-management"},
    {"financial-reporting"},
    {"fleet-management"},
    {"fundraising"},
    {"gamification"},
    {"geographic-information-systems"},
    {"grant-management"},
    {"graphic-design"},
    {"help-desk"},
    {"hr"},
    {"ide"},
    {"identity-management"},
    {"instant-messaging"},
    {.value = "integrated-library-system", .since = Spec::k04},
    {"inventory-management"},
    {"it-asset-management"},
    {"it-development"},
    {"it-management"},
    {"it-security"},
    {"it-service-management"},
    {"knowledge-management"},
    {"learning-management-system"},
    {"marketing"},
    {"mind-mapping"},
    {"mobile-marketing"},
    {"mobile-payment"},
    {"network-management"},
    {"office"},
    {"online-booking"},
    {"online-community"},
    {.value = "other", .since = Spec::k05},
    {"payment-gateway"},
    {"payroll"},
    {"predictive-analysis"},
    {"procurement"},
    {"productivity-suite"},
    {"project-collaboration"},
    {"project-management"},
    {"property-management"},
    {"real-estate-management"},
    {.value = "regulations-and-directives", .since = Spec::k04},
    {"remote-support"},
    {"resource-management"},
    {"sales-management"},
    {"seo"},
    {"service-desk"},
    {"social-media-management"},
    {"survey"},
    {"talent-management"},
    {"task-management"},
    {"taxes-management"},
    {"test-management"},
    {"time-management"},
    {"time-tracking"},
    {"translation"},
    {"video-conferencing"},
    {"video-editing"},
    {"visitor-management"},
    {"voip"},
    {"warehouse-management"},
    {"web-collaboration"},
    {"web-conferencing"},
    {"website-builder"},
    {.value = "whistleblowing", .since = Spec::k03},
    {"workflow-management"},
};

// docs/de/schema.de.rst, field themenfeld.
inline constexpr ListedValue kThemenfelder[] = {
    {"Arbeit & Ruhestand"},
    {"Bauen & Wohnen"},
    {"Bildung"},
    {"Ein- & Auswanderung"},
    {"Engagement & Hobby"},
    {"Familie & Kind"},
    {"Forschung & Förderung"},
    {"Gesundheit"},
    {"Mobilität & Reisen"},
    {"Querschnitt"},
    {"Recht & Ordnung"},
    {"Steuern & Zoll"},
    {"Umwelt"},
    {"Unternehmensführung & -entwicklung"},
};

}  // namespace headwater::publiccode
