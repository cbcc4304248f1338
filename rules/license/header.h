// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "rules/common/source_text.h"
#include "rules/license/comment_styles.h"

namespace headwater::license {

/// The text lines of a header, without comment delimiters: copyright only when a holder is known,
/// then the licence. Both texts as FitsIntoComment has them.
std::vector<std::string> HeaderLines(std::string_view license, std::string_view holder,
                                     std::chrono::year year);

/// The insertion of a header into a file of a known kind, in its comment style, encoding and line
/// ending, behind everything that has to stay at the top (preamble.h). Where the file has a comment
/// at the top that names a holder and no licence, the licence is added inside it. A byte order mark
/// stays first; UTF-16 gets a side-car; where the file is neither ASCII nor UTF-8, lines that are
/// not ASCII are left out.
/// Nothing when it might break the file or change what it puts out: lines that end with CR alone,
/// a kind that two languages share, a byte order mark where columns count, a top that is not
/// understood.
std::optional<Fix> SuggestHeader(const Untrusted& path, const SourceText& source,
                                 const CommentStyle& style, const std::vector<std::string>& lines);

/// The creation of `path`.license for a file that knows no comments.
Fix SuggestSideCar(const Untrusted& path, const std::vector<std::string>& lines);

/// The insertion at the top of a side-car that exists and names no licence.
Fix SuggestInSideCar(std::string side_car, const std::vector<std::string>& lines);

}  // namespace headwater::license
