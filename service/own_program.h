// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/result.h"

namespace headwater {

/// The absolute path of this program, for starting it as a child. kInternal: without /proc.
Result<std::string> OwnProgram();

}  // namespace headwater
