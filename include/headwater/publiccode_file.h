// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/git.h"
#include "headwater/publiccode.h"
#include "headwater/result.h"

namespace headwater {

/// https://yml.publiccode.tools/: in the root folder.
inline constexpr std::string_view kPubliccodeFile = "publiccode.yml";

/// A project's publiccode.yml.
struct PubliccodeFile {
  bool exists = false;
  std::string text;  ///< Empty when its content is not there, or not read.
  /// None: there is no such file, or it cannot be read; that is said by the rules about it.
  std::optional<Publiccode> content;
};

/// Errors as GitView::Read.
Result<PubliccodeFile> OpenPubliccode(GitView& view);

/// SafeUrl::RepositoryKey; empty for what is no address.
std::string RepositoryKeyOf(const Untrusted& address);

}  // namespace headwater
