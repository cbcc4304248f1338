// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/publiccode_validate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "headwater/data.h"
#include "tests/rules/common/publiccode_samples.h"

namespace headwater::jobs {
namespace {

using samples::MinimalPubliccode;

struct Written {
  std::string out;
  std::string err;
  int exit_code = 0;
};

class PubliccodeValidateTest : public testing::Test {
 protected:
  PubliccodeValidateTest()
      : folder_(testing::TempDir() + "/publiccode_validate_" + std::to_string(getpid())) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~PubliccodeValidateTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& bytes) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Written Run(std::vector<std::string> files,
              PubliccodeFormat format = PubliccodeFormat::kText) const {
    PubliccodeValidateRequest request = request_;
    request.files = std::move(files);
    request.format = format;
    request.as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
    std::ostringstream out;
    const CommandResult result = ValidatePubliccode(request, out);
    return {out.str(), result.err, result.exit_code};
  }

  DataNode Json(std::vector<std::string> files) const {
    auto json = ParseJson(Run(std::move(files), PubliccodeFormat::kJson).out, kJsonLimits);
    if (!json.ok()) throw std::runtime_error(json.error().message);
    return std::move(json).value();
  }

  std::string folder_;
  PubliccodeValidateRequest request_;
};

const std::string kGood = MinimalPubliccode("0.7");
const std::string kBad = "publiccodeYmlVersion: \"0.7\"\nname: [\n";
const std::string kTooLarge(kYamlLimits.bytes + 1, 'x');

TEST_F(PubliccodeValidateTest, ExitCodesAreThoseOfCheck) {
  const std::string good = Write("good", kGood);
  const std::string bad = Write("bad", kBad);
  const std::string large = Write("large", kTooLarge);
  EXPECT_EQ(0, Run({good}).exit_code);
  EXPECT_EQ(0, Run({Write("warned", kGood + "genericName: x\n")}).exit_code);
  EXPECT_EQ(1, Run({good, bad}).exit_code);
  EXPECT_EQ(3, Run({good, large}).exit_code);
  EXPECT_EQ(1, Run({bad, large}).exit_code);
}

TEST_F(PubliccodeValidateTest, AFileThatIsNotThereIsWrongUseAndTheOthersAreJudged) {
  const Written written = Run({folder_ + "/nowhere", Write("good", kGood), folder_});
  EXPECT_EQ(2, written.exit_code);
  EXPECT_NE(std::string::npos, written.err.find("nowhere: cannot be read"));
  EXPECT_NE(std::string::npos, written.err.find(folder_ + ": cannot be read"));
  EXPECT_NE(std::string::npos, written.out.find("good: valid: version 0.7\n"));
}

TEST_F(PubliccodeValidateTest, TextNamesFileLineAndColumnAsCompilersDo) {
  std::string text = kGood;
  text.replace(text.find("stable"), 6, "stabel");
  const std::string file = Write("publiccode.yml", text);
  EXPECT_EQ(file +
                ":5:20: error: developmentStatus: stabel is not allowed; most likely stable is "
                "meant.\n" +
                file + ": not valid: version 0.7\n",
            Run({file}).out);
}

TEST_F(PubliccodeValidateTest, GermanIsSpokenToo) {
  request_.language = Language::kGerman;
  const Written written = Run({Write("bad", "publiccodeYmlVersion: \"0.7\"\n")});
  EXPECT_NE(std::string::npos, written.out.find(":1:1: Fehler: name fehlt.\n"));
  EXPECT_NE(std::string::npos, written.out.find(": nicht gültig: Version 0.7\n"));
}

TEST_F(PubliccodeValidateTest, TheProfileSaysWhatAnUnknownKeyIs) {
  const std::string file = Write("publiccode.yml", kGood + "genericName: x\n");
  EXPECT_NE(std::string::npos, Run({file}).out.find("warning: The standard knows no key"));
  request_.profile = PubliccodeProfile::kStandard;
  EXPECT_EQ(1, Run({file}).exit_code);
}

TEST_F(PubliccodeValidateTest, JsonIsTheDocumentedContract) {
  const DataNode json =
      Json({Write("bad", kGood + "logo: /a.png\ngenericName: x\n"), Write("good", kGood)});
  EXPECT_EQ("headwater.publiccode/1", json.Find("schema")->scalar);
  EXPECT_EQ("opencode", json.Find("profile")->scalar);
  EXPECT_EQ("false", json.Find("valid")->scalar);
  ASSERT_EQ(1U, json.Find("errors")->items.size());
  const DataNode& error = json.Find("errors")->items.front();
  EXPECT_TRUE(error.Find("file")->scalar.ends_with("/bad"));
  EXPECT_EQ("logo", error.Find("key")->scalar);
  EXPECT_EQ("path-not-relative", error.Find("kind")->scalar);
  EXPECT_EQ("7", error.Find("column")->scalar);
  EXPECT_TRUE(error.Find("message")->scalar.starts_with("logo: /a.png must be"));
  ASSERT_EQ(1U, json.Find("warnings")->items.size());
  EXPECT_EQ("genericName", json.Find("warnings")->items.front().Find("key")->scalar);
  EXPECT_EQ("0", json.Find("more_errors")->scalar);
  ASSERT_EQ(2U, json.Find("files")->items.size());
  EXPECT_EQ("false", json.Find("files")->items[0].Find("valid")->scalar);
  EXPECT_EQ("true", json.Find("files")->items[1].Find("valid")->scalar);
  EXPECT_EQ("0.7", json.Find("files")->items[1].Find("version")->scalar);
}

TEST_F(PubliccodeValidateTest, JsonOfAFileBeyondTheBoundIsNeitherTrueNorFalse) {
  const DataNode json = Json({Write("large", kTooLarge)});
  EXPECT_EQ(DataNode::Kind::kNull, json.Find("valid")->kind);
  ASSERT_EQ(1U, json.Find("errors")->items.size());
  EXPECT_EQ(DataNode::Kind::kNull, json.Find("errors")->items.front().Find("line")->kind);
}

TEST_F(PubliccodeValidateTest, ImagesAreLookedForBesideTheFile) {
  Write("logo.png", "x");
  std::filesystem::create_symlink(folder_ + "/logo.png", folder_ + "/link.png");
  const auto exit_code = [this](const std::string& logo) {
    return Run({Write("publiccode.yml", kGood + "logo: " + logo + "\n")}).exit_code;
  };
  EXPECT_EQ(0, exit_code("logo.png"));
  EXPECT_EQ(1, exit_code("other.png"));
  EXPECT_EQ(1, exit_code("link.png"));
  EXPECT_EQ(1, exit_code("../" + std::filesystem::path(folder_).filename().string() + "/logo.png"));
}

TEST_F(PubliccodeValidateTest, HostileBytesReachTheTerminalEncoded) {
  const Written written = Run({Write("bad", kGood + "\"\\e[31mred\": 1\n")});
  EXPECT_EQ(std::string::npos, written.out.find('\x1B'));
}

}  // namespace
}  // namespace headwater::jobs
