// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/untrusted.h"

/// \file
/// The words of the issue about a project, beside those it shares with comments (note_texts.h).

namespace headwater::report::texts {

inline constexpr Text kIssueTitle = {"Headwater: notes about this project",
                                     "Headwater: Hinweise zum Projekt"};

inline constexpr Text kOneOfProject = {"One point concerns the project as a whole.",
                                       "Ein Punkt betrifft das Projekt insgesamt."};
inline constexpr Text kManyOfProject = {" points concern the project as a whole.",
                                        " Punkte betreffen das Projekt insgesamt."};
inline constexpr Text kOneBelongsToNone = {" It belongs to no single merge request.",
                                           " Er gehört zu keinem einzelnen Merge Request."};
inline constexpr Text kManyBelongToNone = {" They belong to no single merge request.",
                                           " Sie gehören zu keinem einzelnen Merge Request."};
inline constexpr Text kNothingKnown = {
    "Nothing is known to be open; not everything could be checked.",
    "Zurzeit ist nichts bekannt, was offen wäre; nicht alles ließ sich prüfen."};

inline constexpr Text kOneEnds = {"A waiver ends soon.", "Eine Ausnahme endet bald."};
inline constexpr Text kManyEnd = {"Several waivers end soon.", "Mehrere Ausnahmen enden bald."};
inline constexpr Text kAfterTheEnd = {
    " Afterwards counts what it lets pass now; whoever still needs it asks for another one.",
    " Danach zählt wieder, was sie heute zulässt; wer sie weiter braucht, fragt eine neue an."};
inline constexpr Text kIn = {" in ", " in "};

inline constexpr Text kIssueUpdates = {
    "This issue updates itself with the default branch and is closed as soon as nothing is open. "
    "When it is closed by hand it stays closed.",
    "Dieses Issue wird mit dem Standardzweig von selbst aktualisiert und geschlossen, sobald "
    "nichts "
    "mehr offen ist. Wird es von Hand geschlossen, bleibt es geschlossen."};

}  // namespace headwater::report::texts
