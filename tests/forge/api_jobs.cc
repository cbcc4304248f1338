// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <zlib.h>

#include <algorithm>
#include <array>

#include "tests/forge/api.h"
#include "tests/forge/events.h"

// https://docs.gitlab.com/ee/api/jobs.html, job_artifacts.html, releases/ and
// user/packages/generic_packages/: what jobs and releases have made.

namespace headwater::forge_double {
namespace {

constexpr const char* kOctets = "application/octet-stream";

Response Bytes(std::string body) {
  Response response{.status = 200, .content_type = kOctets};
  response.body = std::move(body);
  return response;
}

/// One member of a gzip stream, with its name as GitLab's runner writes it.
std::string Gzip(const std::string& name, const std::string& text) {
  constexpr int kGzip = 16 + MAX_WBITS;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return "";
  }
  std::string kept = name;
  gz_header header{};
  header.name = reinterpret_cast<Bytef*>(kept.data());
  (void)deflateSetHeader(&stream, &header);
  std::string packed(deflateBound(&stream, text.size()) + name.size() + 64, '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  (void)deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  (void)deflateEnd(&stream);
  return packed;
}

Json Artifacts(const State& state, int64_t job) {
  Json list = Json::array();
  const auto found = state.job_files.find(job);
  if (found == state.job_files.end()) return list;
  const JobFiles& files = found->second;
  if (!files.archive.empty()) {
    list.push_back({{"file_type", "archive"},
                    {"size", 1000},
                    {"filename", "artifacts.zip"},
                    {"file_format", "zip"}});
  }
  if (files.report_size > 0) {
    list.push_back({{"file_type", "cyclonedx"},
                    {"size", files.report_size},
                    {"filename", "gl-sbom.cdx.json.gz"},
                    {"file_format", "gzip"}});
  }
  return list;
}

Json JobJson(const View& view, const CommitStatus& job) {
  const auto project = view.state.projects.find(job.project);
  const std::string path = project == view.state.projects.end() ? "" : project->second.path;
  return {{"id", job.id},
          {"name", job.name},
          {"stage", job.stage},
          {"status", job.state},
          {"ref", job.ref},
          {"commit", {{"id", job.sha}}},
          {"pipeline", {{"id", job.pipeline}, {"sha", job.sha}}},
          {"web_url", view.url + "/" + path + "/-/jobs/" + std::to_string(job.id)},
          {"artifacts", Artifacts(view.state, job.id)}};
}

/// Builds alone: statuses of outsiders are none.
Response Jobs(Call& call) {
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (auto it = view.state.statuses.rbegin(); it != view.state.statuses.rend(); ++it) {
      const CommitStatus& job = it->second;
      const bool other =
          job.pipeline != call.PathId("pipeline_id") || job.stage == "external" || job.retried;
      if (other || job.project != call.PathId("id")) continue;
      items.push_back({job.id, [&] { return JobJson(view, job); }});
    }
    return Page(call, items);
  });
}

Response FileOfArchive(Call& call) {
  return call.See([&](const View& view) {
    const auto job = view.state.statuses.find(call.PathId("job_id"));
    const auto files = view.state.job_files.find(call.PathId("job_id"));
    const bool known = job != view.state.statuses.end() && files != view.state.job_files.end() &&
                       job->second.project == call.PathId("id");
    if (!known) return Message(404, "404 Not Found");
    const auto file = files->second.archive.find(call.PathText("path"));
    if (file == files->second.archive.end()) return Message(404, "404 Not Found");
    return Bytes(file->second);
  });
}

Response Releases(Call& call) {
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (auto it = view.state.releases.rbegin(); it != view.state.releases.rend(); ++it) {
      const Release& release = *it;
      if (release.project != call.PathId("id")) continue;
      items.push_back({0, [&release] {
                         return Json{{"tag_name", release.tag},
                                     {"commit", {{"id", release.sha}}},
                                     {"assets", {{"links", release.links}}}};
                       }});
    }
    return Page(call, items);
  });
}

Response Package(Call& call) {
  return call.See([&](const View& view) {
    const auto found =
        view.state.packages.find(call.PathText("id") + "/" + call.PathText("name") + "/" +
                                 call.PathText("version") + "/" + call.PathText("file"));
    if (found == view.state.packages.end()) return Message(404, "404 Not Found");
    return Bytes(found->second);
  });
}

// ---- Control ----

int64_t FindId(const Call& call) {
  return call.world.Read([&](const State& state) -> int64_t {
    const Project* found = state.FindProject(call.PathText("project"));
    return found == nullptr ? 0 : found->id;
  });
}

