// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "service/jobs/command_text.h"
#include "service/jobs/command_words.h"

namespace headwater::jobs {

/// A command while it is being read. Borrows the line and the world.
struct CommandDraft {
  WordLine line;
  const CommandWorld& world;
  Command command{};
  std::optional<CommandMistake> mistake{};

  /// The first mistake counts.
  void Mistake(CommandFault fault, std::string_view written = {}, std::string_view nearest = {});
  /// The rest of the line, behind a colon or not.
  void ReadText();
};

/// What follows the rule in a waiver.
void ReadWaiverClauses(CommandDraft& draft);

}  // namespace headwater::jobs
