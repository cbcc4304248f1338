// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "headwater/url.h"
#include "service/git/git_options.h"
#include "service/git/git_transport.h"
#include "service/git/mirror_folder.h"

/// \file
/// Whole copies of other people's repositories, fetched without any credential. Branches stand
/// below refs/up/heads/, tags below refs/up/tags/, the default branch's commit at refs/up/HEAD;
/// merge and pull requests are never fetched: anybody can open one.
///
/// A name can change hands. What a repository was is remembered beside its copy: its tags, and
/// where its default branch stood. When a tag moves, or the default branch shares no history with
/// what it was, the copy is frozen: nothing is fetched any more until a person confirms (security,
/// A20).

namespace headwater::git {

struct UpstreamMirrorOptions {
  std::string root;       ///< Absolute; made when absent, and kept private (mode 0700).
  std::string ca_bundle;  ///< PEM file of all trusted authorities.
  std::string proxy{};
  std::string no_proxy{};
  bool allow_http = false;  ///< Only for a forge of one's own that speaks nothing else.
  uint64_t max_pack_bytes = uint64_t{2} << 30U;
  uint64_t max_mirror_bytes = uint64_t{4} << 30U;
  FetchDeadlines deadlines{};
  std::stop_token stop{};
};

/// What the files of an upstream's copy are called, without suffix: the same with and without
/// ".git" at the end of its address.
std::string UpstreamName(const SafeUrl& url);

/// How long whoever reads a copy may go on while it is refreshed: packs that were joined into
/// another one stay as long. Longer than any judgement's lease (service/jobs/workers.cc).
inline constexpr std::chrono::hours kUpstreamReaderTime{2};

/// Which repository, and where it may be fetched from.
struct UpstreamSource {
  /// As it is written, or else with ".git" behind it: GitLab sends whoever leaves that out
  /// elsewhere, and no redirect is followed.
  SafeUrl url;
  /// Addresses of its host that were found harmless; empty: whatever the system says.
  std::vector<std::string> addresses{};
};

/// A copy on disk.
struct UpstreamFolder {
  std::string path;  ///< Absolute, of the bare repository; empty: never fetched.
  std::optional<std::chrono::sys_seconds> fetched;  ///< When it was last up to date.
  std::optional<std::string> frozen;  ///< Why: a sentence that may quote names of tags.
};

/// Thread-safe, and safe beside other processes that share the folder.
class UpstreamMirrors {
 public:
  /// kInternal: no git, or the folder cannot be used.
  static Result<UpstreamMirrors> Open(UpstreamMirrorOptions options);

  /// What there is, without asking anybody. kInvalid: no address of a repository.
  Result<UpstreamFolder> Look(const SafeUrl& url) const;

  /// Fetches what is new, unless it is frozen. kTransient: cannot be reached, or somebody else is
  /// fetching; kNotFound: no such repository, or none that everybody may read; kContent: it breaks
  /// a bound or is corrupt; kInvalid as Look.
  Result<UpstreamFolder> Refresh(const UpstreamSource& source, std::chrono::sys_seconds now) const;

  /// A person says that the repository is what it should be, as it is now; without a copy, as it
  /// will be at the next fetch.
  Result<UpstreamFolder> Confirm(const SafeUrl& url) const;

 private:
  UpstreamMirrors(UpstreamMirrorOptions options, std::string program)
      : options_(std::move(options)), program_(std::move(program)) {}

  Status CheckUrl(const SafeUrl& url) const;
  Result<MirrorFolder> LockFor(const SafeUrl& url) const;
  std::string MemoryOf(const SafeUrl& url) const;
  GitTransport TransportFor(const UpstreamSource& source) const;
  Result<FetchEnd> Fetch(GitTransport& transport, const std::string& url,
                         const MirrorFolder& folder, std::chrono::milliseconds deadline) const;
  Result<FetchEnd> BringAnew(GitTransport& transport, const std::string& url,
                             MirrorFolder& folder) const;
  Status BringFrom(GitTransport& transport, const std::string& url, MirrorFolder& folder) const;
  Status Bring(const UpstreamSource& source, MirrorFolder& folder) const;
  void LookAfterPacks(const UpstreamSource& source, MirrorFolder& folder,
                      std::chrono::sys_seconds now) const;

  UpstreamMirrorOptions options_;
  std::string program_;
};

}  // namespace headwater::git
