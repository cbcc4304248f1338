// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_license.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/fakes/fake_view.h"
#include "tests/rules/rule_case.h"

namespace headwater::license {
namespace {

using Readings = std::vector<std::string>;

std::string TextOf(const char* license) {
  return cases::ReadFile(std::filesystem::path(HEADWATER_SOURCE_DIR) / "LICENSES" /
                         (std::string(license) + ".txt"));
}

class ProjectLicenseTest : public testing::Test {
 protected:
  Readings Found() const {
    fakes::FakeView view(files);
    const auto found = FindProjectLicense(view);
    return found.ok() ? found.value() : Readings{found.error().message};
  }
  void Package(const std::string& license) {
    files["package.json"].bytes = R"({"license": ")" + license + "\"}";
  }

  fakes::FakeFiles files;
};

TEST_F(ProjectLicenseTest, IsNotKnownOfAProjectThatSaysNothing) {
  files["a.c"].bytes = "int a;\n";
  EXPECT_EQ(Readings{}, Found());
}

TEST_F(ProjectLicenseTest, IsTheTextInTheRoot) {
  files["LICENSE"].bytes = TextOf("EUPL-1.2");
  EXPECT_EQ(Readings{"EUPL-1.2"}, Found());
  files["LICENSES/CC0-1.0.txt"].bytes = TextOf("CC0-1.0");
  EXPECT_EQ(Readings{"EUPL-1.2"}, Found()) << "what is there besides is of single files";
}

TEST_F(ProjectLicenseTest, IsWhatThePackageSays) {
  Package("MIT");
  EXPECT_EQ(Readings{"MIT"}, Found());
  Package("SEE LICENSE IN terms.txt");
  EXPECT_EQ(Readings{}, Found());
}

TEST_F(ProjectLicenseTest, IsOneOfSeveralWhereTheTextDoesNotTell) {
  files["COPYING"].bytes = cases::ReadFile("/usr/share/common-licenses/GPL-3");
  ASSERT_FALSE(files["COPYING"].bytes.empty()) << "every Debian has this text";
  EXPECT_EQ((Readings{"GPL-3.0-only", "GPL-3.0-or-later"}), Found());
  Package("GPL-3.0-or-later");
  EXPECT_EQ(Readings{"GPL-3.0-or-later"}, Found()) << "the package does";
}

TEST_F(ProjectLicenseTest, IsNotKnownWhereTwoPlacesDiffer) {
  files["LICENSE"].bytes = TextOf("EUPL-1.2");
  Package("MIT");
  EXPECT_EQ(Readings{}, Found());
  files.erase("LICENSE");
  files["publiccode.yml"].bytes = "legal: {license: Apache-2.0}\n";
  EXPECT_EQ(Readings{}, Found());
}

TEST_F(ProjectLicenseTest, IsNotKnownWhileTheTextCannotBeRead) {
  files["LICENSE"].state = BlobState::kMissing;
  Package("EUPL-1.2");
  EXPECT_EQ(Readings{}, Found());
}

TEST_F(ProjectLicenseTest, ANameWithoutAVersionIsNoOtherLicence) {
  files["LICENSE"].bytes = TextOf("EUPL-1.2");
  Package("eupl");
  EXPECT_EQ(Readings{"EUPL-1.2"}, Found());
  files.erase("LICENSE");
  EXPECT_EQ(Readings{}, Found()) << "and no header's";
}

TEST_F(ProjectLicenseTest, TwoTextsNeedAWord) {
  files["LICENSE-EUPL"].bytes = TextOf("EUPL-1.2");
  files["LICENSE-CC0"].bytes = TextOf("CC0-1.0");
  EXPECT_EQ(Readings{}, Found());
  Package("EUPL-1.2 OR CC0-1.0");
  EXPECT_EQ(Readings{"CC0-1.0 OR EUPL-1.2"}, Found());
}

TEST_F(ProjectLicenseTest, ATextThatIsMoreThanItsLicenceNeedsAWord) {
  files["LICENSE"].bytes =
      TextOf("EUPL-1.2") + "\nThe pictures in the folder icons come from somewhere else.\n";
  EXPECT_EQ(Readings{}, Found());
  Package("EUPL-1.2");
  EXPECT_EQ(Readings{"EUPL-1.2"}, Found());
}

TEST_F(ProjectLicenseTest, ATextThatTakesAFreedomAwayIsNoLicence) {
  files["LICENSE"].bytes = TextOf("EUPL-1.2") + "\nYou may not sell the Software.\n";
  Package("EUPL-1.2");
  EXPECT_EQ(Readings{}, Found());
}

}  // namespace
}  // namespace headwater::license
