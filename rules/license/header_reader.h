// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "rules/license/comment_styles.h"
#include "rules/license/statements.h"

namespace headwater::license {

/// More statements than this in one file are data; the rest is not read.
inline constexpr size_t kMaxStatements = 10'000;

/// Everything a text states of itself, in the order of the text (REUSE 3.3,
/// https://reuse.software/spec-3.3/#comment-headers).
struct HeaderStatements {
  std::vector<CopyrightNotice> copyrights;
  std::vector<LicenseStatement> licenses;
  std::vector<Snippet> snippets;  ///< In the order of their beginnings; they may be nested.
  std::vector<LineRange> ignored;
  std::vector<TagInString> strings;
  bool too_many = false;  ///< More than kMaxStatements: this is not all.
};

/// With a kind, statements count in comments, and in prose and configuration (whose heads have many
/// forms) also where they open one of the first 30 lines; so they do in templates and in code of an
/// unknown language where such a line looks like a comment. Without a kind they count wherever they
/// stand. Takes time linear in the text.
HeaderStatements ReadHeader(std::string_view text, const FileKind* kind, const InfoPlace& place);

}  // namespace headwater::license
