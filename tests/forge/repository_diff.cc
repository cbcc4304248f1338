// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <sstream>

#include "tests/forge/git_command.h"
#include "tests/forge/http.h"
#include "tests/forge/repositories.h"

// Histories, differences and new commits: the parts of Repositories that read or write git's text.

namespace headwater::forge_double {
namespace {

constexpr char kField = '\x1f';
constexpr char kRecord = '\x1e';

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

void AddPath(Commit& commit, const std::string& line) {
  if (line.size() < 3 || line[1] != '\t') return;
  const std::string path = line.substr(2);
  if (line[0] == 'A') commit.added.push_back(path);
  if (line[0] == 'M' || line[0] == 'T') commit.modified.push_back(path);
  if (line[0] == 'D') commit.removed.push_back(path);
}

/// "id, parents, name, e-mail, date, message, paths".
std::optional<Commit> ParseCommit(std::string_view record) {
  const std::vector<std::string> fields = Split(record, kField);
  if (fields.size() != 7) return std::nullopt;
  Commit commit{.id = fields[0],
                .author_name = fields[2],
                .author_email = fields[3],
                .timestamp = fields[4],
                .message = fields[5]};
  for (const std::string& parent : Split(fields[1], ' ')) {
    if (!parent.empty()) commit.parents.push_back(parent);
  }
  for (const std::string& line : Split(fields[6], '\n')) AddPath(commit, line);
  return commit;
}

/// The patch of each file, hunks only, in git's order.
std::vector<std::string> Patches(const std::string& text) {
  std::vector<std::string> patches;
  std::istringstream lines(text);
  bool in_hunks = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("diff --git ")) {
      patches.emplace_back();
      in_hunks = false;
    }
    in_hunks = in_hunks || line.starts_with("@@ ");
    if (in_hunks && !patches.empty()) patches.back() += line + "\n";
  }
  return patches;
}

/// fast-import's form of bytes of known length.
std::string Data(const std::string& bytes) {
  return "data " + std::to_string(bytes.size()) + "\n" + bytes + "\n";
}

/// A path as fast-import reads it.
std::string QuotedPath(const std::string& path) {
  std::string quoted = "\"";
  for (const char c : path) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return quoted + "\"";
}

std::string ActionLine(const Json& action) {
  const std::string path = QuotedPath(Text(action, "file_path"));
  const std::string kind = Text(action, "action");
  if (kind == "delete") return "D " + path + "\n";
  std::string content = Text(action, "content");
  if (Text(action, "encoding") == "base64") content = Base64Decode(content).value_or("");
  const char* mode = Flag(action, "execute_filemode", false) ? "100755" : "100644";
  const std::string write = std::string("M ") + mode + " inline " + path + "\n" + Data(content);
  if (kind != "move") return write;
  const std::string rename = "R " + QuotedPath(Text(action, "previous_path")) + " " + path + "\n";
  return Has(action, "content") ? rename + write : rename;
}

}  // namespace

std::vector<Commit> Repositories::Log(int64_t project, const std::string& range, int limit) const {
  const GitOutput output =
      RunGit(Path(project), {"log", "--format=%x1e%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%B%x1f",
                             "--name-status", "--no-renames", "-n", std::to_string(limit), range});
  std::vector<Commit> commits;
  for (const std::string& record : Split(output.text, kRecord)) {
    if (auto commit = ParseCommit(record)) commits.push_back(std::move(*commit));
  }
  return commits;
}

std::vector<FileDiff> Repositories::Diff(int64_t project, const std::string& base,
                                         const std::string& head) const {
  const GitOutput raw = RunGit(Path(project), {"diff", "--raw", "-z", "-M", base, head});
  const std::vector<std::string> patches =
      Patches(RunGit(Path(project), {"diff", "-M", "--no-color", base, head}).text);
  std::vector<FileDiff> files;
  const std::vector<std::string> parts = Split(raw.text, '\0');
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    // ":100644 100644 id id R100" and then one path, or two.
    const std::vector<std::string> facts = Split(parts[i], ' ');
    if (facts.size() != 5) break;
    FileDiff file;
    file.old_mode = facts[0] == ":000000" ? "0" : facts[0].substr(1);
    file.new_mode = facts[1] == "000000" ? "0" : facts[1];
    file.status = facts[4][0];
    file.old_path = parts[i + 1];
    const bool two_paths = file.status == 'R' || file.status == 'C';
    file.new_path = two_paths && i + 2 < parts.size() ? parts[i + 2] : file.old_path;
    if (two_paths) ++i;
    if (files.size() < patches.size()) file.patch = patches[files.size()];
    files.push_back(std::move(file));
  }
  return files;
}

std::string Repositories::CommitFiles(int64_t project, const Json& parameters,
                                      const User& author) const {
  const std::string branch = "refs/heads/" + Text(parameters, "branch");
  std::string parent = Resolve(project, branch);
  if (parent.empty()) parent = Resolve(project, Text(parameters, "start_branch", "HEAD"));
  const std::string person = Text(parameters, "author_name", author.name) + " <" +
                             Text(parameters, "author_email", author.username + "@example.org") +
                             "> " + std::to_string(Now() / 1000) + " +0000\n";
  std::string stream = "commit " + branch + "\nauthor " + person + "committer " + person +
                       Data(Text(parameters, "commit_message"));
  if (!parent.empty()) stream += "from " + parent + "\n";
  if (Has(parameters, "actions")) {
    for (const Json& action : parameters.at("actions")) stream += ActionLine(action);
  }
  const bool done =
      RunGit(Path(project), {"fast-import", "--quiet", "--force", "--date-format=raw"}, stream)
          .ok();
  return done ? Resolve(project, branch) : "";
}

}  // namespace headwater::forge_double
