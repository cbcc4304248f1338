// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"
#include "headwater/store.h"

/// \file
/// The page of a decision: what was judged, each rule's verdict, what was found where, why it
/// matters and how it is mended. HTML without scripts, readable by keyboard, screen reader and in
/// print.

namespace headwater::report {

std::string RenderPage(const Decision& decision, const Report& report, const Untrusted& project,
                       Language language);

/// For a decision that does not exist, and for one that may not be shown: the same page.
std::string RenderNoSuchDecision(Language language);

}  // namespace headwater::report
