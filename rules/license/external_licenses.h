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
#include "rules/license/dep5.h"
#include "rules/license/reuse_toml.h"

namespace headwater::license {

/// What REUSE.toml files and `.reuse/dep5` say of one file's licence.
struct ExternalLicense {
  enum class State {
    kSilent,      ///< Nothing: the file speaks for itself.
    kNamed,       ///< A licence applies, whatever the file says.
    kOverridden,  ///< A table with `override` replaces what the file says, and names no licence.
    kUnknown,     ///< One of them cannot be read.
  };
  State state = State::kSilent;
  /// kUnknown: what cannot be read might replace the file's own header.
  bool may_override = false;
  std::string source;          ///< kOverridden: the path of the REUSE.toml.
  std::optional<Message> why;  ///< kUnknown; lacks the argument `path`.
};

/// Answers for the files of one view; reads each REUSE.toml once, when it is first needed.
/// Precedence as REUSE 3.3 has it: the override nearest to the root replaces everything below it,
/// aggregate and closest tables add, where only "is there a licence" is asked.
class ExternalLicenses {
 public:
  explicit ExternalLicenses(GitView& view);

  /// Errors as GitView::Read. `path` from the root.
  Result<ExternalLicense> Of(std::string_view path);

 private:
  /// A REUSE.toml, or why it cannot be read.
  struct Source {
    std::string path;
    ReuseToml toml;
    std::optional<Message> problem;
    bool may_override = false;
  };

  Result<const Source*> TomlIn(std::string_view folder);
  Result<std::optional<Source>> ReadToml(const std::string& path);
  Result<ExternalLicense> FromTomls(std::string_view path);
  Result<ExternalLicense> FromDep5(std::string_view path);

  GitView& view_;
  bool any_toml_ = false;
  std::map<std::string, std::optional<Source>, std::less<>> tomls_;  ///< By folder with '/'.
  const FileEntry* dep5_file_ = nullptr;
  std::optional<Dep5> dep5_;
  std::optional<Message> dep5_problem_;
};

}  // namespace headwater::license
