// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_folder.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "rules/license/later_version.h"
#include "rules/license/replace_value.h"
#include "tests/fakes/fake_view.h"

namespace headwater::license {
namespace {

TEST(LicenseFolderTest, ReadsIdentifiersFromNames) {
  const struct {
    std::string_view path;
    std::string_view id;
  } cases[] = {
      {"LICENSES/MIT.txt", "MIT"},
      {"LICENSES/mit.TXT", "MIT"},
      {"LICENSES/Apache-2.0", "Apache-2.0"},
      {"LICENSES/Apache-2.0.txt", "Apache-2.0"},
      {"LICENSES/GPL-2.0+.txt", "GPL-2.0+"},
      {"LICENSES/Classpath-exception-2.0.md", "Classpath-exception-2.0"},
      {"LICENSES/LicenseRef-A.B.txt", "LicenseRef-A.B"},
      {"LICENSES/old/MIT.txt", "MIT"},
      {"LICENSES/README.md", ""},
      {"LICENSES/LicenseRef-.txt", ""},
      {"LICENSES/.txt", ""},
      {"LICENSES/", ""},
      {"src/LICENSES/MIT.txt", ""},
      {"MIT.txt", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(IdOfText(c.path).value_or(""), c.id) << c.path;
}

TEST(LicenseFolderTest, HasWhatLiesInIt) {
  const fakes::FakeView view({{"LICENSE", {}},
                              {"LICENSES/EUPL-1.1.txt", {}},
                              {"LICENSES/GPL-2.0+.txt", {}},
                              {"LICENSES/MIT.txt.license", {}},
                              {"LICENSES/notes", {}},
                              {"LICENSESX", {}}});
  const LicenseFolder folder(view.Files());
  EXPECT_TRUE(folder.Has("eupl-1.1"));
  EXPECT_TRUE(folder.Has("GPL-2.0"));
  EXPECT_FALSE(folder.Has("MIT"));
  EXPECT_EQ(folder.texts().size(), 2U);
  ASSERT_EQ(folder.others().size(), 1U);
  EXPECT_EQ(folder.others()[0]->path.bytes(), "LICENSES/notes");
  EXPECT_TRUE(LicenseFolder({}).empty());
}

TEST(LaterVersionTest, ReadsTheWordsOfTheGnuNotices) {
  const struct {
    std::string_view text;
    std::string_view id;
    bool later;
  } cases[] = {
      {"version 2 of the License, or (at your option) any later version.", "GPL-2.0", true},
      {"Version 2 of\n * the License, or\n * (at your option) any\n# later version.", "GPL-2.0",
       true},
      {"either version 2.1 of the License, or any later version", "LGPL-2.1", true},
      {"version 3.0 or later", "GPL-3.0", true},
      {"version 2 of the License, or any later version", "GPL-2.0-with-GCC-exception", true},
      {"version 2 of the License", "GPL-2.0", false},
      {"version 3 of the License, or any later version", "GPL-2.0", false},
      {"version 2.1 of the License, or any later version", "GPL-2.0", false},
      {"version 12 of the License, or any later version", "GPL-2.0", false},
      {"any later version", "GPL-2.0", false},
      {"version 2 of the License, not any later version", "GPL-2.0", false},
      {"", "GPL-2.0", false},
      {"version or later", "wxWindows", false},
  };
  for (const auto& c : cases) EXPECT_EQ(SaysOrLater(c.text, c.id), c.later) << c.text;
}

struct Replaced {
  SourceText text;
  uint32_t line = 1;
  uint32_t column = 0;
  std::string value;
};

std::string Replace(const Replaced& r) {
  LicenseStatement statement = MakeLicense(r.value, {InfoSource::kHeader, "a", r.line});
  statement.column = r.column;
  const auto fix = ReplaceValue(r.text, statement, "X");
  return fix ? fix->text.bytes() : "none";
}

TEST(ReplaceValueTest, ChangesTheValueAndNothingElse) {
  EXPECT_EQ(Replace({{Encoding::kBytes, "a\n  // t: b c */\nd\n"}, 2, 9, "b c"}), "  // t: X */\n");
  EXPECT_EQ(Replace({{Encoding::kBytes, "a\r\nt = \"b\"\r\n"}, 2, 0, "b"}), "t = \"X\"\r\n");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b"}, 1, 1, "b"}), "X");
  EXPECT_EQ(Replace({{Encoding::kUtf8Bom, "b\n"}, 1, 1, "b"}), "\xEF\xBB\xBFX\n");
  EXPECT_EQ(Replace({{Encoding::kUtf8Bom, "a\nb\n"}, 2, 1, "b"}), "X\n");
}

TEST(ReplaceValueTest, OffersNothingWhereItIsNotCertain) {
  EXPECT_EQ(Replace({{Encoding::kUtf16, "b\n"}, 1, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "a\rb\r"}, 2, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b\n"}, 2, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b\n"}, 0, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b\n"}, 1, 9, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b b\n"}, 1, 0, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "c\n"}, 1, 0, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "\n"}, 1, 0, ""}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b \xC4\n"}, 1, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, "b" + std::string(2000, ' ') + "\n"}, 1, 1, "b"}), "none");
  EXPECT_EQ(Replace({{Encoding::kBytes, ""}, 1, 1, "b"}), "none");
  const std::string shortened(kMaxQuotedBytes + 1, '?');
  EXPECT_EQ(Replace({{Encoding::kBytes, shortened + "\n"}, 1, 1, shortened}), "none");
}

}  // namespace
}  // namespace headwater::license
