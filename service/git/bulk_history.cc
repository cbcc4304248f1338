// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/bulk_history.h"

#include <string_view>
#include <utility>

#include "headwater/process.h"
#include "service/git/fetch_end.h"
#include "service/git/git_command.h"
#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

using PieceReader = std::function<Status(std::string_view)>;

Status JudgeEnd(const ProcessResult& end) {
  if (end.timed_out) return Error{Errc::kTransient, "git did not read the history in time"};
  if (end.exit_code == 0 && end.signal == 0) return Ok{};
  return Error{Errc::kContent, "git cannot read the history: " + QuoteStderr(end.err, "")};
}

/// What the reader finds wrong comes first: then it is we who ended git.
Status Run(ProcessSpec spec, const std::string& input, const PieceReader& read,
           std::chrono::milliseconds deadline) {
  Status reading = Ok{};
  spec.on_output = [&](std::string_view piece) {
    if (reading.ok()) reading = read(piece);
    return reading.ok();
  };
  const ProcessResult end = TRY(RunProcess(spec, input, deadline));
  TRY(std::move(reading));
  return JudgeEnd(end);
}

/// Ids, one a line, whatever the pieces.
class IdLines {
 public:
  explicit IdLines(const std::function<void(const BlobId&)>& take) : take_(take) {}

  Status Feed(std::string_view piece) {
    for (const char c : piece) {
      if (c != '\n') {
        line_ += c;
        if (line_.size() > 2 * kObjectIdBytes) return Bad();
        continue;
      }
      const std::optional<BlobId> id = BlobId::FromHex(line_);
      if (!id) return Bad();
      take_(*id);
      line_.clear();
    }
    return Ok{};
  }

  Status End() const { return line_.empty() ? Status(Ok{}) : Status(Bad()); }

 private:
  static Error Bad() { return {Errc::kContent, "git lists objects in a form we do not read"}; }

  const std::function<void(const BlobId&)>& take_;
  std::string line_;
};

}  // namespace

BulkHistory::BulkHistory(Repository& repository, std::string program)
    : program_(std::move(program)),
      git_folder_(git_repository_commondir(repository.state().repository.get())) {}

Status BulkHistory::ReadPatches(std::span<const CommitId> commits, const PatchTaker& take,
                                std::chrono::milliseconds deadline) {
  std::string input;
  for (const CommitId& commit : commits) input += commit.Hex() + "\n";
  PatchStream stream(commits, take);
  TRY(Run(
      HistoryProcess(program_, git_folder_), input,
      [&stream](std::string_view piece) { return stream.Feed(piece); }, deadline));
  return stream.End();
}

Status BulkHistory::ListObjects(std::span<const CommitId> tips, std::span<const CommitId> without,
                                const std::function<void(const BlobId&)>& take,
                                std::chrono::milliseconds deadline) {
  std::string input;
  for (const CommitId& tip : tips) input += tip.Hex() + "\n";
  for (const CommitId& tip : without) input += "^" + tip.Hex() + "\n";
  if (tips.empty()) return Ok{};  // Git takes no tips for a wrong use.
  IdLines lines(take);
  TRY(Run(
      ObjectsProcess(program_, git_folder_), input,
      [&lines](std::string_view piece) { return lines.Feed(piece); }, deadline));
  return lines.End();
}

}  // namespace headwater::git
