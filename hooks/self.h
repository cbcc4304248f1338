// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/ids.h"

namespace headwater::hooks {

/// Our own user on the forge.
struct Self {
  UserId id;              ///< 0: not known yet.
  std::string name = {};  ///< By which people speak to us; empty: not known.
};

}  // namespace headwater::hooks
