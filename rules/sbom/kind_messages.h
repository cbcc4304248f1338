// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/finding.h"

/// \file
/// What WhyNotJudged says, for the catalogues of the rules that show it.

namespace headwater::sbom {

inline constexpr std::array kKindMessages = {
    MessageText{"broken",
                {.en = "It cannot be read: {problem}", .de = "Es ist nicht lesbar: {problem}"}},
    MessageText{"beyond-limit",
                {.en = "It was not judged: {problem}", .de = "Es wurde nicht geprüft: {problem}"}},
    MessageText{"unrelated",
                {.en = "This is no parts list (SBOM) in a format that is known here.",
                 .de = "Das ist keine Stückliste (SBOM) in einem hier bekannten Format."}},
    MessageText{"is-draft",
                {.en = "{kind}: this version has not been released; CycloneDX 1.6 is understood "
                       "everywhere.",
                 .de = "{kind}: Diese Version ist nicht veröffentlicht; CycloneDX 1.6 wird überall "
                       "verstanden."}},
    MessageText{"is-gitlab-report",
                {.en = "{kind}: a report of findings, no SBOM; GitLab's cyclonedx report is one.",
                 .de = "{kind}: Das ist ein Bericht über Funde, keine SBOM; der "
                       "cyclonedx-Bericht von GitLab ist eine."}},
    MessageText{"is-newer",
                {.en = "{kind}: this version is newer than those that are checked here.",
                 .de = "{kind}: Diese Version ist neuer als die hier geprüften."}},
    MessageText{"is-old",
                {.en = "{kind}: this version is older than those that are checked here.",
                 .de = "{kind}: Diese Version ist älter als die hier geprüften."}},
    MessageText{"is-reuse",
                {.en = "{kind}: it lists the project's own files and their licences, no "
                       "components.",
                 .de = "{kind}: Das ist die Liste der eigenen Dateien und ihrer Lizenzen; "
                       "Bestandteile nennt sie nicht."}},
    MessageText{"is-spdx-rdf",
                {.en = "{kind}: this form has no schema to check it by; the same as JSON has one.",
                 .de = "{kind}: Für diese Form gibt es kein Schema zum Prüfen; für dasselbe als "
                       "JSON gibt es eines."}},
    MessageText{"is-spdx-xml",
                {.en = "{kind}: this form has no schema to check it by; the same as JSON has one.",
                 .de = "{kind}: Für diese Form gibt es kein Schema zum Prüfen; für dasselbe als "
                       "JSON gibt es eines."}},
    MessageText{"is-version",
                {.en = "{kind}: no version of this number is known here.",
                 .de = "{kind}: Eine Version mit dieser Nummer ist hier nicht bekannt."}},
};

}  // namespace headwater::sbom
