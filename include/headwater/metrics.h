// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "headwater/untrusted.h"

/// \file
/// Numbers for the operator. Names are constants with the prefix `headwater_` and, for counters,
/// the suffix `_total`; there are no labels, so their number is bounded. Thread-safe.

namespace headwater {

/// Adds to a counter, which begins at 0 when the process starts.
void Count(Literal name, int64_t by = 1);

/// Sets a gauge.
void Measure(Literal name, int64_t value);

/// Prometheus text format 0.0.4, sorted by name.
/// https://prometheus.io/docs/instrumenting/exposition_formats/
std::string RenderMetrics();

}  // namespace headwater
