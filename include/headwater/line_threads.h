// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "headwater/event.h"
#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

namespace headwater {

/// The three commits by which the forge names one state of a merge request's diff.
struct DiffVersion {
  CommitId base;
  CommitId start;
  CommitId head;
  /// When it came about: by a push, another target branch, or opening it again. None: not told.
  std::optional<WallTime> created_at{};
};

/// A line of the new side of a diff, in a file that has kept its name.
struct DiffLine {
  Untrusted path;
  uint32_t new_line = 0;
  uint32_t old_line = 0;  ///< 0: the change adds the line.
};

struct LineThread {
  ForgeNote first;
  UserId resolved_by;    ///< 0: it is not resolved, or nobody knows.
  bool applied = false;  ///< One of its suggestions was.
};

/// Threads that stand beside a line of a merge request's diff. Errors and threads as headwater/
/// forge.h, of which this is the part about diffs.
class LineThreads {
 public:
  virtual ~LineThreads() = default;
  /// kNotFound: GitLab has not computed the diff yet.
  virtual Result<DiffVersion> NewestVersion(MailboxKey merge_request) = 0;
  /// A new thread's first note. kInvalid: that version does not show the line. Bodies as those of
  /// Conversation.
  virtual Result<ForgeNote> CreateThreadAt(MailboxKey merge_request, const DiffVersion& version,
                                           const DiffLine& line, const std::string& body) = 0;
  virtual Result<LineThread> Thread(MailboxKey merge_request, const std::string& discussion) = 0;
};

}  // namespace headwater
