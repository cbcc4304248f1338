// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/git/mirror_pool.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "tests/fakes/repository_builder.h"
#include "tests/service/git/git_server.h"

/// \file
/// A repository with a branch and a merge request on a server, and a pool that mirrors it.

namespace headwater::tests {

inline constexpr ProjectId kProject{7};

class MirrorFixture : public testing::Test {
 protected:
  using Files = RepositoryBuilder::Files;

  MirrorFixture() : server(builder.parent()), token("glpat-secret") {
    main = builder.Commit(Files{{"a", "one"}, {"sub/b", "two"}}, {}, 1);
    head = builder.Commit(Files{{"a", "one"}, {"new", "three"}}, {main}, 2);
    builder.Reference("refs/heads/main", main);
    builder.Reference("refs/merge-requests/1/head", head);
  }

  git::GitOptions Options() const { return OptionsFor(server.url(), root.path(), &token); }

  static std::unique_ptr<Mirrors> Open(const git::GitOptions& options) {
    return git::MirrorPool::Open(options).value();
  }

  /// Of merge request 1 and main.
  FetchRequest Request(std::optional<CommitId> wanted = std::nullopt) const {
    FetchRequest request;
    request.project = kProject;
    request.path = Untrusted("project");
    request.iid = {1};
    request.head = wanted;
    request.branch = Untrusted("main");
    return request;
  }

  static Result<Fetched> Fetch(Mirrors& mirrors, const FetchRequest& request) {
    const std::unique_ptr<MirrorUse> use = TRY(mirrors.Use(request.project));
    return use->Fetch(request);
  }

  /// The error of a fetch with a mirror that has never been used.
  Error FetchError(const FetchRequest& request) const {
    const Result<Fetched> fetched = Fetch(*Open(Options()), request);
    return fetched.ok() ? Error{Errc::kInternal, "was fetched"} : fetched.error();
  }

  /// How many files of the mirror have a name with this in it.
  size_t CountFiles(const std::string& part) const {
    size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root.path())) {
      if (entry.path().filename().string().find(part) != std::string::npos) ++count;
    }
    return count;
  }

  RepositoryBuilder builder;
  GitServer server;
  FakeSecretFile token;
  TemporaryFolder root;
  CommitId main;
  CommitId head;
};

inline BlobState StateOf(const std::string& mirror, const BlobId& blob) {
  git::Repository repository = git::Repository::Open(mirror).value();
  return git::ObjectReader(repository).ReadBlob(blob, git::kDefaultBlobBytes).value().state;
}

inline bool HasCommit(const std::string& mirror, const CommitId& commit) {
  git::Repository repository = git::Repository::Open(mirror).value();
  return git::ObjectReader(repository).ReadCommit(commit).ok();
}

}  // namespace headwater::tests
