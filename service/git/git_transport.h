// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/guarded.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/fetch_end.h"
#include "service/git/git_command.h"
#include "service/git/git_options.h"

/// \file
/// Runs the git command: credentials, deadlines, and what its end means.

namespace headwater::git {

/// Stops asking a forge that refuses our token: GitLab locks addresses out that keep trying.
/// Two refusals of one credential within an hour are enough; another credential starts anew.
/// https://docs.gitlab.com/ee/security/rate_limits.html "Failed authentication ban for Git"
/// Thread-safe.
class RefusalCounter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  bool MayTry(const std::string& credential, Time now);
  void Refused(const std::string& credential, Time now);
  void Accepted();

 private:
  struct State {
    std::string credential;
    int count = 0;
    Time last;
  };
  Guarded<State> state_;
};

/// What a server says of a repository.
struct ServerAbilities {
  bool filters = false;  ///< It can leave file contents out.
};

/// Thread-safe.
class GitTransport {
 public:
  GitTransport(GitContext context, const GitOptions& options)
      : context_(std::move(context)),
        read_token_(options.read_token),
        deadlines_(options.deadlines),
        stop_(options.stop) {}

  const SafeUrl& forge_url() const { return context_.forge_url; }
  const FetchDeadlines& deadlines() const { return deadlines_; }

  /// kTransient when what answers is no git server that speaks protocol 2 (a page to log in, a
  /// folder of static files), kContent when the repository has ids of another kind.
  Result<ServerAbilities> Probe(const std::string& url);

  struct Job {
    std::string mirror;
    MirrorKind kind = MirrorKind::kBlobless;
    std::string url;
    uint64_t max_file_bytes = 0;
    uint64_t max_mirror_bytes = 0;  ///< Of its objects; looked at while git runs and when it ends.
    std::chrono::milliseconds deadline{0};
    bool prune = false;         ///< See FetchCommand.
    size_t max_references = 0;  ///< Below refs/up/; looked at likewise. 0: whatever comes.
  };
  /// An Error only when git could not be asked at all, or had to end because the service must.
  Result<FetchEnd> FetchReferences(const Job& job, const std::vector<std::string>& refspecs);
  Result<FetchEnd> FetchBlobs(const Job& job, std::span<const BlobId> blobs);

  /// Puts packs of a mirror together; gives the name of the new one, without suffix.
  Result<std::string> JoinPacks(const std::string& mirror, const std::vector<std::string>& packs,
                                uint64_t max_file_bytes);

 private:
  struct Answer {
    FetchEnd end;
    std::string out;
  };
  /// What git is to do, and until when.
  struct Task {
    /// Builds the call for the credential of this moment.
    std::function<ProcessSpec(const std::string& credential)> make;
    std::string_view input;
    std::chrono::milliseconds deadline{0};
    /// False while it runs, or when it has ended, is FetchProblem::kTooLarge.
    std::function<bool()> fits = [] { return true; };
  };
  Result<Answer> Call(const Task& task);
  Result<FetchEnd> Fetch(const Job& job, FetchCommand command, std::string_view input);
  Result<std::string> Credential();
  /// Runs a program that ends when the service must.
  Result<ProcessResult> Run(ProcessSpec spec, std::string_view input,
                            std::chrono::milliseconds deadline,
                            const std::function<bool()>& fits) const;

  const GitContext context_;
  const SecretFile* const read_token_;
  const FetchDeadlines deadlines_;
  const std::stop_token stop_;
  RefusalCounter refusals_;
};

}  // namespace headwater::git
