// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/report_command.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "headwater/sink.h"
#include "service/git/history.h"
#include "service/git/repository.h"
#include "service/jobs/named_projects.h"
#include "service/report/audit_report.h"

namespace headwater::jobs {
namespace {

bool IsMeant(const AuditReportRequest& request, const NamedProject& project) {
  if (!request.group.empty()) return project.path.starts_with(request.group + "/");
  if (request.project.empty()) return true;
  return project.path == request.project || std::to_string(project.id.value) == request.project;
}

Status ChooseProjects(const AuditReportRequest& request, DecisionBook& book, ReportScope& scope) {
  scope.name = Untrusted(request.group.empty() ? request.project : request.group);
  for (const NamedProject& project : TRY(NamedProjects(book))) {
    if (!IsMeant(request, project)) continue;
    scope.projects.push_back(project);
    if (!request.project.empty() && !project.path.empty()) scope.name = Untrusted(project.path);
  }
  if (!scope.projects.empty()) return Ok{};
  return Error{Errc::kNotFound, scope.name.empty()
                                    ? "the service has judged nothing yet"
                                    : scope.name.bytes() + ": no decision is about that"};
}

std::string RepositoryOf(const AuditReportRequest& request, ProjectId project) {
  if (!request.repository.empty()) return request.repository;
  return request.folder + "/mirrors/" + std::to_string(project.value) + ".git";
}

constexpr std::string_view kRemedy =
    "; clone the project with its tags and name the clone with --repository";

/// A mirror keeps a project's tags where no branch of the same name is in their way.
Result<CommitId> CommitNamed(git::Repository& repository, const std::string& name) {
  for (const std::string_view before : {"", "refs/tags/", "refs/up/tags/"}) {
    Result<CommitId> commit = repository.Resolve(std::string(before) + name);
    if (commit.ok() || commit.error().code != Errc::kInvalid) return commit;
  }
  return Error{Errc::kInvalid, name + ": no such tag or commit here" + std::string(kRemedy)};
}

Status ChooseRelease(const AuditReportRequest& request, ReportScope& scope) {
  if (!request.range) return Ok{};
  if (scope.projects.size() != 1) {
    return Error{Errc::kInvalid, "--range is about one project: name it with --project"};
  }
  const std::string path = RepositoryOf(request, scope.projects.front().id);
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    return Error{Errc::kInvalid,
                 path + ": there is no mirror of the project" + std::string(kRemedy)};
  }
  git::Repository repository = TRY(git::Repository::Open(path).Context(path));
  std::optional<CommitId> from;
  if (!request.range->from.empty()) from = TRY(CommitNamed(repository, request.range->from));
  const CommitId to = TRY(CommitNamed(repository, request.range->to));
  const std::vector<CommitId> commits = TRY(git::History(repository).IdsBetween(from, to));
  scope.commits.insert(commits.begin(), commits.end());
  scope.release = report::Release{.from = Untrusted(request.range->from),
                                  .to = Untrusted(request.range->to),
                                  .commit = to,
                                  .commits = commits.size()};
  return Ok{};
}

std::string Rendered(const report::AuditReport& report, const AuditReportRequest& request) {
  switch (request.format) {
    case AuditReportFormat::kCsv:
      return report::RenderAuditCsv(report);
    case AuditReportFormat::kJson:
      return report::RenderAuditJson(report);
    case AuditReportFormat::kHtml:
      break;
  }
  return report::RenderAuditHtml(report, request.language);
}

/// Whole or not at all.
Status WriteFile(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  std::error_code code;
  if (file) std::filesystem::rename(part, path, code);
  if (file && !code) return Ok{};
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  return Error{Errc::kInternal, path + ": cannot be written"};
}

Result<int> MakeReport(const AuditReportRequest& request, const ReportSources& sources,
                       WallTime now, std::ostream& out) {
  if (request.since && request.until && *request.until < *request.since) {
    return Error{Errc::kInvalid, "--until is a day before --since"};
  }
  ReportScope scope;
  scope.since = request.since;
  scope.until = request.until;
  scope.language = request.language;
  scope.now = now;
  TRY(ChooseProjects(request, sources.book, scope));
  TRY(ChooseRelease(request, scope));
  const report::AuditReport report = TRY(CollectReport(scope, sources));
  const std::string text = Rendered(report, request);
  if (request.out.empty()) {
    out << text;
  } else {
    TRY(WriteFile(request.out, text));
  }
  return report.log.faults.empty() ? 0 : kExitLogBroken;
}

bool IsWrongUse(Errc code) { return code == Errc::kInvalid || code == Errc::kNotFound; }

}  // namespace

CommandResult RunReport(const AuditReportRequest& request, const ReportSources& sources,
                        WallTime now, std::ostream& out) {
  const Result<int> made = MakeReport(request, sources, now, out);
  Out<Sink::kTerminal> line;
  line << "headwater report: ";
  if (!made.ok()) {
    line << Untrusted(made.error().message);
    return {"", line.text() + "\n", IsWrongUse(made.error().code) ? kExitUsage : kExitUnknown};
  }
  if (made.value() == 0) return {};
  line << "the audit log is not as it was written: see `headwater audit verify`";
  return {"", line.text() + "\n", made.value()};
}

}  // namespace headwater::jobs
