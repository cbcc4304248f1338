// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/upstream.h"

namespace headwater::index {

/// An older commit that a message names.
struct Mention {
  FollowUpKind kind = FollowUpKind::kFixes;
  std::string hex;  ///< 7 to 40 lower-case digits, the beginning of its id.
};

/// What an upstream's message says that others ask for.
struct MessageFacts {
  std::vector<uint64_t> requests;
  std::vector<Mention> mentions;
};

/// Of one message; more is a list of everything, and says nothing.
inline constexpr size_t kMaxMentions = 64;

/// Requests: `... (#12)` and `... (!12)` at the end of the subject, as forges squash; `Merge pull
/// request #12 from ...` (GitHub, Gitea); `See merge request group/project!12` (GitLab). Mentions:
/// `Fixes: ID` and `This reverts commit ID` at the beginning of a line. Linear time.
MessageFacts ReadMessage(std::string_view message);

}  // namespace headwater::index
