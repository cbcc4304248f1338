// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/command_queue.h"
#include "headwater/commanders.h"
#include "headwater/result.h"
#include "service/jobs/command_text.h"
#include "service/jobs/services.h"

namespace headwater::jobs {

/// The work on one comment: read it again from the forge, by its number; see whether it may hold a
/// command, who wrote it and what they may do now; carry it out, with the answer, at once or not at
/// all. A delivery that says something else about it has no effect. Thread-safe.
class CommandWorker {
 public:
  explicit CommandWorker(const Services& services) : services_(services) {}

  /// Carries out a claim and ends it. The services must have everything that commands need.
  Status Run(const CommandClaim& claim);

 private:
  Result<CommandEffects> EffectsOf(const CommandClaim& claim, const ForgeComment& comment);
  /// Where the comment was read and is addressed to us.
  Result<CommandEffects> Obey(const CommandClaim& claim, const ForgeComment& comment,
                              const Command& command);
  Result<CommandEffects> Try(const CommandClaim& claim);
  Status Fail(const CommandClaim& claim, const Error& error);

  const Services& services_;
};

}  // namespace headwater::jobs
