// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/metrics.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "headwater/guarded.h"
#include "headwater/report.h"

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

constexpr std::string_view kCounterEnd = "_total";

/// OpenMetrics speaks of a counter without its suffix, which only the sample has.
std::string_view FamilyOf(std::string_view name, const Metric& metric, MetricsFormat format) {
  if (format == MetricsFormat::kText || !metric.counter) return name;
  if (name.ends_with(kCounterEnd)) name.remove_suffix(kCounterEnd.size());
  return name;
}

std::string_view HelpOf(std::string_view name) {
  const auto all = AllMetrics();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const MetricInfo& info, std::string_view wanted) { return info.name.view() < wanted; });
  return found != all.end() && found->name.view() == name ? found->help.view() : "";
}

void Append(std::string_view name, const Metric& metric, MetricsFormat format, std::string& text) {
  const std::string family(FamilyOf(name, metric, format));
  text += "# HELP " + family + ' ';
  text += HelpOf(name);
  text += "\n# TYPE " + family + (metric.counter ? " counter\n" : " gauge\n");
  text += name;
  text += ' ' + std::to_string(metric.value) + '\n';
}

std::string AboutProgram(MetricsFormat format) {
  const bool is_open = format == MetricsFormat::kOpenMetrics;
  const std::string family = is_open ? "headwater_build" : "headwater_build_info";
  return "# HELP " + family + " The version of the program\n# TYPE " + family +
         (is_open ? " info\n" : " gauge\n") + "headwater_build_info{version=\"" +
         std::string(kEngineVersion.view()) + "\"} 1\n";
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

std::string RenderMetrics(MetricsFormat format) {
  std::string text = AboutProgram(format);
  All().With([&](const Metrics& metrics) {
    for (const auto& [name, metric] : metrics) Append(name, metric, format, text);
  });
  if (format == MetricsFormat::kOpenMetrics) text += "# EOF\n";
  return text;
}

}  // namespace headwater
