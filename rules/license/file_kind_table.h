// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/untrusted.h"

namespace headwater::license {

/// Kinds of files that share a comment style. The lists are separated by blanks.
struct KindGroup {
  Literal style;        ///< Its name; empty: files of these kinds take no comment.
  bool source = false;  ///< See FileKind.
  Literal extensions;   ///< In lower case, without the first dot; of one or two parts.
  Literal names;        ///< Whole file names.
};

std::span<const KindGroup> KindGroups();

}  // namespace headwater::license
