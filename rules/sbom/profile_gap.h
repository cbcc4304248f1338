// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/finding.h"
#include "rules/sbom/bom.h"
#include "rules/sbom/profile.h"

namespace headwater::sbom {

/// The sentence for a requirement that is a gap: a key of kGapMessages with all its
/// arguments. `path`: what the document is called.
Message GapMessage(const Untrusted& path, const Bom& bom, const ProfileResult& profile,
                   const RequirementResult& result);

/// The sentence's text by its key; empty: no such key.
Text GapText(std::string_view key);

/// The standard and the section, for people; the standard alone when there is no section.
Untrusted SourceOf(const ProfileResult& profile, std::string_view section);

}  // namespace headwater::sbom
