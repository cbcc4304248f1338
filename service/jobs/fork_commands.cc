// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_commands.h"

#include <filesystem>
#include <memory>
#include <span>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/sink.h"
#include "service/git/fork_refs.h"
#include "service/git/repository.h"
#include "service/jobs/check_setup.h"
#include "service/jobs/fork_questions.h"
#include "service/jobs/fork_update.h"
#include "service/jobs/upstream_cache.h"
#include "service/report/fork_index.h"
#include "service/report/forks.h"
#include "service/report/similar.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderName = "/fork-index";
constexpr const char* kCopiesName = "/copies/";

/// Errors that concern one project of several: the others go on.
class Problems {
 public:
  void Add(const std::string& name, const Error& error) {
    Out<Sink::kTerminal> line;
    line << "headwater: " << Untrusted(name) << ": " << Untrusted(error.message);
    text_ += line.text() + "\n";
  }
  CommandResult Finish(std::string out) && {
    return {std::move(out), text_, text_.empty() ? 0 : kExitUnknown};
  }

 private:
  std::string text_;
};

/// One overload for each command.
class Runner {
 public:
  Runner(const IndexPlace& place, const IndexDesk& desk, std::shared_ptr<ForkPartition> partition)
      : place_(place), desk_(desk), partition_(std::move(partition)) {}

  Result<CommandResult> operator()(const IndexAddRequest& request) const {
    if (request.name.empty()) return Error{Errc::kInvalid, "NAME: must not be empty"};
    const std::string cache = TRY(CacheFolder(desk_.folder + kCopiesName));
    const UpstreamPlace copy = TRY(BringRepository(request.source, cache).Context(request.source));
    IndexedProject project;
    project.name = request.name;
    const bool is_address = copy.repository != copy.info.url.bytes();
    if (is_address) project.url = copy.info.url.bytes();
    project.copy = copy.repository;
    project.role = request.role;
    project.first_seen = desk_.now;
    Problems problems;
    std::string line = TRY(Update(std::move(project), problems));
    return std::move(problems).Finish(std::move(line));
  }

  Result<CommandResult> operator()(const IndexUpdateRequest& request) const {
    const std::vector<IndexedProject> projects = TRY(Named(request.names));
    Problems problems;
    std::string lines;
    size_t done = 0;
    for (const IndexedProject& project : projects) {
      Show(project.name, ++done, projects.size());
      const Result<std::string> line = BringAgain(project, problems);
      if (line.ok()) {
        lines += line.value();
      } else {
        problems.Add(project.name, line.error());
      }
    }
    Hide();
    return std::move(problems).Finish(std::move(lines));
  }

  Result<CommandResult> operator()(const IndexRemoveRequest& request) const {
    for (const IndexedProject& project : TRY(Named(request.names))) {
      TRY(partition_->Remove(project.name));
    }
    while (!TRY(partition_->Compact())) {
    }
    return CommandResult{};
  }

  Result<CommandResult> operator()(const IndexListRequest& request) const {
    const std::vector<IndexedProject> projects = TRY(partition_->List());
    return CommandResult{request.format == ForksFormat::kJson
                             ? report::RenderIndexListJson(place_.partition, projects)
                             : report::RenderIndexListText(projects),
                         "", 0};
  }

  Result<CommandResult> operator()(const IndexStatusRequest& request) const {
    std::vector<report::IndexStatus> all;
    for (const PartitionName& name : TRY(desk_.index.Partitions())) {
      all.push_back(TRY(StatusOf(name)));
    }
    return CommandResult{request.format == ForksFormat::kJson ? report::RenderIndexStatusJson(all)
                                                              : report::RenderIndexStatusText(all),
                         "", 0};
  }

  Result<CommandResult> operator()(const IndexQueryRequest& request) const {
    const std::vector<ForkRelation> relations =
        TRY(AskForks(request, place_.partition, desk_.index));
    desk_.out << (request.format == ForksFormat::kJson ? report::RenderForksJson(relations)
                                                       : report::RenderForksText(relations));
    return CommandResult{};
  }

  Result<CommandResult> operator()(const IndexSimilarRequest& request) const {
    const std::vector<SimilarProject> similar =
        TRY(AskSimilar(request, place_.partition, desk_.index));
    return CommandResult{request.format == ForksFormat::kJson ? report::RenderSimilarJson(similar)
                                                              : report::RenderSimilarText(similar),
                         "", 0};
  }

  Result<CommandResult> operator()(const IndexGraphRequest& request) const {
    const std::vector<IndexedProject> projects = TRY(partition_->List());
    Problems problems;
    std::vector<report::ForkEdge> edges;
    size_t done = 0;
    for (const IndexedProject& project : projects) {
      Show(project.name, ++done, projects.size());
      const auto relations = RelationsOf(project, place_.partition, desk_.index);
      if (!relations.ok()) {
        problems.Add(project.name, relations.error());
        continue;
      }
      for (report::ForkEdge& edge : report::EdgesOf(Untrusted(project.name), relations.value())) {
        edges.push_back(std::move(edge));
      }
    }
    Hide();
    return std::move(problems).Finish(report::RenderForkGraph(
        edges, request.format == ForkGraphFormat::kJson ? report::GraphFormat::kJson
                                                        : report::GraphFormat::kDot));
  }

