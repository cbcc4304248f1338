// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "headwater/finding.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom {

/// Something that is wrong with a document, at a place.
struct Problem {
  enum class Weight {
    kError,    ///< The document is not valid.
    kWarning,  ///< Valid, and most likely not what was meant.
  };
  Weight weight = Weight::kError;
  Message message;  ///< A key of the catalogue of `sbom/valid`, with its arguments.
  NodeIndex node = 0;
};

/// More problems of one document than a person reads; the others are counted.
inline constexpr size_t kMaxProblems = 1000;

struct Problems {
  std::vector<Problem> list;
  uint64_t more = 0;  ///< Beyond kMaxProblems.

  void Add(Problem problem) {
    if (list.size() < kMaxProblems) {
      list.push_back(std::move(problem));
    } else {
      ++more;
    }
  }
};

}  // namespace headwater::sbom
