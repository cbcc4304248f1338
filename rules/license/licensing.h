// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/spdx_expression.h"
#include "rules/license/covered.h"
#include "rules/license/source_text.h"

/// \file
/// The answer to "who holds the rights to this file, and which licence applies", exactly as REUSE
/// 3.3 has it (https://reuse.software/spec-3.3/): from the file, its side-car, every REUSE.toml on
/// the way to the root, or `.reuse/dep5`. All rules of this family, the inventory and the fixes
/// stand on this one answer.

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
  std::string text;    ///< As written, without comment delimiters and without what decorates it.
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

/// A tag that stands in the text and does not count, because it stands in a string literal.
struct TagInString {
  uint32_t line = 0;
  std::string text;
};

/// What is known of one file.
struct FileLicensing {
  std::optional<Exclusion> excluded;  ///< REUSE asks nothing of the file.
  std::vector<CopyrightNotice> copyrights;
  std::vector<LicenseStatement> licenses;  ///< All of them apply.
  std::vector<Snippet> snippets;
  std::vector<LineRange> ignored;  ///< Ignore blocks, with their markers.
  std::vector<TagInString> strings;
  /// The REUSE.toml whose override replaces everything nearer; empty: none.
  std::string overridden_by;
  std::string side_car;  ///< The path of the side-car that speaks instead of the file, or empty.
  std::optional<Message> unchecked;  ///< Why the answer is not known, or not all of it.

  /// Whether at least one licence applies that is an expression.
  bool NamesLicense() const;
};

/// Answers for the files of one view. Reads each REUSE.toml once, and of the files no more than the
/// question needs. Not thread-safe.
class Licensing {
 public:
  explicit Licensing(GitView& view);
  ~Licensing();
  Licensing(const Licensing&) = delete;
  Licensing& operator=(const Licensing&) = delete;

  /// Everything about one file of the view. Errors as GitView::Read.
  Result<FileLicensing> Of(const FileEntry& file);

  /// Every statement that stands in the text itself, as a header: for old sides and for texts that
  /// are in no view. `path` decides the comment style.
  static FileLicensing OfText(std::string_view path, const SourceText& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater::license
