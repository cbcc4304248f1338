// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "rules/license/reuse_glob.h"

namespace headwater::license {

enum class Precedence { kClosest, kAggregate, kOverride };

/// One `[[annotations]]` table, as far as licences go.
struct Annotation {
  std::vector<ReuseGlob> paths;
  Precedence precedence = Precedence::kClosest;
  bool names_license = false;
  /// Why the licence cannot be read, with its line; empty when it can, or when there is none. An
  /// annotation's fault concerns only the files it matches.
  std::string problem;
};

/// The annotations of a REUSE.toml (version 1, REUSE 3.2 on).
struct ReuseToml {
  std::vector<Annotation> annotations;

  /// In one file the last matching table counts, exclusively. `path` is relative to the file's
  /// folder. nullptr when none matches.
  const Annotation* LastMatch(std::string_view path) const;
};

/// Errors as ParseToml, and kInvalid with the line for a table that is not as REUSE wants it.
Result<ReuseToml> ParseReuseToml(std::string_view text);

}  // namespace headwater::license
