// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/check_setup.h"

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/sink.h"
#include "service/jobs/artifact_folder.h"
#include "service/jobs/policy_files.h"

namespace headwater::jobs {
namespace {

Result<std::optional<Policy>> RequestedPolicy(const CheckRequest& request,
                                              const config::Shipped& shipped) {
  if (request.preset) {
    return std::optional(TRY(config::LoadPreset(*request.preset, shipped, request.as_of)));
  }
  if (!request.policy_file) return std::optional<Policy>();
  config::NamedText file = TRY(ReadPolicyText(*request.policy_file));
  config::PolicySource source{std::move(file.name), std::move(file.yaml),
                              FilesBelow(FolderOf(*request.policy_file))};
  return std::optional(TRY(config::LoadPolicy(source, shipped, request.as_of)));
}

/// The branch's name as policies write it: "release/1" of "origin/release/1".
std::string ShortName(std::string_view base) {
  for (const std::string_view prefix : {"refs/heads/", "refs/remotes/", "origin/"}) {
    if (base.starts_with(prefix)) base.remove_prefix(prefix.size());
  }
  return std::string(base);
}

/// The branch the change is meant for: as asked, else the default branch.
Status FindTarget(const CheckRequest& request, git::Repository& repository,
                  Evaluation& evaluation) {
  if (request.all) return Ok{};
  const std::optional<git::Branch> standard = TRY(repository.DefaultBranch());
  if (request.base) {
    evaluation.target = TRY(repository.Resolve(*request.base));
    evaluation.target_branch = Untrusted(ShortName(*request.base));
    evaluation.target_is_default = standard && standard->name == evaluation.target_branch;
    if (standard && !evaluation.target_is_default) evaluation.default_branch = standard->commit;
    // Where no branch is known to be the default, the named one is taken at its word.
    evaluation.target_is_protected = !standard;
    return Ok{};
  }
  if (!standard && !request.worktree) {
    return Error{Errc::kContent, "no default branch was found: name the target with --base"};
  }
  if (!standard) return Ok{};
  evaluation.target = standard->commit;
  evaluation.target_branch = standard->name;
  evaluation.target_is_default = true;
  return Ok{};
}

Status FindHead(const CheckRequest& request, git::Repository& repository, Evaluation& evaluation) {
  const std::optional<CommitId> head = TRY(repository.Head());
  if (request.worktree) {
    if (repository.IsBare()) {
      return Error{Errc::kInvalid, "--worktree: this is a bare repository, it has no work tree"};
    }
    // Against nothing, no commit is new either.
    if (!request.all) evaluation.head = head;
    return Ok{};
  }
  if (!head && request.head == "HEAD") {
    return Error{Errc::kContent, "the repository has no commit yet: use --worktree"};
  }
  evaluation.head = TRY(repository.Resolve(request.head));
  return Ok{};
}

/// Read once here, so that a wrong name is a mistake in the call.
Result<Facts> GivenFacts(const std::vector<std::string>& sboms) {
  Facts facts;
  for (const std::string& path : sboms) {
    std::ifstream file(path, std::ios::binary);
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
      return Error{Errc::kInvalid, "--sbom " + path + ": cannot be read, or is empty"};
    }
    Artifact given;
    given.name = Untrusted(path);
    given.file = path;
    given.read = [path] { return ReadArtifactFile(path); };
    facts.artifacts.push_back(std::move(given));
  }
  return facts;
}

ChangeScope ScopeOf(const CheckRequest& request) {
  if (request.worktree) return ChangeScope::kWorktree;
  return request.all ? ChangeScope::kAll : ChangeScope::kRange;
}

}  // namespace

CommandResult WrongUse(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater: " << Untrusted(error.message);
  return {"", line.text() + "\n", kExitUsage};
}

CommandResult Failed(const Error& error) {
  if (error.code == Errc::kInvalid) return WrongUse(error);
  Out<Sink::kTerminal> line;
  line << "headwater: could not check: " << Untrusted(error.message);
  return {"", line.text() + "\n", kExitUnknown};
}

Result<Evaluation> StartEvaluation(const CheckRequest& request, const config::Shipped& shipped) {
  Evaluation evaluation;
  evaluation.scope = ScopeOf(request);
  evaluation.as_of = request.as_of;
  evaluation.name = Untrusted(request.repository);
  evaluation.policy = TRY(RequestedPolicy(request, shipped));
  evaluation.facts = TRY(GivenFacts(request.sboms));
  return evaluation;
}

Status FindSides(const CheckRequest& request, git::Repository& repository, Evaluation& evaluation) {
  evaluation.name = repository.Name();
  TRY(FindHead(request, repository, evaluation));
  return FindTarget(request, repository, evaluation);
}

}  // namespace headwater::jobs
