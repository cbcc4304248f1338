// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/forge.h"

/// \file
/// The one gate for whatever is told to the readers of one project about another one: an upstream's
/// commits, a parent's address, a project with the same content.

namespace headwater {

/// Whether readers of `audience` may see what was taken from a project that is `source`. Asked
/// before anything of it becomes a fact; what may not be shown is treated as what is not there, so
/// that nobody learns that it is.
///
/// Only what is public to all is shown, to any audience: two projects that are both private, or
/// both internal, have different readers, and nobody here knows them.
constexpr bool MayShow(Visibility source, Visibility audience) {
  switch (audience) {
    case Visibility::kPrivate:
    case Visibility::kInternal:
    case Visibility::kPublic:
      return source == Visibility::kPublic;
  }
  return false;
}

}  // namespace headwater
