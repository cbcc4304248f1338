// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::forge_double {

/// What a line of Markdown belongs to, as far as quick actions and mentions care.
enum class LineKind {
  kBlank,
  kParagraph,  ///< Of the top level.
  kNested,     ///< In a list, quote, table or heading: text, but no quick actions.
  kCode,
  kHtml,
};

struct Line {
  std::string text;  ///< Without its end.
  LineKind kind = LineKind::kBlank;
  bool begins_block = false;  ///< Code spans do not reach beyond it.
};

/// The lines of a comment. A reader of block structure only, after https://spec.commonmark.org
/// 0.31 and GitLab's additions (tables, ">>>" quotes); where it must guess it says kParagraph,
/// which is the dangerous kind.
std::vector<Line> ReadMarkdown(std::string_view text);

/// `text` with every byte inside a code span turned into a space.
std::string MaskCodeSpans(std::string text);

}  // namespace headwater::forge_double
