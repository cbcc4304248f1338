// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/sbom_validate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "headwater/data.h"

namespace headwater::jobs {
namespace {

constexpr const char* kGood =
    R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"application",)"
    R"("name":"app"}},"components":[{"type":"file","name":"a"}]})";
constexpr const char* kBad =
    "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\n\"components\":[{\"type\":\"file\"}]}";

/// `one.json` and `two.json`, as `gzip -cN one.json two.json` writes them: documents whose list of
/// components is empty, and has an empty component.
std::string TwoMembers();

struct Written {
  std::string out;
  std::string err;
  int exit_code = 0;
};

class SbomValidateTest : public testing::Test {
 protected:
  SbomValidateTest() : folder_(testing::TempDir() + "/sbom_validate_" + std::to_string(getpid())) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~SbomValidateTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& bytes) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Written Run(std::vector<std::string> files,
              SbomValidateFormat format = SbomValidateFormat::kText) const {
    SbomValidateRequest request = request_;
    request.files = std::move(files);
    request.format = format;
    request.as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21);
    std::ostringstream out;
    const CommandResult result = ValidateSboms(request, out);
    return {out.str(), result.err, result.exit_code};
  }

  DataNode Json(std::vector<std::string> files) const {
    auto json = ParseJson(Run(std::move(files), SbomValidateFormat::kJson).out, kJsonLimits);
    if (!json.ok()) throw std::runtime_error(json.error().message);
    return std::move(json).value();
  }

  std::string folder_;
  SbomValidateRequest request_;
};

TEST_F(SbomValidateTest, ExitCodesAreThoseOfCheck) {
  const std::string good = Write("good", kGood);
  const std::string bad = Write("bad", kBad);
  const std::string newer =
      Write("newer", R"({"bomFormat":"CycloneDX","specVersion":"1.9","components":[]})");
  EXPECT_EQ(0, Run({good}).exit_code);
  EXPECT_EQ(1, Run({good, bad}).exit_code);
  EXPECT_EQ(3, Run({good, newer}).exit_code);
  EXPECT_EQ(1, Run({bad, newer}).exit_code);
  EXPECT_EQ(1, Run({Write("text", "no SBOM at all")}).exit_code);
}

TEST_F(SbomValidateTest, AFileThatIsNotThereIsWrongUseAndTheOthersAreJudged) {
  const Written written = Run({folder_ + "/nowhere", Write("bad", kBad), folder_});
  EXPECT_EQ(2, written.exit_code);
  EXPECT_NE(std::string::npos, written.err.find("nowhere: cannot be read"));
  EXPECT_NE(std::string::npos, written.err.find(folder_ + ": cannot be read"));
  EXPECT_NE(std::string::npos, written.out.find("bad:2:15: error: name is missing here."));
}

TEST_F(SbomValidateTest, TextNamesFileLineAndColumnAsCompilersDo) {
  request_.profile = "bsi-2.1";
  const std::string bad = Write("bad", kBad);
  const Written written = Run({bad});
  EXPECT_TRUE(written.out.starts_with(bad)) << written.out;
  EXPECT_NE(std::string::npos,
            written.out.find(bad + ":2:15: error: name is missing here. (/components/0)\n"));
  EXPECT_NE(std::string::npos, written.out.find("BSI TR-03183-2 v2.1.0: "));
  EXPECT_NE(std::string::npos, written.out.find(bad + ": not valid: CycloneDX 1.6 JSON, "));
}

TEST_F(SbomValidateTest, GermanIsSpokenToo) {
  request_.language = Language::kGerman;
  const Written written = Run({Write("bad", kBad)});
  EXPECT_NE(std::string::npos, written.out.find("Fehler: Hier fehlt name."));
  EXPECT_NE(std::string::npos, written.out.find("nicht gültig"));
}

TEST_F(SbomValidateTest, JsonIsTheDocumentedContract) {
  const DataNode json = Json({Write("good", kGood), Write("bad", kBad)});
  EXPECT_EQ("headwater.sbom/1", json.Find("schema")->scalar);
  const DataNode* documents = json.Find("documents");
  ASSERT_EQ(2U, documents->items.size());
  const DataNode& good = documents->items[0];
  EXPECT_EQ("CycloneDX", good.Find("format")->scalar);
  EXPECT_EQ("1.6", good.Find("version")->scalar);
  EXPECT_EQ("json", good.Find("serialisation")->scalar);
  EXPECT_EQ("true", good.Find("valid")->scalar);
  EXPECT_EQ("2", good.Find("components")->scalar);
  EXPECT_TRUE(good.Find("errors")->items.empty());
  EXPECT_FALSE(good.Find("profiles")->members.empty());
  const DataNode& bad = documents->items[1];
  EXPECT_EQ("false", bad.Find("valid")->scalar);
  ASSERT_EQ(1U, bad.Find("errors")->items.size());
  const DataNode& error = bad.Find("errors")->items[0];
  EXPECT_EQ("schema", error.Find("check")->scalar);
  EXPECT_EQ("required-missing", error.Find("key")->scalar);
  EXPECT_EQ("/components/0", error.Find("pointer")->scalar);
  EXPECT_EQ("2", error.Find("line")->scalar);
  EXPECT_EQ("15", error.Find("column")->scalar);
  EXPECT_EQ("name is missing here.", error.Find("message")->scalar);
}

