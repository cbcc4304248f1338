// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>

#include "headwater/check.h"

namespace headwater::jobs {

/// `headwater sbom validate`: writes to `out` what is wrong with the files, one after the other.
/// Starts no program and reads nothing but them. Exit 1 when a document is not valid, else 3 when
/// one could not be checked; 2 when a file is not there, after the others were judged.
CommandResult ValidateSboms(const SbomValidateRequest& request, std::ostream& out);

}  // namespace headwater::jobs
