// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "headwater/result.h"

namespace headwater::store {

/// The bytes as a zlib stream (RFC 1950).
Result<std::string> Deflate(std::string_view bytes);

/// Back, when it is known how many they were. kContent: it is another number, or the stream is
/// damaged.
Result<std::string> Inflate(std::string_view stream, uint64_t size);

}  // namespace headwater::store
