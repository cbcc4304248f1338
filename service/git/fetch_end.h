// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/process.h"
#include "headwater/result.h"

/// \file
/// What it means that a fetch failed, read from how git ended and from what it wrote. Git has no
/// codes for this: the words are those of git 2.39 in the C locale, and what is not recognised is
/// worth a retry.

namespace headwater::git {

/// What the next step depends on.
enum class FetchProblem {
  kNone,             ///< It went well.
  kNoSuchReference,  ///< The server has no reference of that name; `subject` is the name.
  kNoSuchObject,     ///< The server does not give that object; `subject` is its id.
  kFilterRefused,    ///< It gives whole repositories only.
  kUnauthorized,     ///< It does not accept the token.
  kMirrorDamaged,    ///< Git stumbled over the mirror's own files.
  /// A branch has the name of a folder of others that are gone: `a`, where `a/b` was. Git prunes
  /// and writes in one transaction, in which both cannot be.
  kNamesCollide,
  kTooLarge,           ///< The mirror would hold more than it may.
  kTooManyReferences,  ///< It has more branches and tags than it may have.
  kOther,
};

struct FetchEnd {
  FetchProblem problem = FetchProblem::kNone;
  std::string subject;  ///< Foreign bytes: compare only.
  Error error;          ///< When there is a problem.
};

/// Judges how git ended. `credential` is cut out of whatever is quoted: a server may send back what
/// it was given.
FetchEnd JudgeFetch(const ProcessResult& result, std::string_view credential);

/// Foreign text as one line of at most 300 bytes without control characters, for an Error.
std::string QuoteStderr(std::string_view text, std::string_view credential);

}  // namespace headwater::git
