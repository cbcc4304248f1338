// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/git.h"
#include "headwater/publiccode.h"
#include "headwater/result.h"

namespace headwater::upstream {

inline constexpr std::string_view kPubliccodeFile = "publiccode.yml";

/// The publiccode.yml in the root. None: there is none, or it cannot be read; that is said by the
/// rules about it. Errors as GitView::Read.
Result<std::optional<Publiccode>> ReadPubliccodeOf(GitView& view);

/// SafeUrl::RepositoryKey; empty for what is no address.
std::string KeyOf(const Untrusted& address);

}  // namespace headwater::upstream
