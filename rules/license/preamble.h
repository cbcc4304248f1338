// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rules/license/comment_styles.h"

namespace headwater::license {

/// Where a header goes in a file.
struct HeaderPlace {
  enum class Form {
    kStyle,        ///< Written as the file's style has it.
    kFrontMatter,  ///< Inside the front matter, where a comment begins with `#`.
    kPhpBlock,     ///< In a block `<?php ... ?>` of its own, which puts nothing into the page.
  };
  size_t offset = 0;  ///< Before this byte; not necessarily the beginning of a line.
  Form form = Form::kStyle;
};

/// Behind everything that has to stay at the top: `#!`, lines that editors read, and what the
/// style's preamble names. Nothing when that is not certain. `text` without byte order mark; takes
/// time linear in the text.
std::optional<HeaderPlace> FindHeaderPlace(std::string_view text, const CommentStyle& style);

/// A line to add to a comment at the top that names a copyright holder and no licence.
struct HeaderCompletion {
  size_t offset = 0;   ///< The beginning of a line.
  std::string before;  ///< What stands before the new text in its line: the comment's decoration.
  std::string behind;  ///< What stands behind it: the end of a comment of one line.
};

/// Looks into the comments that begin at `from` and are not interrupted by code. Nothing when none
/// of them has a notice. Looks at the first kilobytes.
std::optional<HeaderCompletion> FindHeaderCompletion(std::string_view text,
                                                     const CommentStyle& style, size_t from);

}  // namespace headwater::license
