// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/license_files.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(LicenseFilesTest, NamesThatPeopleGiveThemAreKnown) {
  for (const char* path : {"LICENSE", "licence.txt", "COPYING", "COPYING.LESSER", "NOTICE.md",
                           "lib/LICENSE-MIT", "AUTHORS", "AUTHORS.rst", "LICENSES/EUPL-1.2.txt",
                           "COPYRIGHT", "UNLICENSE", "third_party/zlib/LICENSE_1_0"}) {
    EXPECT_TRUE(IsLicenseFile(path)) << path;
  }
}

TEST(LicenseFilesTest, SourcesAreNone) {
  for (const char* path : {"license.cc", "src/notice.py", "LICENSE/README.md", "authors.json",
                           "noticeboard", "docs/LICENSES", "copying_garbage_collector.md"}) {
    EXPECT_FALSE(IsLicenseFile(path)) << path;
  }
}

}  // namespace
}  // namespace headwater
