// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "rules/license/annotation.h"

namespace headwater::license {

/// What REUSE.toml files and dep5 say of one file.
struct ExternalInfo {
  /// These count whatever the file says.
  std::vector<const Annotation*> always;
  /// These count where the file itself names no holder, or no licence (REUSE 3.3: `closest`).
  const Annotation* closest_copyright = nullptr;
  const Annotation* closest_license = nullptr;
  /// The REUSE.toml whose override replaces everything nearer to the file; empty: none.
  std::string overridden_by;
  /// Why this may not be all: a file that could not be read.
  std::optional<Message> unchecked;
  /// With `unchecked`: even what the file itself says may be replaced.
  bool may_override = false;
};

/// Licences of a view's files that stand elsewhere (REUSE 3.3, https://reuse.software/spec-3.3/,
/// REUSE.toml and Precedence). Reads each REUSE.toml once, when a file below it is asked for.
/// Follows no links and cannot loop: a file's tables are those of the folders above it.
class ExternalLicenses {
 public:
  explicit ExternalLicenses(GitView& view);

  /// The pointers are valid as long as this object. Errors as GitView::Read.
  Result<ExternalInfo> Of(std::string_view path);

 private:
  struct Source {
    std::string path;
    Annotations annotations;
    /// Why it cannot be read; without the file that is asked about.
    std::optional<Message> problem;
    bool may_override = false;
  };

  Result<const Source*> SourceIn(std::string_view folder);
  Result<std::optional<Source>> ReadToml(const std::string& path);
  Status AddTomls(std::string_view path, ExternalInfo& info);
  Status AddDep5(std::string_view path, ExternalInfo& info);
  Status ReadDep5();

  GitView& view_;
  bool any_toml_ = false;
  std::map<std::string, std::optional<Source>, std::less<>> tomls_;  ///< By folder with '/'.
  const FileEntry* dep5_file_ = nullptr;
  std::optional<Source> dep5_;
};

/// Whether the root has a REUSE.toml: the project then means all of REUSE.
bool HasRootToml(const GitView& view);

}  // namespace headwater::license
