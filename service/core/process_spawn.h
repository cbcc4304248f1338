// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include "headwater/descriptor.h"
#include "headwater/process.h"
#include "headwater/result.h"

/// \file
/// Private to process.cc: from a ProcessSpec to a running child.

namespace headwater {

/// A child that leads a session and process group of its own. Nobody has waited for it yet, so its
/// number stays its own.
struct SpawnedChild {
  pid_t pid = 0;
  Descriptor handle;  ///< pidfd_open(2): readable when it has ended.
  Descriptor input;   ///< Our ends of its pipes; they do not block.
  Descriptor output;
  Descriptor error;
};

/// kInternal, with the reason of the kernel, when the program does not start. Thread-safe.
Result<SpawnedChild> Spawn(const ProcessSpec& spec);

}  // namespace headwater