TEST_F(SbomValidateTest, JsonNamesWhatAProfileMisses) {
  request_.profile = "bsi-2.1";
  const DataNode json = Json({Write("good", kGood)});
  const DataNode* profile = json.Find("documents")->items[0].Find("profiles")->Find("bsi-2.1");
  ASSERT_NE(nullptr, profile);
  ASSERT_FALSE(profile->Find("missing")->items.empty());
  for (const DataNode& gap : profile->Find("missing")->items) {
    EXPECT_NE("", gap.Find("message")->scalar);
    EXPECT_FALSE(gap.Find("requirement")->scalar.empty());
    EXPECT_FALSE(gap.Find("section")->scalar.empty());
    EXPECT_NE(nullptr, gap.Find("components"));
  }
}

TEST_F(SbomValidateTest, AnUnknownProfileIsWrongUse) {
  request_.profile = "bsi-9";
  EXPECT_EQ(2, Run({Write("good", kGood)}).exit_code);
}

TEST_F(SbomValidateTest, MembersOfAGzipStreamAreDocuments) {
  const DataNode json = Json({Write("reports.gz", TwoMembers())});
  const DataNode* documents = json.Find("documents");
  ASSERT_EQ(2U, documents->items.size());
  EXPECT_EQ("one.json", documents->items[0].Find("member")->scalar);
  EXPECT_EQ("true", documents->items[0].Find("valid")->scalar);
  EXPECT_EQ("two.json", documents->items[1].Find("member")->scalar);
  EXPECT_EQ("false", documents->items[1].Find("valid")->scalar);
}

TEST_F(SbomValidateTest, AFileBeyondTheBoundCouldNotBeChecked) {
  const std::string path = Write("large", "{");
  std::filesystem::resize_file(path, (uint64_t{64} << 20U) + 1);
  EXPECT_EQ(3, Run({path}).exit_code);
}

TEST_F(SbomValidateTest, HostileBytesReachTheTerminalEncoded) {
  const Written written =
      Run({Write("bad",
                 "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":"
                 "\"file\",\"name\":\"a\",\"purl\":\"\\u001b[2J\\u202e\"}]}")});
  EXPECT_EQ(1, written.exit_code);
  EXPECT_EQ(std::string::npos, written.out.find('\x1b'));
  EXPECT_NE(std::string::npos, written.out.find("\\x1B[2J\\u{202E}"));
}

std::string TwoMembers() {
  constexpr unsigned char kBytes[] = {
      0x1f, 0x8b, 0x08, 0x08, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x6f, 0x6e, 0x65, 0x2e, 0x6a,
      0x73, 0x6f, 0x6e, 0x00, 0xab, 0x56, 0x4a, 0xca, 0xcf, 0x75, 0xcb, 0x2f, 0xca, 0x4d, 0x2c,
      0x51, 0xb2, 0x52, 0x72, 0xae, 0x4c, 0xce, 0xc9, 0xcf, 0x4b, 0x75, 0x89, 0x50, 0xd2, 0x51,
      0x2a, 0x2e, 0x48, 0x4d, 0x0e, 0x4b, 0x2d, 0x2a, 0xce, 0xcc, 0xcf, 0x03, 0xca, 0x18, 0xea,
      0x99, 0x01, 0xc5, 0x92, 0xf3, 0x73, 0x0b, 0x80, 0xf2, 0x79, 0x25, 0xc5, 0x4a, 0x56, 0xd1,
      0xb1, 0xb5, 0x00, 0x92, 0xc9, 0xc0, 0x92, 0x3d, 0x00, 0x00, 0x00, 0x1f, 0x8b, 0x08, 0x08,
      0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x74, 0x77, 0x6f, 0x2e, 0x6a, 0x73, 0x6f, 0x6e, 0x00,
      0xab, 0x56, 0x4a, 0xca, 0xcf, 0x75, 0xcb, 0x2f, 0xca, 0x4d, 0x2c, 0x51, 0xb2, 0x52, 0x72,
      0xae, 0x4c, 0xce, 0xc9, 0xcf, 0x4b, 0x75, 0x89, 0x50, 0xd2, 0x51, 0x2a, 0x2e, 0x48, 0x4d,
      0x0e, 0x4b, 0x2d, 0x2a, 0xce, 0xcc, 0xcf, 0x03, 0xca, 0x18, 0xea, 0x99, 0x01, 0xc5, 0x92,
      0xf3, 0x73, 0x0b, 0x80, 0xf2, 0x79, 0x25, 0xc5, 0x4a, 0x56, 0xd1, 0xd5, 0xb5, 0xb1, 0xb5,
      0x00, 0xc9, 0xcc, 0xee, 0x44, 0x3f, 0x00, 0x00, 0x00};
  return {kBytes, kBytes + sizeof kBytes};
}

}  // namespace
}  // namespace headwater::jobs
