// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <git2.h>

#include "headwater/late_library.h"

/// \file
/// Private to service/git: libgit2 is not linked to but loaded when it is first called. Nothing
/// else differs for who calls it, except for what is declared here.

namespace headwater::git {

/// kInternal, and the name of the package, where the library is not installed.
Status LoadLibgit2();

/// The function that takes any arguments: its name cannot be defined anew.
decltype(&git_libgit2_opts) Libgit2Options();

}  // namespace headwater::git
