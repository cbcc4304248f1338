// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "headwater/mirrors.h"
#include "headwater/result.h"
#include "service/git/git_options.h"

/// \file
/// The mirrors of all projects under one folder.

namespace headwater::git {

class MirrorPool {
 public:
  /// Finds git and takes stock of the mirrors. Several processes may share the folder; each keeps
  /// its own account of the quota. kInternal: no git, or the folder cannot be used; kInvalid: the
  /// forge's address or the authorities' file is wrong. What it gives must outlive every MirrorUse.
  static Result<std::unique_ptr<Mirrors>> Open(const GitOptions& options);
};

}  // namespace headwater::git
