// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace headwater::forge_double {

/// A pack of about half a megabyte whose one file is 512 MiB of zeros. It is sound: the commit and
/// the tree that lead to the file are in it.
struct PackBomb {
  std::string head;  ///< The commit.
  std::string pack;
};

/// Made at first use, which takes seconds.
const PackBomb& TheBomb();

}  // namespace headwater::forge_double
