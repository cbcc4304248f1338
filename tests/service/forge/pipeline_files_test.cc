// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

class PipelineFilesTest : public testing::Test {
 protected:
  FakeHttp http_;
  FakeClock clock_;
  FakeToken token_;
  GitlabClient client_{{.base_url = "https://git.example.org/gitlab/"}, http_, token_, clock_};
};

TEST_F(PipelineFilesTest, PipelinesThatHoldOnlyStatusesOfOutsidersAreLeftOut) {
  http_.Answer(200, R"([{"id": 9, "sha": ")" + kHeadHex + R"(", "source": "external"},
                        {"id": 8, "sha": ")" +
                        kHeadHex + R"(", "source": "push"},
                        {"id": 7, "sha": ")" +
                        std::string(40, 'b') + R"(", "source": "push"}])");
  const auto pipelines = client_.Pipelines(kProject, kHead);
  ASSERT_TRUE(pipelines.ok()) << pipelines.error().message;
  ASSERT_EQ(1U, pipelines.value().size());
  EXPECT_EQ(8, pipelines.value()[0].id.value);
  EXPECT_EQ(kProject, pipelines.value()[0].project);
  EXPECT_NE(std::string::npos, http_.calls[0].url.find("/projects/17/pipelines?sha=" + kHeadHex));
}

TEST_F(PipelineFilesTest, AJobSaysWhatItMadeAndWhetherItWillGoOn) {
  http_.Answer(200, R"([{"id": 5, "name": "sbom", "status": "failed",
      "web_url": "https://git.example.org/gitlab/group/kit/-/jobs/5",
      "artifacts": [{"file_type": "trace", "size": 9, "filename": "job.log"},
                    {"file_type": "archive", "size": 10, "filename": "artifacts.zip"},
                    {"file_type": "cyclonedx", "size": 11, "filename": "gl-sbom.cdx.json.gz"}]},
     {"id": 6, "name": "deploy", "status": "manual", "artifacts": []},
     {"id": 7, "name": "late", "status": "waiting_for_resource"},
     {"id": 8, "name": "odd", "status": "success", "web_url": "https://evil.example/-/jobs/8",
      "artifacts": [{"file_type": "cyclonedx", "size": 11, "filename": "x"}]}])");
  const auto jobs = client_.Jobs(kProject, PipelineId{3});
  ASSERT_TRUE(jobs.ok()) << jobs.error().message;
  ASSERT_EQ(4U, jobs.value().size());
  const ForgeJob& sbom = jobs.value()[0];
  EXPECT_FALSE(sbom.under_way);
  EXPECT_TRUE(sbom.has_archive);
  ASSERT_TRUE(sbom.report);
  EXPECT_EQ("/group/kit/-/jobs/5/artifacts/download?file_type=cyclonedx", sbom.report->address);
  EXPECT_EQ(11U, sbom.report->size);
  EXPECT_FALSE(jobs.value()[1].under_way) << "it waits for a person";
  EXPECT_TRUE(jobs.value()[2].under_way);
  EXPECT_EQ("", jobs.value()[3].report->address) << "never called";
}

TEST_F(PipelineFilesTest, OfAReleaseOnlyTheProjectsOwnPackagesHaveAnAddress) {
  const std::string base = "https://git.example.org/gitlab/api/v4/projects/";
  const std::string own = base + "17/packages/generic/";
  std::string links;
  for (const std::string& url :
       {own + "kit/1.0/sbom.cdx.json", base + "18/packages/generic/kit/1.0/a", own + "../../x",
        own + "%2e%2e/x", own + "a?b=c", std::string("https://git.example.org.evil.example/a"),
        std::string("http://127.0.0.1/a")}) {
    links += (links.empty() ? "" : ",") + std::string(R"({"name": "sbom", "url": ")") + url + "\"}";
  }
  http_.Answer(200, R"([{"tag_name": "v1", "commit": {"id": ")" + kHeadHex +
                        R"("}, "assets": {"links": [)" + links + "]}}]");
  const auto release = client_.NewestRelease(kProject);
  ASSERT_TRUE(release.ok()) << release.error().message;
  ASSERT_TRUE(release.value());
  EXPECT_EQ(kHead, release.value()->commit);
  ASSERT_EQ(7U, release.value()->links.size());
  EXPECT_EQ("/api/v4/projects/17/packages/generic/kit/1.0/sbom.cdx.json",
            release.value()->links[0].address);
  for (size_t i = 1; i < 7; ++i) EXPECT_EQ("", release.value()->links[i].address) << i;
}

TEST_F(PipelineFilesTest, AProjectWithoutReleaseHasNone) {
  http_.Answer(200, "[]");
  EXPECT_FALSE(client_.NewestRelease(kProject).value().has_value());
}

TEST_F(PipelineFilesTest, DownloadsCallTheForgeAloneAndFollowNoRedirect) {
  http_.Answer(200, "bytes", {{"Content-Type", "application/octet-stream"}});
  EXPECT_EQ("bytes", client_.Download("/api/v4/projects/17/jobs/5/artifacts/a", 10).value());
  EXPECT_EQ("https://git.example.org/gitlab/api/v4/projects/17/jobs/5/artifacts/a",
            http_.calls[0].url);
  EXPECT_EQ(10U, http_.calls[0].max_body_bytes);
  http_.Answer(302, "", {{"Location", "https://storage.example/a"}});
  EXPECT_EQ(Errc::kDenied, client_.Download("/a", 10).error().code);
  http_.Answer(200, "<html>", {{"Content-Type", "text/html; charset=utf-8"}});
  EXPECT_EQ(Errc::kDenied, client_.Download("/a", 10).error().code);
  http_.Fail(Errc::kContent);
  EXPECT_EQ(Errc::kContent, client_.Download("/a", 10).error().code);
  EXPECT_FALSE(client_.Download("@evil.example/", 10).ok());
  EXPECT_EQ(4U, http_.calls.size());
}

TEST_F(PipelineFilesTest, APathInAnArchiveIsOnePartOfTheAddress) {
  EXPECT_EQ("/api/v4/projects/17/jobs/5/artifacts/sbom%2Fa%20b.json",
            client_.AddressInArchive(kProject, JobId{5}, "sbom/a b.json"));
}

}  // namespace
}  // namespace headwater::forge
