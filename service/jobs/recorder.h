// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "headwater/report.h"
#include "service/config/effective_policy.h"
#include "service/jobs/judgement_reads.h"
#include "service/jobs/record.h"

namespace headwater::jobs {

/// Writes down what one judgement reads, while it does. Not thread-safe.
class Recorder {
 public:
  /// `request`: as it came, `headwater.evaluate/1`.
  Recorder(std::string request, const config::Shipped& shipped);
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  ~Recorder();

  /// The same reads, watched. Valid as long as the reads and this.
  JudgementReads Watch(const JudgementReads& reads);
  /// The same facts: contents of artifacts are kept when a rule reads them.
  Facts Watch(const Facts& facts);
  /// The judgement has ended: takes the change, the facts and the lists of files, and what the
  /// rules said. What was watched must still be there.
  void Close(const Change& change, const Facts& facts, const Report& report);

  /// None: the judgement did not come as far as its rules.
  const std::optional<Record>& record() const { return closed_; }

 private:
  class View;
  class Lines;
  friend class View;
  friend class Lines;

  engine::OpenView WatchOpen(Literal name, const engine::OpenView& open);
  View& ViewOf(Literal name, GitView& view);
  void NoteBlob(const FileEntry& file, bool large, const Result<BlobAnswer>& answer);
  void NoteLines(const Untrusted& path, const Result<std::vector<LineRange>>& answer);
  Result<std::string> ReadArtifact(size_t index, const Artifact& artifact);
  /// Index of the content.
  uint64_t Keep(std::string_view bytes);

  Record record_;
  std::optional<Record> closed_;
  uint64_t kept_bytes_ = 0;
  /// By a hash of the bytes: where they may stand in Record::contents.
  std::unordered_multimap<uint64_t, uint64_t> contents_;
  std::map<std::pair<BlobId, int>, size_t> blobs_;  ///< With mode and size class.
  std::map<std::string, size_t, std::less<>> lines_;
  std::list<std::unique_ptr<View>> views_;
  std::unique_ptr<Lines> watched_lines_;
};

}  // namespace headwater::jobs
