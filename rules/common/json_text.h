// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

#include "headwater/data.h"

namespace headwater {

/// Whether the text is exactly one number of RFC 8259 section 6, and which kind: kInteger, kFloat,
/// or kNull when it is none.
DataNode::Kind JsonNumberKind(std::string_view text);

/// The offset of the first control character inside a string, or of the quote that is never closed;
/// the end of the text when there is neither.
size_t FindJsonStringProblem(std::string_view text);

}  // namespace headwater
