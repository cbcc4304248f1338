// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "rules/pattern/check.h"
#include "rules/pattern/search.h"

namespace headwater::pattern {
namespace {

// Where git looks for a NUL byte to tell what is no text: FIRST_FEW_BYTES of its
// xdiff-interface.c.
constexpr size_t kLookedAtBytes = 8'000;

bool IsBinary(std::string_view bytes) {
  return bytes.substr(0, kLookedAtBytes).find('\0') != std::string_view::npos;
}

/// Looks at the changed files one by one.
class FileCheck {
 public:
  FileCheck(const RuleContext& context, const Pattern& looks_at)
      : context_(context), pattern_(looks_at), answer_(context) {
    if (looks_at.regex) search_.emplace(*looks_at.regex, context.view);
  }

  Result<RuleAnswer> Run() {
    forbidden_ = TRY(GlobSet::Make(pattern_.globs));
    for (const bool added : {true, false}) {
      for (const ChangedFile& file : context_.change.files) {
        if (IsAnswered(context_, answer_)) break;
        const bool is_added = file.status == FileStatus::kAdded;
        if (is_added == added && IsLookedAt(context_, file)) TRY(Check(file));
      }
    }
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  Status Check(const ChangedFile& file) {
    switch (pattern_.kind) {
      case PatternKind::kPath:
        return CheckPath(file);
      case PatternKind::kForbiddenFiles:
        answer_.CountJudged();
        if (forbidden_.Matches(file.path.bytes())) AddAbout(file, "forbidden-file", IsThere(file));
        return Ok{};
      default:
        break;
    }
    const bool is_wanted = IsFile(file.mode) && (pattern_.files_set.empty() ||
                                                 pattern_.files_set.Matches(file.path.bytes()));
    return is_wanted ? CheckContent(file) : Status(Ok{});
  }

  /// The path itself is what is judged: one that was there before is old debt.
  bool IsThere(const ChangedFile& file) const {
    return context_.change.scope != ChangeScope::kAll && file.status != FileStatus::kAdded;
  }

  Status CheckPath(const ChangedFile& file) {
    const bool matches = search_->Find(Searchable(file.path.bytes())).has_value();
    if (search_->over()) {
      answer_.AddUnchecked({.path = file.path, .why = {"over-budget", {{"path", file.path}}}});
      return Ok{};
    }
    answer_.CountJudged();
    if (matches != pattern_.must_match) AddAbout(file, "path", IsThere(file));
    return Ok{};
  }

  void AddAbout(const ChangedFile& file, std::string key, bool advisory) {
    Finding finding;
    finding.path = file.path;
    finding.message = {std::move(key), {{"path", file.path}}};
    finding.advisory = advisory;
    answer_.Add(std::move(finding));
  }

  Status CheckContent(const ChangedFile& file) {
    const FileEntry* const entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    const BlobAnswer blob = TRY(context_.view.Read(*entry));
    const bool size_is_enough =
        pattern_.kind == PatternKind::kMaxFileSize && blob.state == BlobState::kTooLarge;
    std::optional<Message> why = WhyNotRead(*entry, blob);
    if (why && !size_is_enough) {
      answer_.AddUnchecked({.path = file.path, .why = std::move(*why)});
      return Ok{};
    }
    answer_.CountJudged();
    if (!IsUnwanted(blob)) return Ok{};
    const bool advisory = IsOldContent(context_, file) || TRY(WasUnwanted(file));
    if (pattern_.kind == PatternKind::kBinary) {
      AddAbout(file, "binary", advisory);
      return Ok{};
    }
    Finding finding;
    finding.path = file.path;
    finding.message = {"file-too-large",
                       {{"path", file.path},
                        {"size", Untrusted(std::to_string(blob.size))},
                        {"limit", Untrusted(std::to_string(pattern_.max_bytes))}}};
    finding.advisory = advisory;
    answer_.Add(std::move(finding));
    return Ok{};
  }

  bool IsUnwanted(const BlobAnswer& blob) const {
    return pattern_.kind == PatternKind::kBinary ? IsBinary(blob.bytes)
                                                 : blob.size > pattern_.max_bytes;
  }

  Result<bool> WasUnwanted(const ChangedFile& file) {
    if (!IsThere(file)) return false;
    GitView* const before = TRY(context_.before());
    const FileEntry* const entry = FindFile(before->Files(), file.path.bytes());
    if (entry == nullptr || !IsFile(entry->mode)) return false;
    const BlobAnswer blob = TRY(before->Read(*entry));
    return blob.state != BlobState::kMissing && IsUnwanted(blob);
  }

  const RuleContext& context_;
  const Pattern& pattern_;
  std::optional<Search> search_;
  GlobSet forbidden_;
  AnswerBuilder answer_;
};

}  // namespace

Result<RuleAnswer> CheckFiles(const RuleContext& context, const Pattern& pattern) {
  return FileCheck(context, pattern).Run();
}

Result<RuleAnswer> CheckRequired(const RuleContext& context, const Pattern& pattern) {
  AnswerBuilder answer(context);
  bool removed_here = true;
  for (const std::string& glob : pattern.globs) {
    const GlobSet wanted = TRY(GlobSet::Make({glob}));
    const auto files = context.view.Files();
    const bool is_there = std::any_of(files.begin(), files.end(), [&wanted](const FileEntry& file) {
      return IsFile(file.mode) && wanted.Matches(file.path.bytes());
    });
    answer.CountJudged();
    if (is_there) continue;
    const auto& changed = context.change.files;
    removed_here =
        removed_here &&
        std::any_of(changed.begin(), changed.end(), [&wanted](const ChangedFile& file) {
          return file.status == FileStatus::kDeleted && wanted.Matches(file.path.bytes());
        });
    Finding finding;
    finding.message = {"required-file", {{"glob", Untrusted(glob)}}};
    finding.evidence = Untrusted(glob);
    answer.Add(std::move(finding));
  }
  RuleAnswer said = std::move(answer).Finish({"no-files", {}});
  // Whoever removes what was there answers for it; what was never there is the project's.
  if (said.verdict == Verdict::kFail && removed_here) said.subject = Subject::kChange;
  return said;
}

}  // namespace headwater::pattern
