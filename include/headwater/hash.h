// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/result.h"

namespace headwater {

/// Loads what the functions below call, which the first of them otherwise does. For a process that
/// shuts itself off from the disk. kInternal when it is not installed.
Status PrepareToHash();

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

using Sha1Digest = ObjectId<struct Sha1Tag>;

/// SHA-1, for formats that demand it: it protects nothing.
Sha1Digest Sha1(std::string_view bytes);

}  // namespace headwater
