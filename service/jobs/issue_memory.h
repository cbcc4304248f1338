// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/issues.h"
#include "headwater/store.h"

namespace headwater::jobs {

/// What became of the issue about a project: a slot's `remembered`, `12 open 0f343b09 6a7c0d11`
/// (issue, state, hash of what was wanted, hash of what the forge then stored).
struct IssueMemory {
  enum class State {
    kOpen,    ///< We left it open.
    kDone,    ///< Nothing was open, and we closed it.
    kTheirs,  ///< A person closed it: only its text is kept up to date.
    kMoved,   ///< It lives on in another project, and is left alone for ever.
    kGone,    ///< There is none, or none is taken: looked for when something else is wanted.
  };

  State state = State::kOpen;
  IssueIid iid;  ///< 0 for kGone.
  std::string wanted;
  std::string stored;

  /// None for an empty or unknown form: then the issue is looked for.
  static std::optional<IssueMemory> Read(std::string_view text);
  std::string Text() const;
};

/// Of what people see of it, without the footer: a link to another decision that says the same is
/// worth no edit.
std::string HashOfIssue(const SlotContent& content);
std::string HashOfDescription(std::string_view description);

}  // namespace headwater::jobs
