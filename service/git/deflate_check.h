// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater::git {

/// Whether the bytes are a whole zlib stream (RFC 1950 around RFC 1951): well-formed blocks up to
/// the last, and the four bytes of the checksum behind it. What may follow is not looked at, and
/// the checksum is not computed.
///
/// Here because libgit2 1.5.1 never returns from reading a loose object whose file was cut off, as
/// a full disk or a power failure leaves it (git_zstream_get_output spins on Z_BUF_ERROR; mended
/// upstream in 5254f5dc4). Decodes without producing output, so it needs no memory and takes time
/// linear in the input.
bool IsWholeZlibStream(std::string_view bytes);

}  // namespace headwater::git
