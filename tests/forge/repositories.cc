// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/repositories.h"

#include <algorithm>
#include <sstream>
#include <system_error>

#include "tests/forge/git_command.h"
#include "tests/forge/http.h"

namespace headwater::forge_double {
namespace {

// Gitaly's settings: partial clone and fetch by id work; the forge's own refs are its own.
constexpr const char* kConfiguration[][2] = {{"uploadpack.allowFilter", "true"},
                                             {"uploadpack.allowAnySHA1InWant", "true"},
                                             {"http.receivepack", "true"},
                                             {"receive.hideRefs", "refs/merge-requests"},
                                             {"transfer.hideRefs", "refs/keep-around"}};

std::string FirstLine(const GitOutput& output) {
  return output.ok() ? output.text.substr(0, output.text.find('\n')) : "";
}

}  // namespace

std::filesystem::path Repositories::Path(int64_t project) const {
  return root_ / "repositories" / (std::to_string(project) + ".git");
}

bool Repositories::Create(int64_t project, const std::string& source) const {
  const std::filesystem::path path = Path(project);
  std::error_code ignored;
  std::filesystem::create_directories(path.parent_path(), ignored);
  const std::vector<std::string> arguments =
      source.empty() ? std::vector<std::string>{"init", "-q", "--bare", "-b", "main", path}
                     : std::vector<std::string>{"clone", "-q", "--bare", "--", source, path};
  if (!RunGit({}, arguments).ok()) return false;
  RunGit(path, {"remote", "remove", "origin"});
  return std::all_of(std::begin(kConfiguration), std::end(kConfiguration), [&](const auto& entry) {
    return RunGit(path, {"config", entry[0], entry[1]}).ok();
  });
}

void Repositories::Delete(int64_t project) const {
  std::error_code ignored;
  std::filesystem::remove_all(Path(project), ignored);
}

std::string Repositories::Resolve(int64_t project, const std::string& revision) const {
  return FirstLine(RunGit(
      Path(project), {"rev-parse", "--verify", "-q", "--end-of-options", revision + "^{commit}"}));
}

bool Repositories::HasCommit(int64_t project, const std::string& sha) const {
  return !sha.empty() && Resolve(project, sha) == sha;
}

std::vector<std::pair<std::string, std::string>> Repositories::Refs(
    int64_t project, const std::string& prefix) const {
  std::vector<std::pair<std::string, std::string>> refs;
  const GitOutput output =
      RunGit(Path(project), {"for-each-ref", "--format=%(objectname) %(refname)", prefix});
  std::istringstream lines(output.text);
  for (std::string line; std::getline(lines, line);) {
    const size_t space = line.find(' ');
    if (space != std::string::npos)
      refs.emplace_back(line.substr(space + 1), line.substr(0, space));
  }
  return refs;
}

std::string Repositories::DefaultBranch(int64_t project) const {
  const std::string head = FirstLine(RunGit(Path(project), {"symbolic-ref", "--short", "HEAD"}));
  if (!Resolve(project, "refs/heads/" + head).empty()) return head;
  const auto refs = Refs(project, "refs/heads/");
  return refs.empty() ? "" : refs.front().first.substr(std::string("refs/heads/").size());
}

std::string Repositories::MergeBase(int64_t project, const std::string& a,
                                    const std::string& b) const {
  return FirstLine(RunGit(Path(project), {"merge-base", a, b}));
}

int64_t Repositories::CountCommits(int64_t project, const std::string& range) const {
  const std::string line = FirstLine(RunGit(Path(project), {"rev-list", "--count", range}));
  return IntegerOr({{"n", line}}, "n", 0);
}

int64_t Repositories::CountFiles(int64_t project, const std::string& base,
                                 const std::string& head) const {
  const GitOutput output =
      RunGit(Path(project), {"diff-tree", "-r", "-z", "--name-only", base, head});
  return std::count(output.text.begin(), output.text.end(), '\0');
}

std::optional<std::string> Repositories::ReadFile(int64_t project, const std::string& revision,
                                                  const std::string& path) const {
  const GitOutput output = RunGit(
      Path(project), {"cat-file", "blob", (revision.empty() ? "HEAD" : revision) + ":" + path});
  if (!output.ok()) return std::nullopt;
  return output.text;
}

bool Repositories::UpdateRef(int64_t project, const std::string& ref,
                             const std::string& sha) const {
  return RunGit(Path(project), {"update-ref", ref, sha}).ok();
}

bool Repositories::Bring(int64_t source, const std::string& branch, int64_t project,
                         const std::string& ref) const {
  const std::string from = "refs/heads/" + branch;
  if (source == project) {
    const std::string sha = Resolve(project, from);
    return !sha.empty() && UpdateRef(project, ref, sha);
  }
  return RunGit(Path(project), {"fetch", "-q", "--no-tags", "--no-write-fetch-head", Path(source),
                                "+" + from + ":" + ref})
      .ok();
}

std::string Repositories::Merge(int64_t project, const std::string& branch, const std::string& head,
                                const std::string& message) const {
  const std::filesystem::path path = Path(project);
  const std::string base = Resolve(project, "refs/heads/" + branch);
  const std::string tree = FirstLine(RunGit(path, {"merge-tree", "--write-tree", base, head}));
  if (tree.empty()) return "";
  const std::string commit =
      FirstLine(RunGit(path, {"commit-tree", tree, "-p", base, "-p", head}, message));
  return !commit.empty() && UpdateRef(project, "refs/heads/" + branch, commit) ? commit : "";
}

}  // namespace headwater::forge_double
