// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "headwater/finding.h"
#include "headwater/publiccode_file.h"

namespace headwater::fork {

/// The lines of publiccode.yml that name `address` in `isBasedOn`, beside what stands there. None:
/// there is no such file, it is not written as maps and lists mostly are (one key to a line), or
/// `address` is none that can be written there.
std::optional<Fix> NameInBasedOn(const PubliccodeFile& publiccode, const Untrusted& address);

}  // namespace headwater::fork
