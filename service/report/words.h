// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/untrusted.h"

/// \file
/// Words that several formats use.

namespace headwater::report {

inline constexpr Text kNotCheckedWord = {"not checked: ", "nicht geprüft: "};
inline constexpr Text kWaivedWord = {"waived: ", "Ausnahme: "};
inline constexpr Text kMoreWord = {"further findings not listed here: ",
                                   "weitere, hier nicht aufgeführte Befunde: "};

}  // namespace headwater::report
