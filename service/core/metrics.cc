// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/metrics.h"

#include <map>
#include <string_view>

#include "headwater/guarded.h"

namespace headwater {
namespace {

struct Metric {
  bool counter = false;
  int64_t value = 0;
};

using Metrics = std::map<std::string_view, Metric>;

Guarded<Metrics>& All() {
  static Guarded<Metrics> metrics;
  return metrics;
}

}  // namespace

void Count(Literal name, int64_t by) {
  All().With([&](Metrics& metrics) {
    Metric& metric = metrics[name.view()];
    metric.counter = true;
    metric.value += by;
  });
}

void Measure(Literal name, int64_t value) {
  All().With([&](Metrics& metrics) { metrics[name.view()].value = value; });
}

std::string RenderMetrics() {
  return All().With([](const Metrics& metrics) {
    std::string text;
    for (const auto& [name, metric] : metrics) {
      text += "# TYPE ";
      text += name;
      text += metric.counter ? " counter\n" : " gauge\n";
      text += name;
      text += ' ' + std::to_string(metric.value) + '\n';
    }
    return text;
  });
}

}  // namespace headwater
