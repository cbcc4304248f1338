// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/fingerprint.h"

#include <gtest/gtest.h>

#include <set>

namespace headwater::engine {
namespace {

Finding At(const std::string& path, uint32_t line, const std::string& evidence = "") {
  Finding finding;
  finding.message.key = "missing";
  finding.path = Untrusted(path);
  finding.lines = {line, line};
  finding.evidence = Untrusted(evidence);
  return finding;
}

std::vector<std::string> Fingerprints(std::vector<Finding> findings) {
  SetFingerprints("license/header-missing", findings);
  std::vector<std::string> result;
  for (const Finding& finding : findings) result.push_back(finding.fingerprint);
  return result;
}

TEST(FingerprintTest, SurvivesMovedLines) {
  EXPECT_EQ(Fingerprints({At("a.c", 1, "x")}), Fingerprints({At("a.c", 90, "x")}));
}

TEST(FingerprintTest, TellsPathEvidenceAndOccurrenceApart) {
  std::vector<std::string> all =
      Fingerprints({At("a.c", 1), At("b.c", 1), At("a.c", 1, "x"), At("a.c", 2, "x")});
  EXPECT_EQ(4U, std::set<std::string>(all.begin(), all.end()).size());
}

TEST(FingerprintTest, PartsCannotBeShiftedIntoOneAnother) {
  EXPECT_NE(Fingerprints({At("ab", 1, "c")}), Fingerprints({At("a", 1, "bc")}));
}

TEST(FingerprintTest, DependsOnTheRule) {
  std::vector<Finding> here = {At("a.c", 1)};
  std::vector<Finding> there = {At("a.c", 1)};
  SetFingerprints("license/header-missing", here);
  SetFingerprints("license/text-missing", there);
  EXPECT_NE(here[0].fingerprint, there[0].fingerprint);
}

TEST(FingerprintTest, Has32HexadecimalDigitsThatNeverChange) {
  // Stored in waivers and decisions: this value is for ever.
  EXPECT_EQ("db90b2606758aaa0306fcf8026ffcd29", Fingerprints({At("src/a.c", 1)})[0]);
}

}  // namespace
}  // namespace headwater::engine
