// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_facts.h"
#include "service/jobs/fork_told.h"

namespace headwater::jobs {

/// What is kept of a project's relations is worked out again after this time though nothing of it
/// has changed: others have.
inline constexpr std::chrono::hours kRelationsAge{24};

/// Does the work itself, in this process: the child's own, and for tests.
class LocalForkDesk final : public ForkDesk {
 public:
  /// `folder`: of the index, absolute. The first TakeIn makes it; without it the others are
  /// kContent.
  LocalForkDesk(ForkIndexOpener open, std::string folder);

  Result<ForkTaken> TakeIn(const ForkTakeIn& order) override;
  Result<ForkForgotten> Forget(const ForkForget& order) override;
  Result<ForkAnswer> Answer(const ForkQuestion& question) override;

 private:
  Result<std::unique_ptr<ForkIndex>> OpenExisting() const;
  Result<bool> TakeOut(const ForkForget& order, ForkIndex& index) const;

  const ForkIndexOpener open_;
  const std::string folder_;
  const ToldFolder told_;
};

}  // namespace headwater::jobs
