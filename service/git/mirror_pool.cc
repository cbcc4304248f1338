// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/mirror_pool.h"

#include <string>
#include <utility>
#include <vector>

#include "service/git/authorities.h"
#include "service/git/git_program.h"
#include "service/git/held_mirror.h"

namespace headwater::git {
namespace {

class Pool final : public Mirrors {
 public:
  Pool(const GitOptions& options, GitContext context, const std::vector<FoundMirror>& found)
      : shared_{options, GitTransport(std::move(context), options), MirrorRegistry(found)} {}

  Result<std::unique_ptr<MirrorUse>> Use(ProjectId project) override {
    if (project.value <= 0) return Error{Errc::kInvalid, "a project's id is a positive number"};
    const std::chrono::milliseconds deadline = shared_.options.deadlines.fetch;
    if (!shared_.registry.Hold(project, deadline, shared_.options.stop)) {
      return Error{Errc::kTransient, "the mirror is in use by another job"};
    }
    Result<MirrorFolder> folder =
        MirrorFolder::Lock(shared_.options.mirror_root, project, deadline, shared_.options.stop);
    if (!folder.ok()) {
      shared_.registry.Release(project, shared_.registry.BytesOf(project));
      return std::move(folder).error();
    }
    return std::unique_ptr<MirrorUse>(
        std::make_unique<HeldMirror>(shared_, project, std::move(folder).value()));
  }

 private:
  MirrorShared shared_;
};

}  // namespace

Result<std::unique_ptr<Mirrors>> MirrorPool::Open(const GitOptions& options) {
  // Any project's path would do: it is the forge's address that is judged.
  TRY(RepositoryUrl(options.forge_url, Untrusted("a")));
  if (!options.mirror_root.starts_with('/')) {
    return Error{Errc::kInvalid, "the mirrors' folder is named by an absolute path"};
  }
  const GitProgram program = TRY(GitProgram::Find());
  const std::vector<FoundMirror> found = TRY(OpenMirrorRoot(options.mirror_root));
  std::string authorities = TRY(AuthoritiesFile(options.ca_file, options.mirror_root));
  GitContext context = {.program = program.path,
                        .forge_url = options.forge_url,
                        .ca_bundle = std::move(authorities),
                        .proxy = options.proxy,
                        .no_proxy = options.no_proxy};
  auto pool = std::make_unique<Pool>(options, std::move(context), found);
  return std::unique_ptr<Mirrors>(std::move(pool));
}

}  // namespace headwater::git
