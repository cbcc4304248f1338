// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace headwater::git {

/// Content in a form in which lines are what people see as lines: UTF-16 (told by its byte order
/// mark, or by where its NUL bytes stand) becomes UTF-8, and where a file has no line feed at all,
/// carriage returns become line feeds. Everything else stays as it is, NUL bytes too: nothing makes
/// a file "binary" here (security, E11).
std::string NormaliseLines(std::string bytes);

struct LineShape {
  uint32_t lines = 0;    ///< The last may lack its line feed.
  uint64_t longest = 0;  ///< In bytes.
};

LineShape MeasureLines(std::string_view text);

}  // namespace headwater::git
