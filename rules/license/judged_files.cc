// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/judged_files.h"

#include <string>

#include "rules/license/comment_styles.h"
#include "rules/license/external_licenses.h"

namespace headwater::license {
namespace {

// Few lines are trivia only when they are short ones: one line can hold a whole program.
constexpr uint64_t kTrivialBytesPerLine = 120;

// RuleContext::max_findings when only "is there any" is asked.
constexpr size_t kAnyFinding = 1;

// A change that removes its project's REUSE.toml is still judged as one of that project.
Result<bool> MeansAllOfReuse(const RuleContext& context) {
  const std::string& scope = context.options.Choice(kScopeOption.name.view());
  if (scope != "auto") return scope == "covered";
  if (HasRootToml(context.view)) return true;
  return HasRootToml(*TRY(context.before()));
}

}  // namespace

JudgedFiles::JudgedFiles(const RuleContext& context, bool all_covered)
    : context_(&context),
      all_covered_(all_covered),
      touched_count_(context.options.Choice(kFilesOption.name.view()) == "touched"),
      min_lines_(static_cast<uint64_t>(context.options.Integer(kMinLinesOption.name.view()))) {}

Result<JudgedFiles> JudgedFiles::Make(const RuleContext& context) {
  return JudgedFiles(context, TRY(MeansAllOfReuse(context)));
}

Status JudgedFiles::ForEach(Licensing& licensing, const AnswerBuilder& answer,
                            const Judge& judge) const {
  for (const bool counting : {true, false}) {
    for (const ChangedFile& file : context_->change.files) {
      if (answer.full() && context_->max_findings == kAnyFinding) return Ok{};
      if (Counts(file) == counting && IsWanted(file)) TRY(JudgeOne(file, licensing, judge));
    }
  }
  return Ok{};
}

Status JudgedFiles::JudgeOne(const ChangedFile& file, Licensing& licensing,
                             const Judge& judge) const {
  const FileEntry* entry = FindFile(context_->view.Files(), file.path.bytes());
  if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
  const auto known = TRY(licensing.Of(*entry));
  if (known->excluded || TRY(IsTrivial(*entry, *known, licensing))) return Ok{};
  return judge(file, *known);
}

bool JudgedFiles::Counts(const ChangedFile& file) const {
  if (touched_count_ || context_->change.scope == ChangeScope::kAll) return true;
  return file.status == FileStatus::kAdded && file.new_content;
}

bool JudgedFiles::IsWanted(const ChangedFile& file) const {
  if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) return false;
  if (file.origin.confirmed && file.origin.origin != Origin::kOwn) return false;
  if (!context_->Covers(file.path)) return false;
  if (all_covered_) return true;
  const auto kind = FileKindOf(file.path.bytes());
  return kind && kind->source;
}

Result<bool> JudgedFiles::IsTrivial(const FileEntry& entry, const FileLicensing& known,
                                    Licensing& licensing) const {
  if (all_covered_ || !known.own_bytes || !known.licenses.empty()) return false;
  if (*known.own_bytes >= min_lines_ * kTrivialBytesPerLine) return false;
  const SourceText source = TRY(licensing.TextOf(entry));
  return CountLines(source.text) < min_lines_;
}

}  // namespace headwater::license
