// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/spdx_expression.h"

/// \file
/// What a file, a side-car or a table can state about rights, as values.

namespace headwater::license {

/// Where a statement was found.
enum class InfoSource { kHeader, kSideCar, kReuseToml, kDep5 };

/// Where exactly: a place a person can open.
struct InfoPlace {
  InfoSource source = InfoSource::kHeader;
  std::string path;   ///< The file itself, its side-car, the REUSE.toml, `.reuse/dep5`.
  uint32_t line = 0;  ///< 1-based in `path`.
};

/// One copyright notice.
struct CopyrightNotice {
  std::string text;  ///< As written, in UTF-8, without comment delimiters, decoration and SPDX tag.
  std::string holder;  ///< Without years and address; empty: the notice names nobody.
  InfoPlace place;
};

/// One licence expression.
struct LicenseStatement {
  std::string text;     ///< As written behind the tag.
  uint32_t column = 0;  ///< 1-based byte column of `text` in its line; 0 when not in a header.
  std::optional<SpdxExpression> expression;  ///< Nothing when it is none: then see `error`.
  SpdxError error;
  InfoPlace place;
};

/// An SPDX snippet: a scope of its own, it does not license the file.
struct Snippet {
  LineRange lines;  ///< From begin to end, or to the end of the file.
  bool closed = true;
  std::vector<CopyrightNotice> copyrights;
  std::vector<LicenseStatement> licenses;
};

/// A tag that stands in the text and does not count, because it stands in a string literal or in
/// other code.
struct TagInString {
  uint32_t line = 0;
  std::string text;  ///< From the tag to the end of its line, at most kMaxQuotedBytes.
};

/// How much of a value that cannot be read is kept for people.
inline constexpr size_t kMaxQuotedBytes = 200;

/// A statement with its expression parsed.
LicenseStatement MakeLicense(std::string_view text, InfoPlace place);

/// A notice with its holder found; `text` may be Latin-1.
CopyrightNotice MakeNotice(std::string_view text, InfoPlace place);

}  // namespace headwater::license
