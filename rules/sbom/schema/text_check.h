// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rules/sbom/schema/tables.h"

/// \file
/// What is asked of single texts. Pure functions, linear in the text.

namespace headwater::sbom::schema {

/// Whether the automaton takes the whole text.
bool Matches(const Pattern& pattern, std::string_view text);

/// Whether the day of a date (or date and time) of the right form exists: no 30 February.
bool IsInCalendar(std::string_view date);

/// Whether a JSON number has no fraction, however it is written (`1`, `1.0`, `1e3`).
bool IsInteger(std::string_view number);

/// The value of a number of JSON or XML Schema; infinite beyond what a double holds.
double NumberOf(std::string_view number);

/// Code points of UTF-8.
size_t Characters(std::string_view text);

/// White space as the facet says: https://www.w3.org/TR/xmlschema-2/#rf-whiteSpace
std::string Spaced(std::string_view text, Space space);

/// Whether a text is one of those of an Op::kEnum.
bool IsInList(const Check& list, std::string_view text);

/// A text for a message: at most 80 bytes, cut between characters.
std::string Shortened(std::string_view text);

}  // namespace headwater::sbom::schema
