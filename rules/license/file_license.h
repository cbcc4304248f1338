// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "rules/license/comment_styles.h"
#include "rules/license/external_licenses.h"
#include "rules/license/license_tag.h"
#include "rules/license/source_text.h"

namespace headwater::license {

/// The answer to "which licence does this file name", as far as rules need it.
struct FileLicense {
  enum class State {
    kNamed,
    kMissing,
    kUnreadable,  ///< There is a tag that is no expression; see `own`.
    kOverridden,  ///< A REUSE.toml replaces the header and names no licence; see `source`.
    kEmpty,       ///< Zero bytes: not a Covered File.
    kUnchecked,   ///< See `why`.
  };
  State state = State::kMissing;
  OwnLicense own;
  /// kMissing, kUnreadable: the side-car that speaks instead of the file. kOverridden: the
  /// REUSE.toml. Else empty.
  std::string source;
  SourceText text;             ///< The file's own content, where it was read.
  bool text_read = false;      ///< Not when something else had answered before.
  std::optional<Message> why;  ///< kUnchecked; complete.
};

/// Finds the licence of files of one view: REUSE.toml and dep5, else the side-car, else the file.
/// Reads no more than the answer needs.
class FileLicenses {
 public:
  explicit FileLicenses(GitView& view) : view_(view), external_(view) {}

  /// `kind` decides which comments count; without one a tag counts anywhere. Errors as
  /// GitView::Read.
  Result<FileLicense> Of(const FileEntry& file, const std::optional<FileKind>& kind);

 private:
  Result<FileLicense> FromSideCar(const FileEntry& side_car, const FileEntry& file);
  Result<FileLicense> FromContent(const FileEntry& file, const std::optional<FileKind>& kind);

  GitView& view_;
  ExternalLicenses external_;
};

}  // namespace headwater::license
