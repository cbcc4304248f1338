// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
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

struct MetricInfo {
  Literal name;
  Literal help;  ///< One sentence, without a full stop.
};

/// Every name that the program counts or measures, sorted; a test holds it against the code and
/// service/docs/operations.md.
std::span<const MetricInfo> AllMetrics();

enum class MetricsFormat {
  kText,         ///< Prometheus' own, version 0.0.4.
                 ///< https://prometheus.io/docs/instrumenting/exposition_formats/
  kOpenMetrics,  ///< 1.0.0. https://prometheus.io/docs/specs/om/open_metrics_spec/
};

/// Sorted by name, each with its help; and the program's version.
std::string RenderMetrics(MetricsFormat format);

}  // namespace headwater
