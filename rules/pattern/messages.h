// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/finding.h"

namespace headwater::pattern {

/// What all rules of policies say: the catalogue of each of them.
std::span<const MessageText> Messages();

}  // namespace headwater::pattern