void Upload(State& state, int64_t job, const Json& given) {
  JobFiles& files = state.job_files[job];
  if (given.contains("reports")) {
    files.report.clear();
    for (const Json& text : given["reports"]) {
      files.report += Gzip("gl-sbom.cdx.json", text.get<std::string>());
    }
    files.report_size = IntegerOr(given, "report_size", static_cast<int64_t>(files.report.size()));
  }
  if (!given.contains("archive")) return;
  for (const auto& [path, text] : given["archive"].items()) {
    files.archive[path] = text.get<std::string>();
  }
}

Response AddJob(Call& call) {
  const int64_t pipeline = IntegerOr(call.parameters, "pipeline", 0);
  int64_t id = 0;
  call.world.Write([&](State& state) {
    const auto found = state.pipelines.find(pipeline);
    if (found == state.pipelines.end()) return;
    id = state.NextId();
    CommitStatus job{.id = id, .project = found->second.project, .pipeline = pipeline};
    job.sha = found->second.sha;
    job.ref = found->second.ref;
    job.name = Text(call.parameters, "name", "sbom");
    job.stage = "test";
    job.state = Text(call.parameters, "status", "success");
    job.user = found->second.user;
    job.created_at = Now();
    state.statuses[id] = job;
    Upload(state, id, call.parameters);
  });
  if (id == 0) return Message(404, "no such pipeline");
  EmitPipeline(call.world, pipeline);
  return JsonResponse(201, {{"id", id}});
}

Response PutJob(Call& call) {
  int64_t pipeline = 0;
  call.world.Write([&](State& state) {
    const auto found = state.statuses.find(call.PathId("job"));
    if (found == state.statuses.end()) return;
    found->second.state = Text(call.parameters, "status", found->second.state);
    pipeline = found->second.pipeline;
    Upload(state, found->first, call.parameters);
  });
  if (pipeline == 0) return Message(404, "no such job");
  EmitPipeline(call.world, pipeline);
  return JsonResponse(200, Json::object());
}

Response AddRelease(Call& call) {
  Release release{.project = FindId(call), .tag = Text(call.parameters, "tag")};
  if (release.project == 0) return Message(404, "no such project");
  release.sha = Text(call.parameters, "sha");
  if (call.parameters.contains("links")) release.links = call.parameters["links"];
  call.world.Write([&](State& state) { state.releases.push_back(release); });
  return JsonResponse(201, Json::object());
}

Response PutPackage(Call& call) {
  const int64_t project = FindId(call);
  if (project == 0) return Message(404, "no such project");
  const std::string key = std::to_string(project) + "/" + Text(call.parameters, "path");
  call.world.Write([&](State& state) { state.packages[key] = Text(call.parameters, "text"); });
  return JsonResponse(200, Json::object());
}

}  // namespace

std::optional<Response> AnswerReportPage(World& world, const Request& request) {
  constexpr std::string_view kMiddle = "/-/jobs/";
  constexpr std::string_view kEnd = "/artifacts/download";
  const auto [path, query] = SplitTarget(request.target);
  const size_t middle = path.find(kMiddle);
  if (middle == std::string_view::npos || !path.ends_with(kEnd)) return std::nullopt;
  const std::string project_path(path.substr(1, middle - 1));
  const std::string number(path.substr(middle + kMiddle.size()));
  const int64_t id = std::strtoll(number.c_str(), nullptr, 10);
  const int64_t user = Authenticate(world, request).user;
  const bool is_report = query == "file_type=cyclonedx";
  return world.Read([&](const State& state) -> Response {
    const Project* project = state.FindProject(project_path);
    const auto files = state.job_files.find(id);
    if (project == nullptr || !state.MayRead(*project, user)) {
      Response login{.status = 302, .content_type = "text/html"};
      login.headers.emplace_back("Location", "/users/sign_in");
      return login;
    }
    const bool has = is_report && files != state.job_files.end() &&
                     state.statuses.at(id).project == project->id && !files->second.report.empty();
    return has ? Bytes(files->second.report) : Message(404, "404 Not Found");
  });
}

std::vector<Route> JobRoutes() {
  return {{"GET", "projects/:id/pipelines/:pipeline_id/jobs", Jobs},
          {"GET", "projects/:id/jobs/:job_id/artifacts/:path", FileOfArchive},
          {"GET", "projects/:id/releases", Releases},
          {"GET", "projects/:id/packages/generic/:name/:version/:file", Package}};
}

std::vector<Route> ControlJobRoutes() {
  return {{"POST", "jobs", AddJob},
          {"PUT", "jobs/:job", PutJob},
          {"POST", "projects/:project/releases", AddRelease},
          {"PUT", "projects/:project/packages", PutPackage}};
}

}  // namespace headwater::forge_double
