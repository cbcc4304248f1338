// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "headwater/patch.h"

/// \file
/// When two lines, two hunks, two files' changes count as the same: one answer for who builds an
/// index and for who compares. Hashes are of 64 bits, stable for ever (they stand in files), and
/// only find candidates; whoever names a commit has compared its lines.

namespace headwater {

/// The line without blanks (space, tab, carriage return, form feed), so that another indentation is
/// no difference.
std::string WithoutBlanks(std::string_view line);

/// Hash of a line without its blanks. `sign`: '+' or '-'.
uint64_t HashLine(char sign, std::string_view line);

/// Hash of what a hunk removes and adds, blank lines left out; 0 when nothing is left.
uint64_t HashHunk(const PatchHunk& hunk);

/// Whether a line can tell a change from others: at least kTellingBytes besides blanks, and letters
/// among them.
inline constexpr size_t kTellingBytes = 8;
bool IsTelling(std::string_view line);

/// Files whose changes say nothing about which change it is: lock files, change logs, minified and
/// generated files, translations, drawings. By name only.
bool IsNoiseFile(const Untrusted& path);

}  // namespace headwater
