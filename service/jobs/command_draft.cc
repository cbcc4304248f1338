// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_draft.h"

#include <string>

namespace headwater::jobs {

void CommandDraft::Mistake(CommandFault fault, std::string_view written, std::string_view nearest) {
  if (mistake) return;
  mistake = CommandMistake{fault, Untrusted(std::string(written)), std::string(nearest),
                           command.language};
}

void CommandDraft::ReadText() {
  line.TakeColon();
  const std::string_view text = line.Rest();
  if (text.empty()) Mistake(CommandFault::kNoText);
  if (text.size() > kMaxWaiverText) Mistake(CommandFault::kTextTooLong);
  command.text = Untrusted(std::string(text));
}

}  // namespace headwater::jobs
