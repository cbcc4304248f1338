// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>

#include "headwater/options.h"
#include "headwater/rule.h"
#include "rules/license/licensing.h"

namespace headwater::license {

/// Which files of a change the rules about headers judge, and whose findings weigh. Their options
/// are the same, so that one word of a policy means one thing.
class JudgedFiles {
 public:
  using Judge = std::function<Status(const ChangedFile& file, const FileLicensing& licensing)>;

  /// `context` must declare kScopeOption, kFilesOption and kMinLinesOption, and outlive this.
  /// Errors as RuleContext::before.
  static Result<JudgedFiles> Make(const RuleContext& context);

  /// Calls `judge` for each file that the rule is about: those that count first, for the bound on
  /// findings must not let old debt hide them. Ends early when `answer` needs no more.
  Status ForEach(Licensing& licensing, const AnswerBuilder& answer, const Judge& judge) const;

  /// Whether the file's finding weighs: the others are old debt.
  bool Counts(const ChangedFile& file) const;

 private:
  JudgedFiles(const RuleContext& context, bool all_covered);

  Status JudgeOne(const ChangedFile& file, Licensing& licensing, const Judge& judge) const;
  bool IsWanted(const ChangedFile& file) const;
  Result<bool> IsTrivial(const FileEntry& entry, const FileLicensing& known,
                         Licensing& licensing) const;

  const RuleContext* context_;
  bool all_covered_;  ///< All that REUSE covers, as opposed to source files.
  bool touched_count_;
  uint64_t min_lines_;
};

inline constexpr Literal kScopeChoices[] = {"source", "auto", "covered"};
inline constexpr Literal kFilesChoices[] = {"new", "touched"};

inline constexpr OptionInfo kScopeOption = {
    .name = "scope",
    .type = OptionType::kChoice,
    .stricter = Stricter::kHigher,
    .doc =
        "Which files are judged: own source files, every file that REUSE 3.3 covers, or (auto) "
        "all of REUSE in projects that have a REUSE.toml in their root and source files in "
        "others.",
    .default_value = "auto",
    .choices = kScopeChoices};

inline constexpr OptionInfo kFilesOption = {
    .name = "files",
    .type = OptionType::kChoice,
    .stricter = Stricter::kHigher,
    .doc =
        "Whose findings count: those of new files (touched older ones only hint), or of all "
        "touched files.",
    .default_value = "new",
    .choices = kFilesChoices};

inline constexpr OptionInfo kMinLinesOption = {
    .name = "min_lines",
    .type = OptionType::kInteger,
    .stricter = Stricter::kLower,
    .doc = "Source files with fewer lines are left alone; not where all of REUSE is judged.",
    .default_value = "10",
    .minimum = 0,
    .maximum = 1000};

/// Longer names of holders are no names.
inline constexpr int64_t kMaxHolderBytes = 200;

inline constexpr OptionInfo kHolderOption = {
    .name = "holder",
    .type = OptionType::kText,
    .stricter = Stricter::kEqual,
    .doc =
        "Who holds the rights, for suggested headers: mostly the authority or company, not the "
        "person who wrote the code.",
    .default_value = "\"\"",
    .maximum = kMaxHolderBytes};

}  // namespace headwater::license
