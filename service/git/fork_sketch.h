// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/fork_refs.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Different contents of all sketched versions of one project together.
inline constexpr size_t kMaxSketchedBlobs = 1'000'000;

struct SketchAnswer {
  ProjectSketch sketch;
  /// The second keys of kBlob of the files that were read; sorted, each once.
  std::vector<ContentKey> texts;
  /// Contents that are not there (a partial clone's): the sketch is without them, and to be made
  /// anew when they are. Sorted; at most kMaxLackingBlobs are named.
  std::vector<BlobId> lacking;
};

/// The line keys of the default branch's tip and of release tags. With more of these than
/// kMaxSketchedVersions allows every second, fourth, ... one and the newest are taken, so that a
/// new release rarely changes which of the older ones are.
///
/// `before`: the sketch made last, or null. Versions that it begins with, and that still are the
/// oldest, are not read again, but for those in which the keys of versions that are gone have to be
/// looked for: mostly the newest release. The answer is the same as without. It has to have been
/// complete (nothing lacking), and made with the same secret.
///
/// Files that are noise or larger than kDefaultBlobBytes have no lines. kContent for what is
/// corrupt or beyond the bounds.
Result<SketchAnswer> ReadSketch(Repository& repository, const ForkRefs& refs,
                                const std::string& secret, const ProjectSketch* before);

}  // namespace headwater::git
