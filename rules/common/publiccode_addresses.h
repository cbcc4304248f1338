// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

/// \file
/// Private to rules/common: the form of addresses and codes that people write into metadata.
/// Nothing here makes a text safe to print.

namespace headwater::publiccode {

/// An absolute URL: a scheme (RFC 3986, section 3.1), `://`, a host, and no character that an
/// address cannot hold. Characters beyond ASCII are taken as IRIs have them (RFC 3987).
bool IsUrl(std::string_view text);

/// The same, http or https.
bool IsWebAddress(std::string_view text);

/// IsUrl, or a URN (RFC 8141, section 2): `urn:`, a name space of two letters or more, a name.
bool IsUri(std::string_view text);

/// One `@`, a local part of at most 64 bytes, a host with a dot (RFC 5321, section 4.5.3.1).
bool IsEmail(std::string_view text);

/// `type/subtype` by RFC 6838, section 4.2.
bool IsMediaType(std::string_view text);

}  // namespace headwater::publiccode
