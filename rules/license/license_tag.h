// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/license/comment_styles.h"

namespace headwater::license {

/// What a text says of its own licence by `SPDX-License-Identifier:` tags (REUSE 3.3,
/// https://reuse.software/spec-3.3/#comment-headers).
struct OwnLicense {
  enum class State {
    kNone,
    kNamed,       ///< At least one tag carries a licence expression.
    kUnreadable,  ///< There is a tag, and none that can be read. The first one follows.
  };
  State state = State::kNone;
  uint32_t line = 0;    ///< Of the unreadable tag, 1-based.
  std::string value;    ///< What it says.
  std::string problem;  ///< One sentence of ours: why that is no expression.
};

/// With a style, a tag counts only in a comment; without one, wherever it stands. Tags within the
/// ignore blocks of REUSE and within SPDX snippets do not speak for the file; both go on to the end
/// when they are not closed.
OwnLicense ReadOwnLicense(std::string_view text, const CommentStyle* style);

/// For prose, configuration and templates, whose heads have many forms (front matter, a block of
/// another language): kNamed when a tag that can be read opens one of the first 30 lines.
OwnLicense ReadHeadLicense(std::string_view text);

}  // namespace headwater::license
