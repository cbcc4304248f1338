// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "headwater/mirrors.h"
#include "service/git/git_options.h"
#include "service/git/git_transport.h"
#include "service/git/mirror_folder.h"
#include "service/git/mirror_registry.h"

/// \file
/// Private to mirror_pool.cc: what happens while a mirror is held.

namespace headwater::git {

/// What all holds share. Outlives them.
struct MirrorShared {
  GitOptions options;
  GitTransport transport;
  MirrorRegistry registry;
};

/// What one fetch asks for.
struct Wanted {
  std::vector<std::string> refspecs;
  bool everything = false;  ///< All branches and tags: what is gone goes, and there are bounds.
};

/// Removes mirrors that nobody holds, the one not used for longest first, until the quota is kept.
void EvictMirrors(MirrorShared& shared);

/// Gives the mirror back, and makes room, when it ends.
class HeldMirror final : public MirrorUse {
 public:
  /// The registry has the project held already.
  HeldMirror(MirrorShared& shared, ProjectId project, MirrorFolder folder);
  HeldMirror(const HeldMirror&) = delete;
  HeldMirror& operator=(const HeldMirror&) = delete;
  ~HeldMirror() override;

  Result<Fetched> Fetch(const FetchRequest& request) override;
  Status FetchBlobs(const FetchRequest& request, std::span<const BlobId> blobs) override;
  Result<Fetched> Renew(const FetchRequest& request) override;

 private:
  /// Makes or repairs what is on disk, once for each hold.
  Status Prepare(const std::string& url);
  void JoinPacks(const MirrorSurvey& survey);
  GitTransport::Job JobFor(const std::string& url) const;
  Status MakeNew(MirrorKind kind, const std::string& url);
  Result<FetchEnd> FetchInto(const std::string& url, const Wanted& wanted);
  /// Fetches references; turns to a plain mirror, or to a new one, when that is the way out.
  Result<FetchEnd> Bring(const std::string& url, const Wanted& wanted);
  Result<FetchEnd> BringAnew(MirrorKind kind, const std::string& url, const Wanted& wanted);
  Result<FetchEnd> AfterDamage(FetchEnd end, const std::string& url, const Wanted& wanted);
  Status BringEverything(const std::string& url);
  Status BringAsked(const std::string& url, const FetchRequest& request);
  Status BringReferences(const std::string& url, const FetchRequest& request);
  /// What the end of the last of these fetches means.
  Status Conclude(const std::string& url, const FetchRequest& request, const FetchEnd& end);
  Status BringHead(const std::string& url, const FetchRequest& request);
  Status BringBlobs(const std::string& url, std::vector<BlobId> wanted);

  MirrorShared& shared_;
  const ProjectId project_;
  MirrorKind kind_ = MirrorKind::kBlobless;
  bool prepared_ = false;
  bool is_empty_ = true;  ///< Nothing was fetched into it yet.
  uint32_t made_ = 0;     ///< How often it was made anew during this hold.
  /// Ends before the registry is told, so that whoever waits finds it unlocked.
  std::unique_ptr<MirrorFolder> folder_;
};

}  // namespace headwater::git
