// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/pipeline_answers.h"

#include <algorithm>
#include <array>
#include <string>

#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

// https://docs.gitlab.com/ee/api/jobs.html "status": those after which GitLab itself goes on. A
// manual job waits for a person, who may never come.
constexpr std::array<std::string_view, 8> kUnderWay = {"created",   "waiting_for_resource",
                                                       "preparing", "waiting_for_callback",
                                                       "pending",   "running",
                                                       "canceling", "scheduled"};

/// https://docs.gitlab.com/ee/api/pipelines.html "source".
constexpr std::string_view kOutsiders = "external";

constexpr std::string_view kReportType = "cyclonedx";
constexpr std::string_view kArchiveType = "archive";

/// More links of one release are decoration.
constexpr size_t kMaxLinks = 100;

bool IsPlain(char c) {
  constexpr std::string_view kOthers = "-._~/%+";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != std::string_view::npos;
}

/// What follows the forge's own URL; none for other servers, and for what could leave its folder.
std::optional<std::string> Below(std::string_view url, std::string_view base_url) {
  if (!url.starts_with(base_url)) return std::nullopt;
  url.remove_prefix(base_url.size());
  const bool plain = url.starts_with('/') && std::all_of(url.begin(), url.end(), IsPlain) &&
                     url.find("..") == std::string_view::npos &&
                     url.find("%2e") == std::string_view::npos &&
                     url.find("%2E") == std::string_view::npos;
  return plain ? std::optional(std::string(url)) : std::nullopt;
}

/// What GitLab's own page of a job links to. The API serves archives only.
/// https://docs.gitlab.com/ee/ci/yaml/artifacts_reports.html
std::string ReportAddress(const std::string& page, JobId job) {
  if (!page.ends_with("/-/jobs/" + std::to_string(job.value))) return "";
  return page + "/artifacts/download?file_type=" + std::string(kReportType);
}

Result<uint64_t> SizeOf(const DataField& artifact) {
  const std::optional<int64_t> size = TRY(artifact["size"].OptionalId());
  return static_cast<uint64_t>(size.value_or(0));
}

Status ReadArtifact(const DataField& artifact, const std::string& page, ForgeJob& read) {
  const std::string type = TRY(artifact["file_type"].Text());
  if (type == kArchiveType) read.has_archive = true;
  if (type != kReportType) return Ok{};
  ForgeFile report;
  report.name = Untrusted(TRY(artifact["filename"].Text()));
  report.size = TRY(SizeOf(artifact));
  report.address = ReportAddress(page, read.id);
  read.report = std::move(report);
  return Ok{};
}

}  // namespace

Result<std::optional<ForgePipeline>> ReadPipelineOfCommit(const DataField& pipeline) {
  if (TRY(pipeline["source"].Text()) == kOutsiders) return std::optional<ForgePipeline>();
  ForgePipeline read;
  read.id = PipelineId{TRY(pipeline["id"].Id())};
  read.head = TRY(pipeline["sha"].Commit());
  const std::optional<int64_t> project = TRY(pipeline["project_id"].OptionalId());
  read.project = ProjectId{project.value_or(0)};
  return std::optional<ForgePipeline>(read);
}

Result<ForgeJob> ReadJob(const DataField& job, std::string_view base_url) {
  ForgeJob read;
  read.id = JobId{TRY(job["id"].Id())};
  read.name = Untrusted(TRY(job["name"].Text()));
  const std::string state = TRY(job["status"].RequiredText());
  read.under_way = std::find(kUnderWay.begin(), kUnderWay.end(), state) != kUnderWay.end();
  const std::string page = Below(TRY(job["web_url"].Text()), base_url).value_or("");
  const DataField artifacts = job["artifacts"];
  const size_t count = TRY(artifacts.Length());
  for (size_t i = 0; i < count; ++i) TRY(ReadArtifact(artifacts.Item(i), page, read));
  return read;
}

Result<ForgeRelease> ReadRelease(const DataField& release, ProjectId project,
                                 std::string_view base_url) {
  ForgeRelease read;
  read.tag = Untrusted(TRY(release["tag_name"].RequiredText()));
  read.commit = TRY(release["commit"]["id"].Commit());
  const DataField links = release["assets"]["links"];
  const size_t count = std::min(TRY(links.Length()), kMaxLinks);
  // A link may lead anywhere. Called is only this project's own package registry.
  const std::string own = "/api/v4" + PathOf(project) + "/packages/generic/";
  for (size_t i = 0; i < count; ++i) {
    const DataField link = links.Item(i);
    const std::string address = Below(TRY(link["url"].Text()), base_url).value_or("");
    read.links.push_back({.name = Untrusted(TRY(link["name"].Text())),
                          .address = address.starts_with(own) ? address : "",
                          .size = 0});
  }
  return read;
}

}  // namespace headwater::forge
