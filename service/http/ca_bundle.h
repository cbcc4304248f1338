// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/result.h"

namespace headwater::http {

/// The system's trusted certificates and those of a PEM file, as one PEM text. kInvalid when the
/// file cannot be read, is larger than 1 MiB or holds no certificate; kInternal when the system has
/// no bundle.
Result<std::string> BundleWith(const std::string& ca_file);

}  // namespace headwater::http
