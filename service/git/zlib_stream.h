// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>

namespace headwater::git {

/// Whether the bytes begin with a whole zlib stream (RFC 1950) of at most `max_bytes` of content,
/// checksum included. The content is not kept.
///
/// Here because libgit2 1.5.1 never returns from reading a loose object whose file was cut off, as
/// a full disk or a power failure leaves it (git_zstream_get_output spins on Z_BUF_ERROR; mended
/// upstream in 5254f5dc4).
bool IsWholeZlibStream(std::string_view bytes, uint64_t max_bytes);

}  // namespace headwater::git
