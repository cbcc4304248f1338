// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/event.h"
#include "headwater/ids.h"

/// \file
/// Where things stand in the API, below /api/v4. Made of numbers only.

namespace headwater::forge {

std::string PathOf(ProjectId project);
std::string PathOf(const MailboxKey& merge_request);

}  // namespace headwater::forge
