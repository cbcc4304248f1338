// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>

#include "headwater/check.h"

namespace headwater::jobs {

/// `headwater publiccode validate`: writes to `out` what is wrong with the files, one after the
/// other. Starts no program; reads nothing but them, and asks of the images that they name whether
/// they lie beside them. Exit 1 when a file is not valid, else 3 when one could not be checked; 2
/// when one is not there, after the others were judged.
CommandResult ValidatePubliccode(const PubliccodeValidateRequest& request, std::ostream& out);

}  // namespace headwater::jobs
