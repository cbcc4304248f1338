// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/fix.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/sink.h"
#include "service/git/disk_writer.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "service/jobs/check_setup.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/fix_plan.h"
#include "service/report/fix_text.h"
#include "service/report/level.h"
#include "service/report/patch.h"

namespace headwater::jobs {
namespace {

constexpr int kExitClean = 0;
constexpr int kExitLeft = 1;

// Every round but the last mends something, a thousand findings at a time.
constexpr int kMaxRounds = 1000;

std::string ReplaceAll(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Mends the files of one repository.
class Mender {
 public:
  Mender(git::DiskFolder folder, git::DiskWriter writer, bool dry_run)
      : folder_(std::move(folder)), writer_(std::move(writer)), dry_run_(dry_run) {}

  /// Makes what can be made of a plan; how many files that were.
  size_t Mend(const std::vector<FileEntry>& files, const FixPlan& plan) {
    size_t mended = 0;
    for (const auto& [path, planned] : plan) {
      const Status done = planned.create ? Create(path, planned) : Change(files, path, planned);
      report::FixedFile& fixed = FixedFor(path);
      if (done.ok()) {
        ++mended;
        fixed.created = fixed.created || planned.create;
      } else {
        fixed.problem = Untrusted(done.error().message);
      }
    }
    return mended;
  }

  std::vector<report::FixedFile> fixed() const {
    std::vector<report::FixedFile> files;
    for (const auto& [path, file] : fixed_) files.push_back(file);
    return files;
  }
  const std::string& patch() const { return patch_; }
  bool Mended(const Finding& finding) const { return mended_.count(&finding) > 0; }

 private:
  report::FixedFile& FixedFor(const std::string& path) {
    report::FixedFile& file = fixed_[path];
    file.path = Untrusted(path);
    return file;
  }

  Status Create(const std::string& path, const PlannedFile& planned) {
    const git::DiskFile there = TRY(folder_.Read(path, 0));
    if (there.kind != git::DiskFile::Kind::kAbsent) {
      return Error{Errc::kConflict, "there is something of that name"};
    }
    if (!dry_run_) TRY(writer_.Create(path, planned.edits.front().text));
    Remember(path, planned, {true});
    if (dry_run_) patch_ += report::RenderPatch({Untrusted(path), true, "", planned.edits});
    return Ok{};
  }

  Status Change(const std::vector<FileEntry>& files, const std::string& path,
                const PlannedFile& planned) {
    const FileEntry* judged = FindFile(files, path);
    const git::DiskFile there = TRY(folder_.Read(path, git::kDefaultBlobBytes));
    if (judged == nullptr || there.kind != git::DiskFile::Kind::kRegular || !there.complete) {
      return Error{Errc::kContent, "it is no file on disk that can be changed"};
    }
    const std::vector<Edit> edits = TRY(EditsFor(there.bytes, judged->blob, planned.edits));
    EditPlan plan = PlanEdits(there.bytes, edits);
    if (plan.edits.empty()) return Error{Errc::kConflict, "the fix does not fit the file"};
    if (!dry_run_) {
      TRY(writer_.Replace(path, there.bytes, ApplyEdits(there.bytes, plan.edits)));
    } else {
      patch_ += report::RenderPatch({Untrusted(path), false, there.bytes, plan.edits});
    }
    Remember(path, planned, plan.applied);
    return Ok{};
  }

  /// The edits for the bytes on disk. They have to be those that were judged, or the same with the
  /// line ends that git gives to a checked out file (gitattributes(5), eol).
  static Result<std::vector<Edit>> EditsFor(const std::string& bytes, const BlobId& judged,
                                            std::vector<Edit> edits) {
    if (TRY(git::ObjectReader::HashBlob(bytes)) == judged) return edits;
    const BlobId unix_lines = TRY(git::ObjectReader::HashBlob(ReplaceAll(bytes, "\r\n", "\n")));
    if (unix_lines != judged) return Error{Errc::kConflict, "it was changed meanwhile"};
    for (Edit& edit : edits) edit.text = ReplaceAll(std::move(edit.text), "\n", "\r\n");
    return edits;
  }

  void Remember(const std::string& path, const PlannedFile& planned,
                const std::vector<bool>& applied) {
    std::vector<Literal>& rules = FixedFor(path).rules;
    for (size_t i = 0; i < applied.size(); ++i) {
      if (!applied[i]) continue;
      mended_.insert(planned.findings[i]);
      if (std::find(rules.begin(), rules.end(), planned.rules[i]) == rules.end()) {
        rules.push_back(planned.rules[i]);
      }
    }
  }

  git::DiskFolder folder_;
  git::DiskWriter writer_;
  bool dry_run_;
  std::map<std::string, report::FixedFile> fixed_;
  std::set<const Finding*> mended_;  ///< Of the report at hand.
  std::string patch_;
};

Result<Mender> MakeMender(const git::Repository& repository, bool dry_run) {
  git::DiskFolder folder = TRY(git::DiskFolder::Open(repository.WorktreeRoot()));
  git::DiskWriter writer = TRY(git::DiskWriter::Open(repository.WorktreeRoot()));
  return Mender(std::move(folder), std::move(writer), dry_run);
}

/// What people call files, as paths from the root of the work tree.
Result<std::vector<std::string>> PathsBelow(const std::filesystem::path& root,
                                            const std::vector<std::string>& files) {
  std::vector<std::string> paths;
  for (const std::string& file : files) {
    std::error_code problem;
    const std::filesystem::path whole = std::filesystem::absolute(file, problem);
    std::string path = whole.lexically_normal().lexically_relative(root).generic_string();
    while (path.ends_with('/')) path.pop_back();
    const bool outside = problem || path.empty() || path == ".." || path.starts_with("../");
    if (outside || !std::filesystem::exists(std::filesystem::symlink_status(whole, problem))) {
      return Error{Errc::kInvalid, file + ": no file of this work tree"};
    }
    if (path == ".") return std::vector<std::string>();
    paths.push_back(std::move(path));
  }
  return paths;
}

/// What a dry run leaves: the findings that no fix was meant for.
Report Without(Report report, const Mender& mender) {
  for (RuleResult& result : report.rules) {
    std::vector<Finding> left;
    for (Finding& finding : result.answer.findings) {
      if (!mender.Mended(finding)) left.push_back(std::move(finding));  // The address counts.
    }
    result.answer.findings = std::move(left);
  }
  return report;
}

int ExitCodeOf(const report::FixSummary& summary) {
  if (summary.left.problem) return kExitUnknown;
  const report::Tally tally = report::TallyOf(summary.left);
  const bool refused = std::any_of(summary.files.begin(), summary.files.end(),
                                   [](const auto& file) { return !file.problem.empty(); });
  if (refused || tally.required + tally.recommended > 0) return kExitLeft;
  return tally.not_checked > 0 ? kExitUnknown : kExitClean;
}

CommandResult Answer(const report::FixSummary& summary, const Mender& mender, Language language) {
  std::string text = report::RenderFixText(summary, language);
  const int exit_code = ExitCodeOf(summary);
  if (!summary.dry_run) return {std::move(text), "", exit_code};
  return {mender.patch(), std::move(text), exit_code};
}

CommandResult FixAll(git::Repository& repository, const Evaluation& evaluation,
                     const config::Shipped& shipped, const FixRequest& request) {
  Result<Mender> made = MakeMender(repository, request.dry_run);
  if (!made.ok()) return Failed(made.error());
  Mender& mender = made.value();
  std::set<std::string> seen;
  Judged judged = EvaluateFiles(repository, evaluation, shipped);
  for (int round = 0; round < kMaxRounds; ++round) {
    const FixPlan plan = PlanFixes(judged.report, seen);
    if (mender.Mend(judged.files, plan) == 0 || request.dry_run) break;
    judged = EvaluateFiles(repository, evaluation, shipped);
  }
  report::FixSummary summary{mender.fixed(), {}, request.dry_run};
  summary.left =
      request.dry_run ? Without(std::move(judged.report), mender) : std::move(judged.report);
  return Answer(summary, mender, request.check.language);
}

}  // namespace

CommandResult RunFix(const FixRequest& request, const config::Shipped& shipped) {
  CheckRequest check = request.check;
  check.worktree = true;
  if (!request.files.empty()) check.all = true;
  Result<Evaluation> started = StartEvaluation(check, shipped);
  if (!started.ok()) return WrongUse(started.error());
  Evaluation evaluation = std::move(started).value();
  Result<git::Repository> repository =
      git::Repository::Open(check.repository, git::Hashes::kTrusted);
  if (!repository.ok()) return Failed(repository.error());
  const Status sides = FindSides(check, repository.value(), evaluation);
  if (!sides.ok()) return Failed(sides.error());
  auto only = PathsBelow(repository.value().WorktreeRoot(), request.files);
  if (!only.ok()) return Failed(only.error());
  evaluation.only = std::move(only).value();
  return FixAll(repository.value(), evaluation, shipped, request);
}

}  // namespace headwater::jobs
