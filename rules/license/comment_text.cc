// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_text.h"

#include <algorithm>

#include "rules/license/comment_scanner.h"

namespace headwater::license {

std::string KeepComments(std::string_view text, const CommentStyle& style) {
  std::string kept(text.size(), ' ');
  std::transform(text.begin(), text.end(), kept.begin(),
                 [](char c) { return c == '\n' || c == '\r' ? c : ' '; });
  CommentScanner scanner(text, style);
  while (const auto comment = scanner.Next()) {
    std::copy(comment->begin(), comment->end(), kept.begin() + (comment->begin() - text.begin()));
  }
  return kept;
}

}  // namespace headwater::license
