// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/data.h"
#include "headwater/result.h"

namespace headwater {

/// Refuses what pugixml would skip or read leniently: DOCTYPE, processing instructions, entities
/// other than the five and numeric ones, other encodings, text outside the one root element; and
/// bounds depth, elements and attributes before pugixml allocates for them. To be called on valid
/// UTF-8. One pass without recursion.
Status GuardXml(std::string_view text, const DataLimits& limits);

}  // namespace headwater
