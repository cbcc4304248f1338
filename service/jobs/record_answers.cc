// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/record_answers.h"

#include <algorithm>

#include "service/git/object_reader.h"

namespace headwater::jobs {
namespace {

int KindOf(FileMode mode, bool large) {
  return static_cast<int>(mode) * 2 + static_cast<int>(large);
}

Error Damaged() { return {Errc::kContent, "the recorded reads are damaged"}; }

Error ErrorOf(const RecordedError& error) { return {error.code, error.message}; }

/// Whether what one way of reading gave is what the other would have given.
bool Serves(const RecordedBlob& blob, bool large) {
  if (blob.error || blob.state != BlobState::kPresent) return blob.large == large;
  return large || blob.size <= git::kDefaultBlobBytes;
}

}  // namespace

class RecordAnswers::View final : public GitView {
 public:
  View(RecordAnswers& answers, std::vector<FileEntry> files)
      : answers_(answers), files_(std::move(files)) {}

  std::span<const FileEntry> Files() const override { return files_; }
  std::span<const BlobId> Missing() const override { return {}; }
  Result<BlobAnswer> Read(const FileEntry& file) override {
    return answers_.Read(file, /*large=*/false);
  }
  Result<BlobAnswer> ReadLarge(const FileEntry& file) override {
    return answers_.Read(file, /*large=*/true);
  }

 private:
  RecordAnswers& answers_;
  const std::vector<FileEntry> files_;
};

class RecordAnswers::Lines final : public LineChanges {
 public:
  explicit Lines(RecordAnswers& answers) : answers_(answers) {}
  Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) override {
    return answers_.LinesOf(file);
  }

 private:
  RecordAnswers& answers_;
};

RecordAnswers::RecordAnswers(const Record& record)
    : record_(record), line_changes_(std::make_unique<Lines>(*this)) {
  for (const RecordedBlob& blob : record.blobs) {
    blobs_.emplace(std::pair(blob.blob, KindOf(blob.mode, blob.large)), &blob);
  }
  for (const RecordedLines& lines : record.lines) lines_.emplace(lines.path.bytes(), &lines);
}

RecordAnswers::~RecordAnswers() = default;

Error RecordAnswers::Lack(std::string question) {
  ++in_vain_;
  Error error{Errc::kNotFound, "the record does not hold " + question};
  if (std::ranges::find(lacking_, question) == lacking_.end()) {
    lacking_.push_back(std::move(question));
  }
  return error;
}

Result<std::string> RecordAnswers::Content(uint64_t index) const {
  if (index >= record_.contents.size()) return Damaged();
  return record_.contents[index];
}

Result<BlobAnswer> RecordAnswers::Read(const FileEntry& file, bool large) {
  for (const bool recorded_large : {large, !large}) {
    const auto found = blobs_.find({file.blob, KindOf(file.mode, recorded_large)});
    if (found == blobs_.end() || !Serves(*found->second, large)) continue;
    const RecordedBlob& blob = *found->second;
    if (blob.error) return ErrorOf(*blob.error);
    BlobAnswer answer{.state = blob.state, .bytes = {}, .size = blob.size};
    if (blob.state == BlobState::kPresent) answer.bytes = TRY(Content(blob.content));
    return answer;
  }
  return Lack("the content " + file.blob.Hex() + " of " + file.path.bytes());
}

Result<std::vector<LineRange>> RecordAnswers::LinesOf(const ChangedFile& file) {
  const auto found = lines_.find(file.path.bytes());
  if (found == lines_.end()) return Lack("the added lines of " + file.path.bytes());
  if (found->second->error) return ErrorOf(*found->second->error);
  return found->second->added;
}

Result<std::string> RecordAnswers::ArtifactAt(size_t index, const Untrusted& name) {
  const auto found = std::ranges::find(record_.artifacts, index, &RecordedArtifact::index);
  if (found == record_.artifacts.end()) return Lack("the artifact " + name.bytes());
  if (found->error) return ErrorOf(*found->error);
  return Content(found->content);
}

Result<GitView*> RecordAnswers::Open(const std::string& name) {
  if (const auto open = views_.find(name); open != views_.end()) return open->second.get();
  const auto found = std::ranges::find(record_.views, name, &RecordedView::name);
  if (found == record_.views.end()) return Lack("the list of files of `" + name + "`");
  if (found->error) return ErrorOf(*found->error);
  std::vector<FileEntry> files;
  for (const uint64_t piece : found->pieces) {
    const std::string content = TRY(Content(piece));
    TRY(AddFiles(content, files));
  }
  return views_.emplace(name, std::make_unique<View>(*this, std::move(files))).first->second.get();
}

engine::OpenView RecordAnswers::OpenLater(const std::string& name) {
  return [this, name] { return Open(name); };
}

JudgementReads RecordAnswers::Reads(Change& change, bool has_default) {
  const Result<GitView*> head = Open("head");
  if (!head.ok()) head_ = std::make_unique<View>(*this, std::vector<FileEntry>());
  JudgementReads reads{.change = change,
                       .head = head.ok() ? *head.value() : static_cast<GitView&>(*head_),
                       .lines = *line_changes_};
  if (!change.target.IsZero()) {
    reads.target_root = OpenLater("target-root");
    reads.target = OpenLater("target");
  }
  if (has_default) {
    reads.default_root = OpenLater("default-root");
    reads.default_branch = OpenLater("default");
  }
  if (change.scope != ChangeScope::kAll && !change.bases.empty()) {
    reads.before = OpenLater("before");
  }
  return reads;
}

void RecordAnswers::Answer(Facts& facts) {
  for (size_t index = 0; index < facts.artifacts.size(); ++index) {
    Artifact& artifact = facts.artifacts[index];
    if (artifact.problem != ArtifactProblem::kNone) continue;
    artifact.read = [this, index, name = artifact.name] { return ArtifactAt(index, name); };
  }
}

}  // namespace headwater::jobs
