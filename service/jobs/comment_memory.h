// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/forge.h"
#include "headwater/store.h"

namespace headwater::jobs {

/// What we last wrote into a comment: a slot's `remembered`, `302 open 0f343b09 6a7c...` (note,
/// state, hash of the text, thread).
struct CommentMemory {
  NoteId note;
  bool open = false;  ///< A thread that was left unresolved.
  std::string hash;
  std::string thread;  ///< Empty for a plain comment.

  /// None for an empty or unknown form: then the comment is looked for.
  static std::optional<CommentMemory> Read(std::string_view text);
  static CommentMemory Of(const ForgeNote& note, const SlotContent& content);
  std::string Text() const;
  bool Holds(const SlotContent& content) const;
};

}  // namespace headwater::jobs
