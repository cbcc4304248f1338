// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/spdx_expression.h"
#include "headwater/untrusted.h"

/// \file
/// The inventory: which licence applies to each file, and who holds the rights. What an auditor
/// takes home.

namespace headwater {

/// A licence expression that applies.
struct LicenseRecord {
  Untrusted text;  ///< In canonical spelling of the structure.
  SpdxExpression expression;
};

/// What an SPDX snippet says of its lines.
struct SnippetRecord {
  LineRange lines;
  std::vector<Untrusted> copyrights;
  std::vector<LicenseRecord> licenses;
};

/// Something about a file that an auditor has to know.
struct LicenseProblem {
  Literal kind;         ///< In service/docs/licenses-json.md.
  Untrusted path;       ///< Where: the file, its side-car, a REUSE.toml.
  uint32_t line = 0;    ///< 1-based in `path`; 0: the whole of it.
  Untrusted detail;     ///< May be empty.
  bool unread = false;  ///< Because of it the answer is not known, or not all of it.
};

/// One file.
struct FileLicenseRecord {
  const FileEntry* file = nullptr;
  Literal excluded_because;  ///< Empty: REUSE covers the file.
  /// Each once, in the order in which they were found.
  std::vector<Untrusted> copyrights;
  std::vector<LicenseRecord> licenses;
  std::vector<Literal> sources;  ///< `header`, `sidecar`, `REUSE.toml`, `dep5`.
  std::vector<SnippetRecord> snippets;
  std::vector<LicenseProblem> problems;

  bool covered() const { return excluded_because.view().empty(); }
  bool unread() const;
};

/// Tells `take` of every file of the view, in its order. Takes memory for one file at a time. Ends
/// with the first error of `take`; further errors as GitView::Read.
Status ListLicenses(GitView& view, const std::function<Status(const FileLicenseRecord&)>& take);

}  // namespace headwater
