// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/report.h"
#include "headwater/store.h"
#include "headwater/url.h"

/// \file
/// The page of a decision: what was judged, what is required, what is recommended, and folded what
/// else was looked at; what was found where, why it matters, how it is mended and who may let it
/// pass. HTML without scripts, readable by keyboard, screen reader and in print.

namespace headwater::report {

/// What a page needs to know beside the decision.
struct PageContext {
  Untrusted project;  ///< Its path.
  Language language = Language::kGerman;
  std::optional<SafeUrl> files{};      ///< Prefix for links to files of the head; none: no links.
  std::optional<SafeUrl> fix_patch{};  ///< Every safe fix; none: there is none.
};

std::string RenderPage(const Decision& decision, const Report& report, const PageContext& context);

/// For a decision that does not exist, and for one that may not be shown: the same page.
std::string RenderNoSuchDecision(Language language);

/// For whoever has followed a link of ours whose time is over.
std::string RenderExpiredLink(Language language);

}  // namespace headwater::report
