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
#include "rules/common/source_text.h"
#include "rules/license/covered.h"
#include "rules/license/statements.h"

/// \file
/// The answer to "who holds the rights to this file, and which licence applies", exactly as REUSE
/// 3.3 has it (https://reuse.software/spec-3.3/): from the file, its side-car, every REUSE.toml on
/// the way to the root, or `.reuse/dep5`. All rules of this family, the inventory and the fixes
/// stand on this one answer.

namespace headwater::license {

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
  /// Why the answer is not known, or not all of it. A message of licensing_messages.h or of the
  /// engine, complete.
  std::optional<Message> unchecked;
  /// With `unchecked`: even what is known may be replaced, by a REUSE.toml that cannot be read.
  bool may_be_replaced = false;
  /// The length of the file's own text, where it was read: not when something else speaks instead.
  std::optional<uint64_t> own_bytes;

  /// Whether at least one licence applies that is an expression.
  bool NamesLicense() const;
  /// Whether at least one notice names somebody.
  bool NamesHolder() const;
};

/// Answers for the files of one view. Reads each REUSE.toml once, and of the files no more than the
/// question needs. All rules share the one of their view (GitView::Shared), which keeps the answers
/// for the files it was asked about, without their texts. Not thread-safe.
class Licensing {
 public:
  /// Whether the answers are kept for whoever asks next.
  enum class Keep { kNothing, kAnswers };

  explicit Licensing(GitView& view, Keep keep = Keep::kAnswers);
  ~Licensing();
  Licensing(const Licensing&) = delete;
  Licensing& operator=(const Licensing&) = delete;

  /// Everything about one file of the view; never null. Errors as GitView::Read.
  Result<std::shared_ptr<const FileLicensing>> Of(const FileEntry& file);

  /// The file's own text, which is empty where it cannot be read. Errors as GitView::Read.
  Result<SourceText> TextOf(const FileEntry& file);

  /// Every statement that stands in the text itself, as a header: for old sides and for texts that
  /// are in no view. `path` decides the comment style.
  static FileLicensing OfText(std::string_view path, const SourceText& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater::license
