// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/publiccode.h"
#include "headwater/rule.h"

namespace headwater::project {

/// Something that publiccode.yml says and that does not fit to the project around it.
struct Mismatch {
  Message message;       ///< Of kCrossMessages.
  const char* key;       ///< Of the file, where it is said.
  bool is_error = true;  ///< Else a hint: no catalogue refuses it, or it may well be meant.
};

/// Compares a readable publiccode.yml with the rest of the project: the texts in LICENSES/, the
/// address that the platform gives the project, and the upstreams that its policy declares. What
/// LICENSE and the packages say of the licence is compared by license/project-license, and a fork
/// of the platform's without `isBasedOn` is told by fork/declared: neither is said a second time
/// here.
std::vector<Mismatch> FindMismatches(const Publiccode& publiccode, const RuleContext& context);

inline constexpr MessageText kCrossMessages[] = {
    {"license-text-missing",
     {.en = "{key} names {license}, and LICENSES/ holds no text of it.",
      .de = "{key} nennt {license}, in LICENSES/ steht dazu kein Text."}},
    {"address-of-group",
     {.en = "{key} names the group {value}; the catalogue wants the project itself ({address}).",
      .de = "{key} nennt die Gruppe {value}; das Verzeichnis erwartet das Projekt selbst "
            "({address})."}},
    {"address-elsewhere",
     {.en = "{key} names {value}, and the platform keeps this project at {address}. That is right "
            "for a copy that contributes there; a project of its own names its own address.",
      .de = "{key} nennt {value}, die Plattform führt dieses Projekt unter {address}. Für eine "
            "Kopie, die dorthin beiträgt, stimmt das; ein eigenes Projekt nennt die eigene "
            "Adresse."}},
    {"origin-unnamed",
     {.en = "{key} names none of the upstreams in .headwater.yml, such as {address}.",
      .de = "{key} nennt keines der Upstream-Projekte aus .headwater.yml, etwa {address}."}},
};

}  // namespace headwater::project
