// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <istream>
#include <stop_token>
#include <string>
#include <vector>

#include "headwater/check.h"
#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_desk_json.h"
#include "service/jobs/fork_facts.h"

namespace headwater::jobs {

/// `headwater index work`: reads one order (fork_desk_json.h), shuts itself off, carries the order
/// out and answers. It reads the repositories and writes the index, and reaches nothing else: no
/// network, no program, no other file (with landlock). Exit 0 with an answer, which may be an
/// error; kExitUsage with one about an order that cannot be read.
CommandResult ForkWorkStream(std::istream& in, const ForkIndexOpener& open);

struct ForkChildOptions {
  std::string program;                ///< This binary; absolute.
  std::string folder;                 ///< Of the index; absolute.
  std::vector<std::string> readable;  ///< Folders of mirrors and of copies of upstreams; absolute.
  std::stop_token stop;               ///< Ends those that are at work, which is kTransient.
};

/// A process for each order. A TakeIn may take an hour, the others a minute (kTransient); a child
/// that computes all that time, or dies, is kContent.
class ForkChild final : public ForkDesk {
 public:
  explicit ForkChild(ForkChildOptions options);

  Result<ForkTaken> TakeIn(const ForkTakeIn& order) override;
  Result<ForkForgotten> Forget(const ForkForget& order) override;
  Result<ForkAnswer> Answer(const ForkQuestion& question) override;

 private:
  Result<ForkReply> Run(ForkOrder order) const;

  const ForkChildOptions options_;
};

}  // namespace headwater::jobs
