// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/provenance.h"

namespace headwater::upstream {

/// What the first line of a message claims before its first words: OpenShift's
/// `UPSTREAM: [revert: ][org/repo: ]<123|carry|drop>: text` in the forms people write it, and the
/// tags of Android and ChromiumOS (`UPSTREAM:`, `BACKPORT: FROMGIT:`, ...), which are in capitals.
std::optional<Claim> ReadSubject(std::string_view subject);

}  // namespace headwater::upstream
