// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/late_library.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "headwater/check.h"

namespace headwater {
namespace {

TEST(LateLibraryTest, CallsWhatTheLibraryDefines) {
  const LateLibrary library("libz.so.1", "zlib1g");
  ASSERT_TRUE(library.loaded().ok());
  // RFC 1950, section 9: the checksum of nothing is 1.
  EXPECT_EQ(1U, library.Call<adler32>("adler32", uLong{1}, static_cast<const Bytef*>(nullptr), 0U));
}

TEST(LateLibraryTest, AMissingLibraryIsNamedWithItsPackage) {
  const LateLibrary library("libnowhere.so.9", "libnowhere9");
  const Status loaded = library.loaded();
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(Errc::kInternal, loaded.error().code);
  EXPECT_NE(std::string::npos, loaded.error().message.find("libnowhere.so.9: cannot open"));
  EXPECT_NE(std::string::npos, loaded.error().message.find("package libnowhere9"));
}

TEST(LateLibraryDeathTest, AFunctionThatIsNotThereEndsTheProcess) {
  const LateLibrary library("libz.so.1", "zlib1g");
  EXPECT_EXIT((void)library.Find<void()>("no_such_function"), testing::ExitedWithCode(kExitUnknown),
              "no_such_function");
}

}  // namespace
}  // namespace headwater
