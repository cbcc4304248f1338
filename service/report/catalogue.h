// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "headwater/rule.h"

/// \file
/// The catalogue of rules, made from their metadata: what `headwater rules` prints.

namespace headwater::report {

using Rules = std::span<const RuleEntry* const>;

/// Aligned columns: id, subject, severity, title.
std::string RenderCatalogueText(Rules rules, Language language);

/// A whole page: per family a table, then a section for each rule, in English and German.
/// `headwater rules --markdown > rules/README.md` writes the page that is in the repository.
std::string RenderCatalogueMarkdown(Rules rules);

/// Schema `headwater.rules/1`: every field of RuleInfo, texts as {"en": ..., "de": ...}. Fields are
/// only added within /1.
std::string RenderCatalogueJson(Rules rules);

}  // namespace headwater::report
