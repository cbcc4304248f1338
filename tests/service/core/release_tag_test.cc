// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/release_tag.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(ReleaseTagTest, AWordBehindANumberMakesAPreRelease) {
  for (const char* tag :
       {"v1.0-rc1", "1.0rc2", "v2.0.0-alpha.1", "curl-7_1_beta2", "1.0.dev3", "2.0b1", "v1-PRE"}) {
    EXPECT_TRUE(IsPreRelease(tag)) << tag;
  }
  for (const char* tag : {"v1.0", "beta-project-1.0", "curl-8_1_0", "1.0-build2", "rc", ""}) {
    EXPECT_FALSE(IsPreRelease(tag)) << tag;
  }
}

}  // namespace
}  // namespace headwater
