// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/audit_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/service/report/sample_audit.h"

namespace headwater::report {
namespace {

/// The cells of each line of a table by RFC 4180.
std::vector<std::vector<std::string>> Cells(const std::string& csv) {
  std::vector<std::vector<std::string>> lines(1);
  std::string cell;
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\r')) {
      lines.back().push_back(std::exchange(cell, ""));
    } else if (!quoted && c == '\n') {
      lines.emplace_back();
    } else {
      cell += c;
    }
  }
  lines.pop_back();
  return lines;
}

TEST(AuditReportTest, EveryLineOfTheTableHasEveryColumnAndNoFormula) {
  const auto lines = Cells(RenderAuditCsv(sample::Audit()));
  ASSERT_GT(lines.size(), 30U);
  for (const auto& line : lines) {
    EXPECT_EQ(lines.front().size(), line.size()) << line.front();
    for (const std::string& cell : line) {
      EXPECT_TRUE(cell.empty() || std::string("=+-@").find(cell.front()) == std::string::npos)
          << cell;
    }
  }
}

TEST(AuditReportTest, TheDocumentIsOneFileWithoutScriptsAndForeignMarkup) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const std::string html = RenderAuditHtml(sample::Audit(), language);
    EXPECT_EQ(std::string::npos, html.find("<script"));
    EXPECT_EQ(std::string::npos, html.find("src="));
    EXPECT_EQ(std::string::npos, html.find("<b>"));
    EXPECT_EQ(std::string::npos, html.find("<link"));
    EXPECT_NE(std::string::npos, html.find("&lt;b&gt;"));
    EXPECT_NE(std::string::npos, html.find("@media print"));
  }
}

TEST(AuditReportTest, EveryTableHasACaptionAndHeadings) {
  const std::string html = RenderAuditHtml(sample::Audit(), Language::kGerman);
  const auto count = [&html](const std::string& what) {
    size_t number = 0;
    for (size_t at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) {
      ++number;
    }
    return number;
  };
  EXPECT_GT(count("<table>"), 5U);
  EXPECT_EQ(count("<table>"), count("<caption>"));
  EXPECT_EQ(count("<tr><th scope=\"row\">") + count("<tr><th scope=\"col\">"), count("<tr>"));
}

TEST(AuditReportTest, WhatCouldNotBeCheckedStandsInEveryFormat) {
  const AuditReport report = sample::Audit();
  const auto json = nlohmann::json::parse(RenderAuditJson(report));
  EXPECT_EQ("headwater.report/1", json["schema"]);
  EXPECT_EQ(report.projects[0].gaps.size(), json["projects"][0]["not_checked"].size());
  const std::string csv = RenderAuditCsv(report);
  const std::string html = RenderAuditHtml(report, Language::kEnglish);
  for (const Gap& gap : report.projects[0].gaps) {
    EXPECT_NE(std::string::npos, csv.find("\"" + std::string(NameOf(gap.kind).view()) + "\""));
  }
  EXPECT_NE(std::string::npos, html.find("Merged at a state that nobody had checked"));
  EXPECT_NE(std::string::npos, html.find("files: 3"));
}

TEST(AuditReportTest, NobodyStandsInItByTheNumberOfAnAccount) {
  AuditReport report = sample::Audit();
  for (WaiverUse& use : report.projects[0].waivers) use.waiver.giver = {987'654'321};
  for (const std::string& text : {RenderAuditHtml(report, Language::kEnglish),
                                  RenderAuditCsv(report), RenderAuditJson(report)}) {
    EXPECT_EQ(std::string::npos, text.find("987654321"));
    EXPECT_NE(std::string::npos, text.find("4711")) << "the pseudonym of the audit log";
  }
}

TEST(AuditReportTest, AWaiversStateIsThatOfTheLastDay) {
  AuditReport report = sample::Audit();
  Waiver waiver = sample::WaiverOf(1, "maintainer");
  waiver.until = *report.until;
  EXPECT_EQ("in-force", StateAtEnd(waiver, report).view());
  waiver.until -= std::chrono::days(1);
  EXPECT_EQ("ended", StateAtEnd(waiver, report).view());
  waiver.revoked_at = WallTime(*report.until) + std::chrono::hours(23);
  EXPECT_EQ("revoked", StateAtEnd(waiver, report).view());
  waiver.revoked_at = WallTime(*report.until) + std::chrono::hours(24);
  EXPECT_EQ("ended", StateAtEnd(waiver, report).view()) << "what happened later is not known yet";
  report.until.reset();
  waiver.revoked_at.reset();
  waiver.until = std::chrono::floor<std::chrono::days>(report.made_at);
  EXPECT_EQ("in-force", StateAtEnd(waiver, report).view());
}

}  // namespace
}  // namespace headwater::report
