// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/result.h"
#include "service/jobs/fork_desk.h"

/// \file
/// What `headwater index work` is told and what it answers: one JSON object each, documented in
/// service/docs/fork-child.md.

namespace headwater::jobs {

using ForkOrder = std::variant<ForkTakeIn, ForkForget, ForkQuestion>;

struct ForkWork {
  std::string folder;                 ///< Of the index; absolute.
  std::vector<std::string> readable;  ///< Folders with repositories; absolute.
  ForkOrder order;
};

/// An order names one project and a few paths.
inline constexpr size_t kMaxForkWorkBytes = size_t{1} << 20U;
std::string RenderForkWork(const ForkWork& work);
/// Strictly. kInvalid: it is none of ours; the message names the member.
Result<ForkWork> ReadForkWork(std::string_view text);

/// Of the same kind as the order, or why there is none.
using ForkReply = std::variant<ForkTaken, ForkForgotten, ForkAnswer, Error>;

/// Far beyond all relations, paths and ids that a reply may hold but in theory.
inline constexpr size_t kMaxForkReplyBytes = size_t{32} << 20U;
std::string RenderForkReply(const ForkReply& reply);
/// Likewise.
Result<ForkReply> ReadForkReply(std::string_view text);

}  // namespace headwater::jobs