 private:
  Result<std::vector<IndexedProject>> Named(const std::vector<std::string>& names) const {
    if (names.empty()) return partition_->List();
    std::vector<IndexedProject> projects;
    for (const std::string& name : names) {
      std::optional<IndexedProject> project = TRY(partition_->Find(name));
      if (!project) {
        return Error{Errc::kInvalid, "there is no project '" + name + "' in " +
                                         place_.partition.text + ": see `headwater index list`"};
      }
      projects.push_back(*std::move(project));
    }
    return projects;
  }

  /// A copy of ours is fetched again from where it was fetched.
  Result<std::string> BringAgain(IndexedProject project, Problems& problems) const {
    const std::string copies = desk_.folder + kCopiesName;
    if (project.copy.starts_with(copies)) {
      const std::string cache = TRY(CacheFolder(copies));
      project.copy = TRY(BringRepository(project.url, cache)).repository;
    }
    return Update(std::move(project), problems);
  }

  /// A line that says what was done.
  Result<std::string> Update(IndexedProject project, Problems& problems) const {
    git::Repository repository = TRY(git::Repository::Open(project.copy, git::Hashes::kTrusted));
    const std::string name = project.name;
    const ForkUpdate update =
        TRY(UpdateForkIndex({.partition = *partition_, .secret = desk_.index.secret()}, repository,
                            std::move(project), desk_.now)
                .Context(name));
    if (!update.changed) {
      Out<Sink::kTerminal> line;
      line << Untrusted(name) << ": nothing new";
      return line.text() + "\n";
    }
    if (!update.lacking.empty()) {
      problems.Add(name, {Errc::kContent, std::to_string(update.lacking.size()) +
                                              " contents are not there (a partial clone): its "
                                              "lines are not all known"});
    }
    return report::RenderIndexListText({&update.project, 1});
  }

  Result<report::IndexStatus> StatusOf(const PartitionName& name) const {
    const std::shared_ptr<ForkPartition> partition = TRY(desk_.index.Open(name));
    report::IndexStatus status;
    status.partition = name;
    status.bytes = TRY(partition->Bytes());
    for (const IndexedProject& project : TRY(partition->List())) {
      ++status.projects;
      for (size_t layer = 0; layer < kKeyLayers; ++layer) status.keys[layer] += project.keys[layer];
      if (project.copy.empty()) continue;
      const Result<bool> is_behind = IsBehind(project);
      if (!is_behind.ok()) {
        status.unreadable.push_back(project.name);
      } else if (is_behind.value()) {
        status.behind.push_back(project.name);
      }
    }
    return status;
  }

  static Result<bool> IsBehind(const IndexedProject& project) {
    git::Repository repository = TRY(git::Repository::Open(project.copy, git::Hashes::kTrusted));
    const git::ForkRefs refs = TRY(git::ReadForkRefs(repository));
    return refs.fingerprint != project.fingerprint;
  }

  void Show(const std::string& name, size_t done, size_t all) const {
    if (desk_.progress == nullptr) return;
    Out<Sink::kTerminal> line;
    line << "[" << done << "/" << all << "] " << Untrusted(name);
    *desk_.progress << kClearLine << line.text() << std::flush;
  }
  void Hide() const {
    if (desk_.progress != nullptr) *desk_.progress << kClearLine << std::flush;
  }
  /// ECMA-48, "EL": to the beginning of the line, and clear it.
  static constexpr const char* kClearLine = "\r\x1b[K";

  const IndexPlace& place_;
  const IndexDesk& desk_;
  std::shared_ptr<ForkPartition> partition_;
};

Result<CommandResult> Run(const IndexRequest& request, const IndexDesk& desk) {
  std::shared_ptr<ForkPartition> partition = TRY(desk.index.Open(request.place.partition));
  return std::visit(Runner(request.place, desk, std::move(partition)), request.what);
}

}  // namespace

Result<std::string> IndexFolderOf(const IndexPlace& place) {
  if (place.folder.empty()) return TRY(CacheFolder("")) + kFolderName;
  std::error_code why;
  const fs::path folder = fs::absolute(place.folder, why);
  if (why) return Error{Errc::kInvalid, place.folder + ": " + why.message()};
  return folder.lexically_normal().string();
}

CommandResult RunIndex(const IndexRequest& request, const IndexDesk& desk) {
  Result<CommandResult> result = Run(request, desk);
  if (!result.ok()) return Failed(result.error());
  return std::move(result).value();
}

}  // namespace headwater::jobs
