// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/untrusted.h"
#include "service/report/provenance.h"

namespace headwater::report {

/// A paragraph for each merge of an upstream, and a line for each of its own files as a copy. For a
/// terminal; empty when the range does nothing of the kind.
std::string RenderSyncText(const ProvenanceReport& report, Language language);

}  // namespace headwater::report
