// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// \file
/// The words HTTP is made of (RFC 9110 section 5.6). ASCII only, whatever the locale.

namespace headwater::http {

bool IsDigit(char c);
bool IsAlphanumeric(char c);

/// One or more bytes of `tchar`: a method or a header's name.
bool IsToken(std::string_view text);

/// Without regard to ASCII case.
bool SameText(std::string_view a, std::string_view b);

/// Without spaces and tabs at its ends.
std::string_view Trim(std::string_view text);

/// Empties it and gives its memory back, which neither clear() nor assigning an empty one does.
void Release(std::string& text);

/// Whether a comma-separated list has this item, without regard to ASCII case.
bool ListHas(std::string_view list, std::string_view item);

}  // namespace headwater::http
