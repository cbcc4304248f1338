// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/finding.h"

/// \file
/// The sentences behind FileLicensing::unchecked, for the catalogue of every rule that asks
/// Licensing.

namespace headwater::license {

inline constexpr MessageText kLfsMessage = {
    "lfs",
    {.en = "The content of {path} lies in Git LFS and was not read.",
     .de = "Der Inhalt von {path} liegt in Git LFS und wurde nicht gelesen."}};

inline constexpr MessageText kReuseUnreadableMessage = {
    "reuse-unreadable",
    {.en = "What {source} says of {path} is not known, because it cannot be read: {problem}",
     .de = "Was {source} über {path} aussagt, ist nicht bekannt, weil sich die Datei nicht lesen "
           "lässt: {problem}"}};

inline constexpr MessageText kTooManyTagsMessage = {
    "too-many-tags",
    {.en = "{path} holds more than 10,000 statements about licences; not all were read.",
     .de = "{path} enthält mehr als 10.000 Angaben zu Lizenzen; nicht alle wurden gelesen."}};

}  // namespace headwater::license
