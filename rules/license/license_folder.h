// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/spdx_expression.h"

/// \file
/// The texts in LICENSES/, one per licence and exception, named by its identifier (REUSE 3.3,
/// https://reuse.software/spec-3.3/#license-files).

namespace headwater::license {

/// The identifier that a path below LICENSES/ is named by, in the list's spelling; nothing for a
/// file that is no licence text, and for a path elsewhere.
std::optional<std::string> IdOfText(std::string_view path);

/// What lies in LICENSES/.
class LicenseFolder {
 public:
  explicit LicenseFolder(std::span<const FileEntry> files);

  bool empty() const { return texts_.empty() && others_.empty(); }
  /// Whether the text of a licence or exception is there; of `X+` that of `X` is enough.
  bool Has(std::string_view id) const;
  /// Texts by identifier with small letters.
  const std::map<std::string, const FileEntry*>& texts() const { return texts_; }
  /// Files that are no licence text by their name.
  const std::vector<const FileEntry*>& others() const { return others_; }

 private:
  std::map<std::string, const FileEntry*> texts_;
  std::vector<const FileEntry*> others_;
};

/// The licences and exceptions of an expression whose text belongs into LICENSES/: not those of
/// other documents, and no identifiers of no list, which are somebody else's finding.
std::vector<std::string> TextsNeeded(const SpdxExpression& expression);

/// What the files of a view need.
struct UsedLicenses {
  std::set<std::string> ids;         ///< With small letters.
  std::vector<Unchecked> unchecked;  ///< Files that might need more.

  bool Needs(std::string_view id) const;
};

/// Looks at every file. Errors as GitView::Read.
Result<UsedLicenses> FindUsedLicenses(GitView& view);

}  // namespace headwater::license
