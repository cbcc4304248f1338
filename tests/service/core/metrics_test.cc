// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace headwater {
namespace {

bool Holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(MetricsTest, CountersAddAndGaugesAreSet) {
  Count("headwater_decisions_total");
  Count("headwater_decisions_total", 2);
  Measure("headwater_fork_projects", 7);
  Measure("headwater_fork_projects", 5);
  const std::string text = RenderMetrics(MetricsFormat::kText);
  EXPECT_TRUE(Holds(text,
                    "# HELP headwater_decisions_total Judgements that were stored\n"
                    "# TYPE headwater_decisions_total counter\nheadwater_decisions_total 3\n"));
  EXPECT_TRUE(Holds(text, "# TYPE headwater_fork_projects gauge\nheadwater_fork_projects 5\n"));
  EXPECT_TRUE(Holds(text, "headwater_build_info{version=\""));
}

TEST(MetricsTest, OpenMetricsNamesACounterWithoutItsSuffixAndEnds) {
  Count("headwater_records_total");
  const std::string text = RenderMetrics(MetricsFormat::kOpenMetrics);
  EXPECT_TRUE(Holds(text, "# TYPE headwater_records counter\nheadwater_records_total "));
  EXPECT_FALSE(Holds(text, "# TYPE headwater_records_total"));
  EXPECT_TRUE(Holds(text, "# TYPE headwater_build info\nheadwater_build_info{version=\""));
  EXPECT_TRUE(text.ends_with("\n# EOF\n"));
}

TEST(MetricsTest, EveryNameIsSortedAndExplained) {
  const auto all = AllMetrics();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.name.view() < b.name.view();
  }));
  for (const MetricInfo& metric : all) {
    EXPECT_TRUE(metric.name.view().starts_with("headwater_"));
    EXPECT_FALSE(metric.help.view().empty() || metric.help.view().ends_with("."))
        << metric.name.view();
  }
}

}  // namespace
}  // namespace headwater
