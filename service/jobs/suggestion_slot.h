// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/store.h"
#include "headwater/untrusted.h"

/// \file
/// What a slot of kSuggestion holds beside the thread's text, in two formats of ours.

namespace headwater::jobs {

/// Where the thread of a finding stands: a slot's wanted `url`, one value a line, the path last.
struct SuggestionPlace {
  std::string rule;
  CommitId head;  ///< Whose lines are counted.
  uint32_t line = 0;
  uint32_t old_line = 0;  ///< 0: the change adds the line.
  Untrusted path;

  /// None for another form.
  static std::optional<SuggestionPlace> Read(std::string_view text);
  std::string Text() const;
};

/// What became of the thread: a slot's `remembered`, `302 open 0f343b09 1 6a7c...` (note, state,
/// hash of what was wanted, times opened again, thread).
struct SuggestionMemory {
  enum class State {
    kOpen,      ///< We left it unresolved.
    kDone,      ///< Mended; we resolved it, or who applied it did.
    kTheirs,    ///< A person resolved or deleted it: it is left alone for ever.
    kUnplaced,  ///< The forge does not show these lines; there is no thread.
  };

  State state = State::kOpen;
  NoteId note;
  std::string hash;
  uint32_t reopened = 0;
  std::string thread;

  /// None for an empty or unknown form: then the thread is looked for.
  static std::optional<SuggestionMemory> Read(std::string_view text);
  std::string Text() const;
  /// Whether nothing will ever be written again, although the finding stands.
  bool IsFinal() const;
};

/// Of what people see, and of nothing else: a push that only moves lines changes no thread.
std::string HashOfText(const SlotContent& content);
/// Of that and of the lines, whichever the commit: other ones may be shown by the diff.
std::string HashOfPlaced(const SlotContent& content);

}  // namespace headwater::jobs
