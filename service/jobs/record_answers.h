// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"
#include "service/jobs/judgement_reads.h"
#include "service/jobs/record.h"

namespace headwater::jobs {

/// Answers what policies and rules ask from a record, and nothing else. A question that is not in
/// there is kNotFound for who asks, and remembered: whatever a rule makes of it does not count.
class RecordAnswers {
 public:
  /// `record` must outlive this.
  explicit RecordAnswers(const Record& record);
  RecordAnswers(const RecordAnswers&) = delete;
  RecordAnswers& operator=(const RecordAnswers&) = delete;
  ~RecordAnswers();

  /// As they were asked when the record was made; `change` is the record's, to be judged.
  /// `has_default`: the default branch was another one than the target.
  JudgementReads Reads(Change& change, bool has_default);
  /// Lets artifacts answer.
  void Answer(Facts& facts);

  /// What was asked and is not in the record, in order, each once.
  const std::vector<std::string>& lacking() const { return lacking_; }
  /// How many questions there were so far that the record has no answer to, each time counted.
  uint64_t in_vain() const { return in_vain_; }

 private:
  class View;
  class Lines;

  engine::OpenView OpenLater(const std::string& name);
  Result<GitView*> Open(const std::string& name);
  Result<BlobAnswer> Read(const FileEntry& file, bool large);
  Result<std::vector<LineRange>> LinesOf(const ChangedFile& file);
  Result<std::string> ArtifactAt(size_t index, const Untrusted& name);
  Result<std::string> Content(uint64_t index) const;
  Error Lack(std::string question);

  const Record& record_;
  std::map<std::pair<BlobId, int>, const RecordedBlob*> blobs_;
  std::map<std::string_view, const RecordedLines*> lines_;
  std::map<std::string, std::unique_ptr<View>> views_;
  std::unique_ptr<View> head_;  ///< Of a record that has none: without files.
  std::unique_ptr<Lines> line_changes_;
  std::vector<std::string> lacking_;
  uint64_t in_vain_ = 0;
};

}  // namespace headwater::jobs
